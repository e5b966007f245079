import type { CauseCode } from "../../model/cause.ts";
import type { NetworkAcl } from "../../model/documents/network-acl.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { blocksOfSubnets, everywhere, isIpv6Alone } from "./addresses.ts";
import { contains } from "./blocks.ts";
import type { MakeChange } from "./change.ts";
import { admit } from "./network-acl-changes.ts";
import type { Passage } from "./network-acl-numbers.ts";
import type { HeldNode, Situation, Way } from "./situation.ts";

type Obstacle = Way["path"]["obstacles"][number];

/** From where systems call: Linux from 32768, Windows and macOS from 49152. Lower ports, as that of Remote Desktop, stay shut. */
const portsOfNodes = { fromPort: 32_768, toPort: 65_535 };
/** A NAT gateway calls from any of these. */
const portsOfNat = { fromPort: 1_024, toPort: 65_535 };
const https = { fromPort: 443, toPort: 443 };

/** An ACL has 20 entries in a direction by default: with more blocks than this the VPC's own are named. */
const mostBlocks = 5;

/**
 * Entries that let through what an ACL stops on the ways of the nodes, there and back. Nothing where one of them cannot be put
 * before the denial.
 */
export function admitAll(situation: Situation, codes: readonly CauseCode[]): MakeChange[] {
  const { scope, snapshot, subject } = situation;
  const acl = snapshot.get("network-acl", subject.id);
  if (acl === undefined) return [];
  const found = situation.nodes.flatMap((node) =>
    node.ways.flatMap(({ path }) =>
      path.obstacles
        .filter(({ cause, subject: blamed }) => codes.includes(cause) && blamed.id === subject.id)
        .flatMap((obstacle) => passagesOf(snapshot, node, path, obstacle)),
    ),
  );
  const byKind = Map.groupBy(found, ({ direction, fromPort }) => `${direction} ${fromPort}`);
  const passages = [...byKind.values()].flatMap((alike) => withoutTwins(snapshot, acl, alike));
  const changes = passages.map((passage) => admit(scope, acl, passage));
  // Where a denial has to move, it can do so once.
  const moves = changes.filter(({ length }) => length > 1).length;
  return changes.some(({ length }) => length === 0) || (moves > 0 && changes.length > 1)
    ? []
    : changes.flat();
}

function withoutTwins(snapshot: Snapshot, { vpcId }: NetworkAcl, alike: readonly Passage[]): Passage[] {
  const blocks = [...new Set(alike.map(({ cidr }) => cidr))];
  const vpc = snapshot.get("vpc", vpcId ?? "");
  const whole = [...(vpc?.cidrBlocks ?? []), ...(vpc?.ipv6CidrBlocks ?? [])];
  const named =
    blocks.length > mostBlocks ? whole.filter((all) => blocks.some((block) => contains(all, block))) : blocks;
  return named.map((cidr) => ({ ...alike[0]!, cidr }));
}

function passagesOf(
  snapshot: Snapshot,
  node: HeldNode,
  path: Way["path"],
  { hop, isBack }: Obstacle,
): Passage[] {
  const isFar = hop === "network-acl-in" || hop === "nat-network-acl-in";
  const remotes = isFar ? nearBlocks(snapshot, node) : farBlocks(snapshot, node, path);
  const ports = isBack ? (hop === "nat-network-acl-out" ? portsOfNat : portsOfNodes) : https;
  // Near the node or the internet, what calls goes out and answers come in; at an endpoint it is the other way about.
  const direction = isFar === isBack ? "egress" : "ingress";
  const why = isBack
    ? "An ACL remembers no connections: answers go to the port from which the call came, and need a rule of their own."
    : "The first rule that matches decides, and now that is one which denies.";
  return remotes.map((cidr) => ({ direction, cidr, ...ports, why }));
}

/** The nodes' own blocks, by the subnets in which they stand. */
function nearBlocks(snapshot: Snapshot, { instance }: HeldNode): string[] {
  return blocksOfSubnets(snapshot, [instance.subnetId ?? ""], isIpv6Alone(instance));
}

/** Where the way leads: into the endpoint's subnets, or to addresses that nobody can name more narrowly. */
function farBlocks(snapshot: Snapshot, { instance }: HeldNode, { way, endpointId }: Way["path"]): string[] {
  const isIpv6 = isIpv6Alone(instance);
  const endpoint = endpointId === null ? undefined : snapshot.get("vpc-endpoint", endpointId);
  if (way !== "endpoint" || endpoint === undefined) return [everywhere(isIpv6)];
  // Within one subnet no ACL is asked.
  const others = endpoint.subnetIds.filter((id) => id !== instance.subnetId);
  const blocks = blocksOfSubnets(snapshot, others, isIpv6);
  return blocks.length > 0 ? blocks : [everywhere(isIpv6)];
}
