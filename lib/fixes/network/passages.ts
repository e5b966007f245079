import { readOr } from "../../diagnosis/reading.ts";
import type { CauseCode } from "../../model/cause.ts";
import type { Instance } from "../../model/documents/instance.ts";
import type { NetworkAcl } from "../../model/documents/network-acl.ts";
import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
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
  const crossings = crossingsOf(situation, codes);
  const byKind = Map.groupBy(
    [...crossings.values()].flatMap((crossing) => passagesOf(snapshot, crossing)),
    ({ direction, fromPort }) => `${direction} ${fromPort}`,
  );
  const passages = [...byKind.values()].flatMap((alike) => withoutTwins(snapshot, acl, alike));
  return admit(scope, acl, passages);
}

/** Where packets of the nodes of one subnet, on their way to one endpoint or out, are stopped by the ACL. */
type Crossing = {
  node: HeldNode;
  path: Way["path"];
  obstacle: Obstacle;
  /** Of all nodes for which it is so. */
  addresses: Set<string>;
};

function crossingsOf({ nodes, subject }: Situation, codes: readonly CauseCode[]): Map<string, Crossing> {
  const crossings = new Map<string, Crossing>();
  for (const node of nodes) {
    const { instance } = node;
    const own = addressesOfNode(instance);
    for (const { path } of node.ways) {
      for (const obstacle of path.obstacles) {
        if (!codes.includes(obstacle.cause) || obstacle.subject.id !== subject.id) continue;
        const { hop, isBack } = obstacle;
        const key = `${hop} ${isBack} ${path.endpointId} ${instance.subnetId} ${isIpv6Alone(instance)}`;
        const crossing = crossings.get(key) ?? { node, path, obstacle, addresses: new Set() };
        for (const address of own) crossing.addresses.add(address);
        crossings.set(key, crossing);
      }
    }
  }
  return crossings;
}

function addressesOfNode(instance: Instance): string[] {
  const { privateAddress, networkInterfaces } = instance;
  if (!isIpv6Alone(instance)) return privateAddress === null ? [] : [`${privateAddress}/32`];
  return networkInterfaces.flatMap(({ ipv6Addresses }) => ipv6Addresses.map((address) => `${address}/128`));
}

function withoutTwins(snapshot: Snapshot, { vpcId }: NetworkAcl, alike: readonly Passage[]): Passage[] {
  const blocks = [...new Set(alike.map(({ cidr }) => cidr))];
  const vpc = snapshot.get("vpc", vpcId ?? "");
  const whole = [...(vpc?.cidrBlocks ?? []), ...(vpc?.ipv6CidrBlocks ?? [])];
  const named =
    blocks.length > mostBlocks ? whole.filter((all) => blocks.some((block) => contains(all, block))) : blocks;
  return named.map((cidr) => {
    const within = alike.filter((passage) => contains(cidr, passage.cidr));
    return { ...alike[0]!, cidr, peers: [...new Set(within.flatMap(({ peers }) => peers))] };
  });
}

function passagesOf(snapshot: Snapshot, { node, path, obstacle, addresses }: Crossing): Passage[] {
  const { hop, isBack } = obstacle;
  const isFar = hop === "network-acl-in" || hop === "nat-network-acl-in";
  const remotes = isFar ? nearBlocks(snapshot, node, addresses) : farBlocks(snapshot, node, path);
  const ports = isBack ? (hop === "nat-network-acl-out" ? portsOfNat : portsOfNodes) : https;
  // Near the node or the internet, what calls goes out and answers come in; at an endpoint it is the other way about.
  const direction = isFar === isBack ? "egress" : "ingress";
  const why = isBack
    ? "An ACL remembers no connections: answers go to the port from which the call came, and need a rule of their own."
    : "The first rule that matches decides, and now that is one which denies.";
  return remotes.map((remote) => ({ ...remote, direction, ...ports, why }));
}

type Remote = Pick<Passage, "cidr" | "peers">;

/** The nodes' own subnet, for these nodes. */
function nearBlocks(snapshot: Snapshot, { instance }: HeldNode, addresses: ReadonlySet<string>): Remote[] {
  const blocks = blocksOfSubnets(snapshot, [instance.subnetId ?? ""], isIpv6Alone(instance));
  return blocks.map((cidr) => withPeers(cidr, [...addresses]));
}

/** Where the way leads: to the endpoint in its subnets, or to addresses that nobody can name more narrowly. */
function farBlocks(snapshot: Snapshot, { instance }: HeldNode, { way, endpointId }: Way["path"]): Remote[] {
  const isIpv6 = isIpv6Alone(instance);
  const endpoint = endpointId === null ? undefined : snapshot.get("vpc-endpoint", endpointId);
  if (way !== "endpoint" || endpoint === undefined) return [withPeers(everywhere(isIpv6), [])];
  // Within one subnet no ACL is asked.
  const others = endpoint.subnetIds.filter((id) => id !== instance.subnetId);
  const blocks = blocksOfSubnets(snapshot, others, isIpv6);
  const called = addressesOf(snapshot, endpoint, isIpv6);
  return blocks.length > 0
    ? blocks.map((cidr) => withPeers(cidr, called))
    : [withPeers(everywhere(isIpv6), called)];
}

function addressesOf(snapshot: Snapshot, { networkInterfaceIds }: VpcEndpoint, isIpv6: boolean): string[] {
  const interfaces = readOr(
    () => networkInterfaceIds.flatMap((id) => snapshot.get("network-interface", id) ?? []),
    [],
  );
  return interfaces.flatMap(({ privateAddresses, ipv6Addresses }) =>
    isIpv6
      ? ipv6Addresses.map((address) => `${address}/128`)
      : privateAddresses.map(({ address }) => `${address}/32`),
  );
}

/** Where nobody is known by name, it is for all of the block. */
function withPeers(cidr: string, peers: readonly string[]): Remote {
  const within = peers.filter((peer) => contains(cidr, peer));
  return { cidr, peers: within.length > 0 ? within : [cidr] };
}
