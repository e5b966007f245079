import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Instance } from "../model/documents/instance.ts";
import type { NetworkAclEntry } from "../model/documents/network-acl.ts";
import type { Route, RouteTarget } from "../model/documents/route-table.ts";
import type { SecurityGroupPermission } from "../model/documents/security-group.ts";
import { aDocument, aScope, type WorldParts } from "./a-document.ts";

/** The VPCs of AWS's own documentation, as the API would describe them. All are 10.0.0.0/16, with one node i-1. */

export function tcp443(peers: Partial<SecurityGroupPermission>): SecurityGroupPermission {
  return {
    ...{ protocol: "tcp", fromPort: 443, toPort: 443 },
    ...{ ipv4Ranges: [], ipv6Ranges: [], prefixListIds: [], groups: [], ...peers },
  };
}

export function toGroup(groupId: string): SecurityGroupPermission["groups"][number] {
  return { groupId, vpcId: null, userId: null, peeringConnectionId: null, peeringStatus: null };
}

export function route(destination: string, target: RouteTarget, state = "active"): Route {
  const kind = destination.startsWith("pl-") ? "prefix-list" : destination.includes(":") ? "ipv6" : "ipv4";
  return {
    destination: kind === "prefix-list" ? { kind, id: destination } : { kind, cidr: destination },
    ...{ target, state, origin: "CreateRoute" },
  };
}

export const localRoute = route("10.0.0.0/16", { kind: "local" });

/** An ACL's entry for IPv4 and TCP, unless it says otherwise. */
export function entry(ruleNumber: number, action: "allow" | "deny", changes: Partial<NetworkAclEntry> = {}) {
  const anything = { cidrBlock: "0.0.0.0/0", ipv6CidrBlock: null, fromPort: null, toPort: null };
  return { ruleNumber, action, protocol: "-1", ...anything, ...changes } satisfies NetworkAclEntry;
}

export function ports(fromPort: number, toPort: number): Partial<NetworkAclEntry> {
  return { protocol: "6", fromPort, toPort };
}

export function aNode(
  id: string,
  subnetId: string,
  address: string,
  changes: Partial<Instance> = {},
): Instance {
  const { publicAddress = null, securityGroupIds = ["sg-1"], vpcId = "vpc-1" } = changes;
  return aDocument("instance", id, {
    ...{ subnetId, vpcId, privateAddress: address, securityGroupIds },
    networkInterfaces: [
      {
        ...{ id: `eni-${id.slice(2)}`, deviceIndex: 0, networkCardIndex: 0, attachmentStatus: "attached" },
        ...{ subnetId, vpcId, securityGroupIds, sourceDestCheck: true, ipv6Addresses: [] },
        privateAddresses: [{ address, isPrimary: true, publicAddress }],
      },
    ],
    ...changes,
  });
}

const ground: WorldParts = {
  vpc: [aDocument("vpc", "vpc-1")],
  "dhcp-options": [aDocument("dhcp-options", "dopt-1")],
  "security-group": [aDocument("security-group", "sg-1")],
  "network-acl": [aDocument("network-acl", "acl-1")],
  "internet-gateway": [aDocument("internet-gateway", "igw-1")],
  "block-public-access": [aDocument("block-public-access", aScope.region)],
  subnet: [
    aDocument("subnet", "subnet-public", { cidrBlock: "10.0.0.0/24" }),
    aDocument("subnet", "subnet-private", { cidrBlock: "10.0.1.0/24" }),
  ],
};

const publicTable = aDocument("route-table", "rtb-public", {
  ...{ isMain: false, subnetIds: ["subnet-public"] },
  routes: [localRoute, route("0.0.0.0/0", { kind: "internet-gateway", id: "igw-1" })],
});

/** "VPC with a public subnet": the node has a public address, and the internet gateway is its way out. */
export const publicSubnet: WorldParts = {
  ...ground,
  instance: [aNode("i-1", "subnet-public", "10.0.0.20", { publicAddress: "198.51.100.20" })],
  "route-table": [aDocument("route-table", "rtb-main", { routes: [localRoute] }), publicTable],
};

/** "VPC with servers in private subnets and NAT". */
export const privateSubnetWithNat: WorldParts = {
  ...ground,
  instance: [aNode("i-1", "subnet-private", "10.0.1.20")],
  "network-acl": [
    aDocument("network-acl", "acl-1", { isDefault: false, subnetIds: ["subnet-private"] }),
    aDocument("network-acl", "acl-2", { isDefault: false, subnetIds: ["subnet-public"] }),
  ],
  "nat-gateway": [aDocument("nat-gateway", "nat-1", { subnetId: "subnet-public" })],
  "route-table": [
    aDocument("route-table", "rtb-private", {
      ...{ isMain: false, subnetIds: ["subnet-private"] },
      routes: [localRoute, route("0.0.0.0/0", { kind: "nat-gateway", id: "nat-1" })],
    }),
    publicTable,
  ],
};

/** "Access AWS services through AWS PrivateLink": no way out, and an endpoint that answers for the service's name. */
export const endpointOnly: WorldParts = {
  ...ground,
  instance: [aNode("i-1", "subnet-private", "10.0.1.20")],
  subnet: [
    aDocument("subnet", "subnet-private", { cidrBlock: "10.0.1.0/24" }),
    aDocument("subnet", "subnet-endpoints", { cidrBlock: "10.0.2.0/24" }),
  ],
  "security-group": [
    aDocument("security-group", "sg-1"),
    aDocument("security-group", "sg-endpoint", { ingress: [tcp443({ ipv4Ranges: ["10.0.0.0/16"] })] }),
  ],
  "network-acl": [
    aDocument("network-acl", "acl-1", { isDefault: false, subnetIds: ["subnet-private"] }),
    aDocument("network-acl", "acl-2", { isDefault: false, subnetIds: ["subnet-endpoints"] }),
  ],
  "route-table": [aDocument("route-table", "rtb-main", { routes: [localRoute] })],
  "internet-gateway": [],
  ...anEndpoint("ssm", ["subnet-endpoints 10.0.2.10"]),
};

/** An interface endpoint with an interface at each `subnet address`. */
export function anEndpoint(
  service: string,
  places: readonly string[],
  changes: Partial<DocumentOf<"vpc-endpoint">> = {},
): Required<Pick<WorldParts, "vpc-endpoint" | "network-interface">> {
  const id = `vpce-${service}`;
  const interfaces = places.map((place, index) => {
    const [subnetId = "", address = ""] = place.split(" ");
    return aDocument("network-interface", `eni-${service}-${index}`, {
      ...{ subnetId, securityGroupIds: ["sg-endpoint"] },
      privateAddresses: [{ address, isPrimary: true, publicAddress: null }],
    });
  });
  const endpoint = aDocument("vpc-endpoint", id, {
    serviceName: `com.amazonaws.${aScope.region}.${service}`,
    subnetIds: [...new Set(places.map((place) => place.split(" ")[0] ?? ""))],
    networkInterfaceIds: interfaces.map((each) => each.id),
    securityGroupIds: ["sg-endpoint"],
    ...changes,
  });
  return { "vpc-endpoint": [endpoint], "network-interface": interfaces };
}

/** The same VPC where one document is another, or one more. */
export function changed<Kind extends DocumentKind>(
  parts: WorldParts,
  kind: Kind,
  id: string,
  changes: Partial<DocumentOf<Kind>>,
): WorldParts {
  const list: readonly DocumentOf<Kind>[] = parts[kind] ?? [];
  const known = list.find((each) => each.id === id);
  const rest = list.filter((each) => each.id !== id);
  return { ...parts, [kind]: [...rest, { ...(known ?? aDocument(kind, id)), ...changes }] };
}

/** The same with an endpoint for each service that a node needs. */
export const bothEndpoints: WorldParts = {
  ...endpointOnly,
  "vpc-endpoint": ["ssm", "ssmmessages"].flatMap(
    (service) => anEndpoint(service, ["subnet-endpoints "])["vpc-endpoint"],
  ),
  "network-interface": ["ssm", "ssmmessages"].flatMap(
    (service, index) => anEndpoint(service, [`subnet-endpoints 10.0.2.${10 + index}`])["network-interface"],
  ),
};
