import type { CauseCode } from "../../model/cause.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { blocksOfSubnets, everywhere, isIpv6Alone } from "./addresses.ts";
import type { MakeChange } from "./change.ts";
import { admit, numberFor, type Passage } from "./network-acl-changes.ts";
import type { HeldNode, Situation, Way } from "./situation.ts";

type Obstacle = Way["path"]["obstacles"][number];

/** From where systems call: Linux from 32768, Windows and macOS from 49152. Lower ports, as that of Remote Desktop, stay shut. */
const portsOfNodes = { fromPort: 32_768, toPort: 65_535 };
/** A NAT gateway calls from any of these. */
const portsOfNat = { fromPort: 1_024, toPort: 65_535 };
const https = { fromPort: 443, toPort: 443 };

/**
 * Entries that let through what an ACL stops on the ways of the nodes, there and back. Nothing where one of them has no free
 * number before the denial.
 */
export function admitAll(situation: Situation, codes: readonly CauseCode[]): MakeChange[] {
  const { scope, snapshot, subject } = situation;
  const acl = snapshot.get("network-acl", subject.id);
  if (acl === undefined) return [];
  const passages = new Map<string, Passage>();
  for (const node of situation.nodes) {
    for (const { path } of node.ways) {
      const obstacles = path.obstacles.filter(
        ({ cause, subject: blamed }) => codes.includes(cause) && blamed.id === subject.id,
      );
      for (const obstacle of obstacles)
        for (const passage of passagesOf(snapshot, node, path, obstacle))
          passages.set(`${passage.direction} ${passage.cidr} ${passage.fromPort}`, passage);
    }
  }
  const all = [...passages.values()];
  if (all.some((passage) => numberFor(acl, passage) === undefined)) return [];
  return all.map((passage) => admit(scope, acl.id, passage));
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
