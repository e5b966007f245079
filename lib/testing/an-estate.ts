import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Route } from "../model/documents/route-table.ts";
import type { SecurityGroupPermission } from "../model/documents/security-group.ts";
import type { Observed, SnapshotParts } from "../model/snapshot.ts";
import { aDocument, aMoment, aScope, type WorldParts } from "./a-document.ts";

export type EstateSpec = {
  nodes: number;
  /** Untidy: random pairs of groups, groups of 60 rules, prefix lists of 100 entries, tables of 500 routes. */
  isTidy: boolean;
  seed?: number;
};

const nodesPerVpc = 500;
const privateSubnets = 6;
const groupsPerVpc = 20;
const services = ["ssm", "ssmmessages", "ec2messages"];

/**
 * A scope as large as one likes, the same for the same seed: VPCs that leave by NAT, and VPCs with interface endpoints.
 * Every twentieth group lets nothing out, so some of the nodes are cut off.
 */
export function anEstate({ nodes, isTidy, seed = 1 }: EstateSpec): SnapshotParts {
  const random = seededRandom(seed);
  const documents = new Map<DocumentKind, Observed<DocumentKind>[]>();
  const add: Add = (kind, id, changes) => {
    const document = aDocument(kind, id, changes);
    const ofKind = documents.get(kind) ?? [];
    documents.set(kind, ofKind);
    ofKind.push({ document, observedAt: aMoment });
  };
  add("dhcp-options", "dopt-1", {});
  add("block-public-access", aScope.region, {});
  const lists = isTidy ? [] : addPrefixLists(add, random);
  for (let vpc = 0; vpc * nodesPerVpc < nodes; vpc += 1) {
    const ground = addVpc(add, vpc, { isTidy, lists, random });
    const inVpc = Math.min(nodesPerVpc, nodes - vpc * nodesPerVpc);
    for (let node = 0; node < inVpc; node += 1) addNode(add, ground, node, { isTidy, random });
  }
  const parts = Object.fromEntries(documents) as SnapshotParts["documents"];
  return { scope: aScope, at: aMoment, documents: parts, gaps: [] };
}

type Add = <Kind extends keyof WorldParts & DocumentKind>(
  kind: Kind,
  id: string,
  changes: Partial<DocumentOf<Kind>>,
) => void;
type Random = (below: number) => number;
type Style = { isTidy: boolean; lists: readonly string[]; random: Random };
type Ground = { vpc: number; vpcId: string; prefix: string; groupIds: string[] };

/** Mulberry32: small, and the same everywhere. */
function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function addPrefixLists(add: Add, random: Random): string[] {
  return Array.from({ length: 50 }, (_, list) => {
    const id = `pl-${list}`;
    const cidrs = Array.from({ length: 100 }, () => `172.${16 + random(16)}.${random(256)}.0/24`);
    add("managed-prefix-list", id, { cidrs, ownerId: aScope.account });
    return id;
  });
}

function addVpc(add: Add, vpc: number, style: Style): Ground {
  const vpcId = `vpc-${vpc}`;
  const prefix = `10.${vpc % 256}`;
  add("vpc", vpcId, { cidrBlocks: [`${prefix}.0.0/16`] });
  add("network-acl", `acl-${vpc}`, { vpcId });
  add("internet-gateway", `igw-${vpc}`, { attachments: [{ vpcId, state: "available" }] });
  const local = route(`${prefix}.0.0/16`, { kind: "local" });
  const out = route("0.0.0.0/0", { kind: "internet-gateway", id: `igw-${vpc}` });
  add("route-table", `rtb-${vpc}-main`, { vpcId, isMain: true, routes: [local] });
  add("subnet", `subnet-${vpc}-public`, { vpcId, cidrBlock: `${prefix}.0.0/24` });
  add("route-table", `rtb-${vpc}-public`, {
    vpcId,
    isMain: false,
    subnetIds: [`subnet-${vpc}-public`],
    routes: [local, out],
  });
  add("nat-gateway", `nat-${vpc}`, { vpcId, subnetId: `subnet-${vpc}-public` });
  for (let subnet = 0; subnet < privateSubnets; subnet += 1) {
    const subnetId = `subnet-${vpc}-${subnet}`;
    add("subnet", subnetId, { vpcId, cidrBlock: `${prefix}.${16 * (subnet + 1)}.0/20` });
    const way = route("0.0.0.0/0", { kind: "nat-gateway", id: `nat-${vpc}` });
    const routes = [local, way, ...(style.isTidy ? [] : manyRoutes(vpc, style.random))];
    add("route-table", `rtb-${vpc}-${subnet}`, { vpcId, isMain: false, subnetIds: [subnetId], routes });
  }
  const groupIds = addGroups(add, vpcId, vpc, style);
  if (vpc % 2 === 1) addEndpoints(add, { vpc, vpcId, prefix, groupIds });
  return { vpc, vpcId, prefix, groupIds };
}

function route(cidr: string, target: Route["target"]): Route {
  return { destination: { kind: "ipv4", cidr }, target, state: "active", origin: "CreateRoute" };
}

function manyRoutes(vpc: number, random: Random): Route[] {
  return Array.from({ length: 500 }, (_, index) =>
    route(`172.${16 + (index >> 8)}.${index & 255}.0/24`, {
      kind: "transit-gateway",
      id: `tgw-${(vpc + random(2)) % 2}`,
    }),
  );
}

function addGroups(add: Add, vpcId: string, vpc: number, style: Style): string[] {
  return Array.from({ length: groupsPerVpc }, (_, group) => {
    const id = `sg-${vpc}-${group}`;
    const isShut = group === groupsPerVpc - 1;
    const egress = isShut ? [] : [permission("-1", null, { ipv4Ranges: ["0.0.0.0/0"] })];
    const rules = style.isTidy ? [] : manyRules(vpc, style);
    add("security-group", id, { vpcId, ingress: rules, egress: [...rules, ...egress] });
    return id;
  });
}

function manyRules(vpc: number, { lists, random }: Style): SecurityGroupPermission[] {
  return Array.from({ length: 60 }, (_, rule) => {
    const port = 443 + (rule % 3);
    if (rule % 20 === 0) return permission("tcp", port, { prefixListIds: [lists[random(lists.length)]!] });
    if (rule % 20 === 1)
      return permission("tcp", port, { groups: [reference(`sg-${vpc}-${random(groupsPerVpc)}`)] });
    return permission("tcp", port, { ipv4Ranges: [`192.168.${random(256)}.${random(256)}/32`] });
  });
}

function reference(groupId: string): SecurityGroupPermission["groups"][number] {
  return { groupId, vpcId: null, userId: null, peeringConnectionId: null, peeringStatus: null };
}

function permission(
  protocol: string,
  port: number | null,
  peers: Partial<SecurityGroupPermission>,
): SecurityGroupPermission {
  const none = { ipv4Ranges: [], ipv6Ranges: [], prefixListIds: [], groups: [] };
  return { protocol, fromPort: port, toPort: port, ...none, ...peers };
}

function addEndpoints(add: Add, { vpc, vpcId, prefix }: Ground): void {
  const groupId = `sg-${vpc}-endpoints`;
  const ingress = [permission("tcp", 443, { ipv4Ranges: [`${prefix}.0.0/16`] })];
  add("security-group", groupId, { vpcId, ingress });
  const subnetIds = ["a", "b"].map((zone) => `subnet-${vpc}-endpoints-${zone}`);
  for (const [index, subnetId] of subnetIds.entries())
    add("subnet", subnetId, { vpcId, cidrBlock: `${prefix}.${1 + index}.0/24` });
  for (const [number, service] of services.entries()) {
    const networkInterfaceIds = subnetIds.map((subnetId, index) => {
      const id = `eni-${vpc}-${service}-${index}`;
      const privateAddresses = [
        { address: `${prefix}.${1 + index}.${10 + number}`, isPrimary: true, publicAddress: null },
      ];
      add("network-interface", id, { vpcId, subnetId, privateAddresses, securityGroupIds: [groupId] });
      return id;
    });
    add("vpc-endpoint", `vpce-${vpc}-${service}`, {
      ...{ vpcId, subnetIds, networkInterfaceIds, securityGroupIds: [groupId] },
      serviceName: `com.amazonaws.${aScope.region}.${service}`,
    });
  }
}

function addNode(
  add: Add,
  { vpc, vpcId, prefix, groupIds }: Ground,
  node: number,
  { isTidy, random }: Pick<Style, "isTidy" | "random">,
): void {
  const subnet = node % privateSubnets;
  const subnetId = `subnet-${vpc}-${subnet}`;
  const place = Math.floor(node / privateSubnets);
  const address = `${prefix}.${16 * (subnet + 1) + (place >> 8)}.${10 + (place & 127)}`;
  const groups = isTidy ? [node % groupsPerVpc] : [random(groupsPerVpc), random(groupsPerVpc)];
  const securityGroupIds = [...new Set(groups)].map((group) => groupIds[group]!);
  const id = `i-${vpc}-${node}`;
  const privateAddresses = [{ address, isPrimary: true, publicAddress: null }];
  const own = {
    vpcId,
    subnetId,
    privateAddresses,
    securityGroupIds,
    ipv6Addresses: [],
    sourceDestCheck: true,
  };
  add("instance", id, {
    ...{ vpcId, subnetId, securityGroupIds },
    privateAddress: address,
    networkInterfaces: [
      { ...own, id: `eni-${vpc}-${node}`, deviceIndex: 0, networkCardIndex: 0, attachmentStatus: "attached" },
    ],
  });
  add("network-interface", `eni-${vpc}-${node}`, own);
}
