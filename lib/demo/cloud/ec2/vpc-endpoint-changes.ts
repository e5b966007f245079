import {
  CreateVpcEndpoint$,
  type CreateVpcEndpointRequest,
  type CreateVpcEndpointResult,
  DeleteVpcEndpoints$,
  type DeleteVpcEndpointsRequest,
  type DeleteVpcEndpointsResult,
  ModifyVpcEndpoint$,
  type ModifyVpcEndpointRequest,
  type ModifyVpcEndpointResult,
  type VpcEndpoint,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import { unconfirmedOf } from "../unconfirmed.ts";
import { oncePerToken } from "./client-token.ts";
import { isGatewayService, privateDnsNameOf } from "./endpoint-service.ts";
import { checkForm, getOne, kinds, newId } from "./identifiers.ts";
import { tagsOnCreation } from "./tag-specifications.ts";
import {
  addGatewayRoutes,
  addInterfaces,
  checkPrivateDns,
  fitAddressFamily,
  groupsFor,
  removeGatewayRoutes,
  removeInterfaces,
  routeTablesFor,
  subnetsFor,
} from "./vpc-endpoint-parts.ts";
import { withWireState } from "./vpc-endpoints.ts";

const creationMs = 90_000;
const deletionMs = 60_000;

const fullAccess = JSON.stringify({
  Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
});

export const createVpcEndpoint = defineOperation<CreateVpcEndpointRequest, CreateVpcEndpointResult>({
  service: "ec2",
  schema: CreateVpcEndpoint$,
  action: "ec2:CreateVpcEndpoint",
  mutates: true,
  handle: oncePerToken((context, input) => {
    const { ec2, name } = context.region;
    const {
      VpcId = "",
      ServiceName = "",
      VpcEndpointType = "Gateway",
      SubnetIds = [],
      RouteTableIds = [],
    } = input;
    getOne(kinds.vpc, ec2.vpcs, VpcId);
    checkService(context, ServiceName, VpcEndpointType);
    checkMembers(context, VpcEndpointType, {
      subnetIds: SubnetIds,
      groupIds: input.SecurityGroupIds,
      routeTableIds: RouteTableIds,
      privateDns: input.PrivateDnsEnabled,
    });
    const isGateway = VpcEndpointType === "Gateway";
    const endpoint: VpcEndpoint = {
      VpcEndpointId: newId("vpce"),
      VpcEndpointType,
      VpcId,
      ServiceName,
      ServiceRegion: name,
      State: isGateway ? "Available" : "Pending",
      PolicyDocument: input.PolicyDocument ?? fullAccess,
      RouteTableIds: [],
      SubnetIds: [],
      Groups: isGateway ? [] : groupsFor(context, VpcId, input.SecurityGroupIds ?? []),
      IpAddressType: input.IpAddressType ?? "ipv4",
      DnsOptions: isGateway
        ? undefined
        : { DnsRecordIpType: input.IpAddressType ?? "ipv4", ...input.DnsOptions },
      PrivateDnsEnabled: !isGateway && (input.PrivateDnsEnabled ?? true),
      RequesterManaged: false,
      NetworkInterfaceIds: [],
      DnsEntries: [],
      CreationTimestamp: new Date(context.now),
      OwnerId: context.account.id,
      Tags: tagsOnCreation(context, input.TagSpecifications, "vpc-endpoint"),
    };
    const subnets = subnetsFor(context, endpoint, SubnetIds);
    routeTablesFor(context, VpcId, RouteTableIds);
    if (endpoint.PrivateDnsEnabled) allowPrivateDns(context, endpoint);
    checkPolicy(context, input.PolicyDocument);
    context.proceed();
    ec2.vpcEndpoints.set(endpoint.VpcEndpointId ?? "", endpoint);
    if (isGateway) addGatewayRoutes(ec2, endpoint, RouteTableIds);
    else {
      addInterfaces(context, endpoint, subnets);
      fitAddressFamily(ec2, endpoint);
      endpoint.DnsEntries = dnsEntriesOf(endpoint, name);
      becomesAvailable(context, endpoint);
    }
    context.changed(endpoint.VpcEndpointId ?? "", ...RouteTableIds);
    return { VpcEndpoint: withWireState(endpoint, context), ClientToken: input.ClientToken };
  }),
});

export const modifyVpcEndpoint = defineOperation<ModifyVpcEndpointRequest, ModifyVpcEndpointResult>({
  service: "ec2",
  schema: ModifyVpcEndpoint$,
  action: "ec2:ModifyVpcEndpoint",
  mutates: true,
  handle(context, input) {
    const { ec2, name } = context.region;
    const endpoint = getOne(kinds.vpcEndpoint, ec2.vpcEndpoints, input.VpcEndpointId);
    checkMembers(context, endpoint.VpcEndpointType ?? "", {
      subnetIds: input.AddSubnetIds,
      groupIds: input.AddSecurityGroupIds,
      routeTableIds: input.AddRouteTableIds,
      privateDns: input.PrivateDnsEnabled,
    });
    const removedGroups = new Set(input.RemoveSecurityGroupIds);
    const kept = (endpoint.Groups ?? []).filter(({ GroupId = "" }) => !removedGroups.has(GroupId));
    const addedGroups = input.AddSecurityGroupIds?.length
      ? groupsFor(context, endpoint.VpcId ?? "", input.AddSecurityGroupIds)
      : [];
    if (
      endpoint.VpcEndpointType === "Interface" &&
      removedGroups.size > 0 &&
      kept.length + addedGroups.length === 0
    ) {
      context.fail("InvalidParameter", "Interface endpoints must have at least one security group.");
    }
    const removedSubnets = input.RemoveSubnetIds ?? [];
    const remaining = endpoint.SubnetIds?.filter((id) => !removedSubnets.includes(id));
    const subnets = subnetsFor(context, { ...endpoint, SubnetIds: remaining }, input.AddSubnetIds ?? []);
    routeTablesFor(context, endpoint.VpcId, input.AddRouteTableIds ?? []);
    if (input.PrivateDnsEnabled && !endpoint.PrivateDnsEnabled) allowPrivateDns(context, endpoint);
    checkPolicy(context, input.PolicyDocument);
    context.proceed();
    const known = new Set(kept.map(({ GroupId }) => GroupId));
    endpoint.Groups = [...kept, ...addedGroups.filter(({ GroupId }) => !known.has(GroupId))];
    for (const id of endpoint.NetworkInterfaceIds ?? []) {
      const networkInterface = ec2.networkInterfaces.get(id);
      if (networkInterface) networkInterface.Groups = endpoint.Groups;
    }
    removeInterfaces(ec2, endpoint, removedSubnets);
    addInterfaces(context, endpoint, subnets);
    removeGatewayRoutes(ec2, endpoint, input.RemoveRouteTableIds ?? []);
    addGatewayRoutes(ec2, endpoint, input.AddRouteTableIds ?? []);
    if (input.ResetPolicy) endpoint.PolicyDocument = fullAccess;
    else if (input.PolicyDocument) endpoint.PolicyDocument = input.PolicyDocument;
    if (input.PrivateDnsEnabled !== undefined) endpoint.PrivateDnsEnabled = input.PrivateDnsEnabled;
    if (input.IpAddressType) endpoint.IpAddressType = input.IpAddressType;
    if (input.DnsOptions) endpoint.DnsOptions = { ...endpoint.DnsOptions, ...input.DnsOptions };
    if (endpoint.VpcEndpointType === "Interface") fitAddressFamily(ec2, endpoint);
    if (endpoint.VpcEndpointType === "Interface") endpoint.DnsEntries = dnsEntriesOf(endpoint, name);
    context.changed(endpoint.VpcEndpointId ?? "");
    return { Return: true };
  },
});

export const deleteVpcEndpoints = defineOperation<DeleteVpcEndpointsRequest, DeleteVpcEndpointsResult>({
  service: "ec2",
  schema: DeleteVpcEndpoints$,
  action: "ec2:DeleteVpcEndpoints",
  mutates: true,
  handle(context, { VpcEndpointIds = [] }) {
    const { ec2 } = context.region;
    checkForm(kinds.vpcEndpoint, VpcEndpointIds);
    context.proceed();
    const found = VpcEndpointIds.flatMap((id) => ec2.vpcEndpoints.get(id) ?? []);
    for (const endpoint of found) remove(context, endpoint);
    if (found.length > 0) context.changed(...found.map(({ VpcEndpointId = "" }) => VpcEndpointId));
    // Ids that do not exist fail by themselves; the others are deleted all the same.
    const missing = VpcEndpointIds.filter((id) => !ec2.vpcEndpoints.has(id));
    return {
      Unsuccessful: missing.map((ResourceId) => ({
        ResourceId,
        Error: { Code: kinds.vpcEndpoint.notFound, Message: kinds.vpcEndpoint.missing(ResourceId) },
      })),
    };
  },
});

type Members = {
  subnetIds?: readonly string[];
  groupIds?: readonly string[];
  routeTableIds?: readonly string[];
  privateDns?: boolean;
};

/** An interface stands in subnets and wears groups; a gateway stands in route tables. */
function checkMembers(context: OperationContext, type: string, members: Members) {
  const { subnetIds = [], groupIds = [], routeTableIds = [], privateDns = false } = members;
  const strange =
    type === "Gateway"
      ? {
          "Subnet IDs": subnetIds.length > 0,
          "Security group IDs": groupIds.length > 0,
          "Private DNS": privateDns,
        }
      : { "Route table IDs": routeTableIds.length > 0 };
  const [first] = Object.entries(strange).find(([, isGiven]) => isGiven) ?? [];
  if (first) context.fail("InvalidParameter", `${first} cannot be specified for ${type} endpoints.`);
}

function checkService(context: OperationContext, serviceName: string, type: string) {
  if (serviceName === "")
    context.fail("MissingParameter", "The request must contain the parameter ServiceName");
  if (!context.region.ec2.endpointServices.includes(serviceName)) {
    context.fail("InvalidServiceName", `The Vpc Endpoint Service '${serviceName}' does not exist`);
  }
  if (type !== "Interface" && !(type === "Gateway" && isGatewayService(serviceName))) {
    context.fail(
      "InvalidParameter",
      `The VPC endpoint service ${serviceName} does not support ${type} endpoints.`,
    );
  }
}

function checkPolicy(context: OperationContext, text: string | undefined) {
  if (text === undefined) return;
  try {
    const { Statement } = JSON.parse(text) as { Statement?: unknown };
    if (typeof Statement === "object" && Statement !== null) return;
  } catch {
    // Answered below, like a document that is JSON and no policy.
  }
  context.fail("InvalidPolicyDocument", "The policy document is not a valid JSON policy document.");
}

function allowPrivateDns(context: OperationContext, endpoint: VpcEndpoint) {
  checkPrivateDns(context, endpoint);
  if (unconfirmedOf(context.world).U25_privateDnsNeedsHostedZone === "yes") {
    context.need("route53:AssociateVPCWithHostedZone");
  }
}

function becomesAvailable(context: OperationContext, endpoint: VpcEndpoint) {
  context.after(creationMs, () => {
    if (endpoint.State === "Pending") endpoint.State = "Available";
    return [endpoint.VpcEndpointId ?? ""];
  });
}

function remove(context: OperationContext, endpoint: VpcEndpoint) {
  const { ec2 } = context.region;
  endpoint.State = "Deleting";
  removeGatewayRoutes(ec2, endpoint, [...(endpoint.RouteTableIds ?? [])]);
  context.after(deletionMs, () => {
    removeInterfaces(ec2, endpoint, [...(endpoint.SubnetIds ?? [])]);
    ec2.vpcEndpoints.delete(endpoint.VpcEndpointId ?? "");
    return [endpoint.VpcEndpointId ?? ""];
  });
}

function dnsEntriesOf(endpoint: VpcEndpoint, region: string): VpcEndpoint["DnsEntries"] {
  const { VpcEndpointId = "", ServiceName = "", PrivateDnsEnabled } = endpoint;
  const label = ServiceName.split(".").slice(3).join(".");
  const own = `${VpcEndpointId}-${VpcEndpointId.slice(-8)}.${label}.${region}.vpce.amazonaws.com`;
  const names = PrivateDnsEnabled ? [own, privateDnsNameOf(ServiceName)] : [own];
  return names.map((DnsName) => ({ DnsName, HostedZoneId: "Z1AEXAMPLE" }));
}
