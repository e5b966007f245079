import { fieldOf, textOf } from "../../failures/sources/request-targets.ts";
import type { TrailEdit } from "../../model/trail-change.ts";
import {
  type Calls,
  flagOf,
  listEdit,
  listIn,
  lowerFirst,
  numberOf,
  ofNamed,
  type ToldBy,
  touched,
} from "./call.ts";
import { atomsOf, atomsOfRules } from "./permission-atoms.ts";

/** Calls of EC2 that change what a connection meets on its way. */
export const networkCalls: Calls = {
  AuthorizeSecurityGroupEgress: permissions("IpPermissionsEgress", "added"),
  AuthorizeSecurityGroupIngress: permissions("IpPermissions", "added"),
  RevokeSecurityGroupEgress: permissions("IpPermissionsEgress", "removed"),
  RevokeSecurityGroupIngress: permissions("IpPermissions", "removed"),
  // It does not tell of which direction the rules are.
  ModifySecurityGroupRules: ({ request }) =>
    ofNamed("security-group", request, "groupId", "SecurityGroupRules", touched),

  CreateNetworkAclEntry: ({ request }) => ofEntries(request, { what: "added", items: [entryOf(request)] }),
  ReplaceNetworkAclEntry: ({ request }) => ofEntries(request, { what: "touched", put: [entryOf(request)] }),
  DeleteNetworkAclEntry: ({ request }) => {
    const { RuleNumber, Egress } = entryOf(request);
    return ofEntries(request, { what: "touched", dropped: [{ RuleNumber, Egress }] });
  },
  ReplaceNetworkAclAssociation: ({ request }) =>
    ofNamed("network-acl", request, "networkAclId", "Associations", touched),

  CreateRoute: ({ request }) => ofRoutes(request, { what: "added", items: [routeOf(request)] }),
  ReplaceRoute: ({ request }) => ofRoutes(request, { what: "touched", put: [routeOf(request)] }),
  DeleteRoute: ({ request }) => ofRoutes(request, { what: "touched", dropped: [routeOf(request)] }),
  AssociateRouteTable: ({ request }) => {
    const SubnetId = textOf(request, "subnetId");
    const items = SubnetId === null ? [] : [{ SubnetId }];
    return ofNamed("route-table", request, "routeTableId", "Associations", listEdit("added", items));
  },
  ReplaceRouteTableAssociation: ({ request }) =>
    ofNamed("route-table", request, "routeTableId", "Associations", touched),

  ModifyVpcAttribute: ({ request }) =>
    (["EnableDnsSupport", "EnableDnsHostnames"] as const).flatMap((field) => {
      const value = flagOf(request, lowerFirst(field));
      if (value === undefined) return [];
      const edit = { what: "set" as const, to: { Value: value }, instead: { Value: !value } };
      return ofNamed("vpc", request, "vpcId", field, edit);
    }),
  AssociateDhcpOptions: ({ request }) =>
    ofNamed("vpc", request, "vpcId", "DhcpOptionsId", { what: "set", to: textOf(request, "dhcpOptionsId") }),

  ModifyManagedPrefixList: ({ request }) =>
    (["added", "removed"] as const).flatMap((what) => {
      const entries = listIn(request, what === "added" ? "addEntry" : "removeEntry");
      const items = entries.flatMap((entry) => {
        const Cidr = textOf(entry, "cidr");
        return Cidr === null ? [] : [{ Cidr }];
      });
      return ofNamed("managed-prefix-list", request, "prefixListId", "Entries", listEdit(what, items));
    }),

  ModifyVpcBlockPublicAccessOptions: ({ request, region: id }) => {
    const to = textOf(request, "internetGatewayBlockMode");
    const edit = { what: "set" as const, to };
    return [{ kind: "block-public-access", id, field: "InternetGatewayBlockMode", edit }];
  },
  CreateVpcBlockPublicAccessExclusion: exclusionsTouched,
  ModifyVpcBlockPublicAccessExclusion: exclusionsTouched,
  DeleteVpcBlockPublicAccessExclusion: exclusionsTouched,
};

function permissions(field: string, what: "added" | "removed"): ToldBy {
  return ({ request, response }) => {
    const rules = [
      ...listIn(response, "securityGroupRuleSet"),
      ...listIn(response, "revokedSecurityGroupRuleSet"),
    ];
    const named = atomsOf(request);
    const items = named.length > 0 ? named : atomsOfRules(rules);
    // A rule that is revoked by its id alone is not told.
    return ofNamed("security-group", request, "groupId", field, listEdit(what, items) ?? touched);
  };
}

function ofEntries(request: unknown, edit: TrailEdit) {
  return ofNamed("network-acl", request, "networkAclId", "Entries", edit);
}

function entryOf(request: unknown) {
  const range = fieldOf(request, "portRange");
  const [From, To] = [numberOf(range, "from"), numberOf(range, "to")];
  return {
    RuleNumber: numberOf(request, "ruleNumber"),
    Egress: flagOf(request, "egress") ?? false,
    RuleAction: textOf(request, "ruleAction"),
    Protocol: String(fieldOf(request, "aclProtocol") ?? fieldOf(request, "protocol") ?? "-1"),
    ...present({ CidrBlock: textOf(request, "cidrBlock"), Ipv6CidrBlock: textOf(request, "ipv6CidrBlock") }),
    ...(From === undefined || To === undefined ? {} : { PortRange: { From, To } }),
  };
}

function ofRoutes(request: unknown, edit: TrailEdit) {
  return ofNamed("route-table", request, "routeTableId", "Routes", edit);
}

const routeFields = [
  ...["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"],
  ...[
    "GatewayId",
    "NatGatewayId",
    "TransitGatewayId",
    "VpcPeeringConnectionId",
    "EgressOnlyInternetGatewayId",
  ],
  ...["NetworkInterfaceId", "InstanceId", "LocalGatewayId", "CarrierGatewayId", "CoreNetworkArn"],
];

function routeOf(request: unknown): unknown {
  return present(Object.fromEntries(routeFields.map((field) => [field, textOf(request, lowerFirst(field))])));
}

function present(fields: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

function exclusionsTouched({ region: id }: Parameters<ToldBy>[0]) {
  return [
    { kind: "block-public-access" as const, id, field: "VpcBlockPublicAccessExclusions", edit: touched },
  ];
}
