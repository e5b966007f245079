import { fieldOf, textOf } from "../../failures/sources/request-targets.ts";
import {
  type Call,
  type Calls,
  flagOf,
  listEdit,
  listIn,
  ofNamed,
  opened,
  type Told,
  textsIn,
  touched,
} from "./call.ts";

/** Calls of EC2 that change where a way out of the VPC leads, or into a service. */
export const gatewayCalls: Calls = {
  CreateVpcEndpoint: endpointCreated,
  ModifyVpcEndpoint: endpointModified,
  DeleteVpcEndpoints: ({ request, response }) => {
    // The call succeeds where some of them could not be deleted.
    const kept = new Set(listIn(response, "unsuccessful").map((each) => textOf(each, "resourceId")));
    return textsOf(request, "vpcEndpointId")
      .filter((id) => !kept.has(id))
      .map((id): Told => ({ kind: "vpc-endpoint", id, field: "*", edit: { what: "deleted" } }));
  },

  AttachInternetGateway: ({ request }) => attachment(request, "added"),
  DetachInternetGateway: ({ request }) => attachment(request, "removed"),
  DeleteInternetGateway: ({ request }) =>
    ofNamed("internet-gateway", request, "internetGatewayId", "*", { what: "deleted" }),
  DeleteEgressOnlyInternetGateway: ({ request }) =>
    ofNamed("egress-only-gateway", request, "egressOnlyInternetGatewayId", "*", { what: "deleted" }),

  CreateNatGateway: ({ response }) =>
    ofNamed("nat-gateway", answered(response, "natGateway"), "natGatewayId", "*", { what: "created" }),
  // EC2 describes it for an hour more, as deleted.
  DeleteNatGateway: ({ request }) =>
    ofNamed("nat-gateway", request, "natGatewayId", "State", {
      what: "set",
      to: "deleted",
      instead: "available",
    }),

  AssociateAddress: ({ request }) => [
    ...ofNamed("network-interface", request, "networkInterfaceId", "Association", touched),
    ...ofNamed("instance", request, "instanceId", "NetworkInterfaces", touched),
  ],
};

function answered(response: unknown, name: string): unknown {
  return fieldOf(opened(response), name);
}

/** Of one that is gone before anybody reads it, nothing else tells which VPC it served with what. */
function endpointCreated({ request, response }: Call): Told[] {
  const endpoint = answered(response, "vpcEndpoint");
  const asked = opened(request);
  const VpcId = textOf(endpoint, "vpcId") ?? textOf(asked, "VpcId");
  const ServiceName = textOf(endpoint, "serviceName") ?? textOf(asked, "ServiceName");
  const named = VpcId === null || ServiceName === null ? {} : { named: { VpcId, ServiceName } };
  return ofNamed("vpc-endpoint", endpoint, "vpcEndpointId", "*", { what: "created", ...named });
}

function endpointModified({ request }: Call): Told[] {
  const of = (field: string, edit: Told["edit"] | undefined) =>
    ofNamed("vpc-endpoint", request, "vpcEndpointId", field, edit);
  const privateDns = flagOf(request, "privateDnsEnabled");
  const isPolicySet =
    fieldOf(request, "policyDocument") !== undefined || flagOf(request, "resetPolicy") === true;
  const listed = [
    ["SubnetIds", "SubnetId", (id: string): unknown => id],
    ["RouteTableIds", "RouteTableId", (id: string): unknown => id],
    ["Groups", "SecurityGroupId", (GroupId: string): unknown => ({ GroupId })],
  ] as const;
  return [
    ...(privateDns === undefined
      ? []
      : of("PrivateDnsEnabled", { what: "set", to: privateDns, instead: !privateDns })),
    ...(isPolicySet ? of("PolicyDocument", touched) : []),
    ...listed.flatMap(([field, name, toItem]) => [
      ...of(field, listEdit("added", textsOf(request, `add${name}`).map(toItem))),
      ...of(field, listEdit("removed", textsOf(request, `remove${name}`).map(toItem))),
    ]),
  ];
}

/** One or several, and named so. */
function textsOf(request: unknown, name: string): string[] {
  return [...textsIn(request, name), ...textsIn(request, `${name}s`)];
}

function attachment(request: unknown, what: "added" | "removed"): Told[] {
  const VpcId = textOf(request, "vpcId");
  const edit = listEdit(what, VpcId === null ? [] : [{ VpcId, State: "available" }]) ?? touched;
  return ofNamed("internet-gateway", request, "internetGatewayId", "Attachments", edit);
}
