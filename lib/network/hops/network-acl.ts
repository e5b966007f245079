import type { CauseCode } from "../../model/cause.ts";
import type { NetworkAcl } from "../../model/documents/network-acl.ts";
import type { HopKind } from "../../model/path.ts";
import { formatAddresses } from "../address.ts";
import type { Destination } from "../destination.ts";
import { type Flow, formatFlow } from "../flow.ts";
import { covers, emptySet, type IntervalSet, overlaps, sizeOf, subtract, union } from "../interval-set.ts";
import { type AclDecision, evaluateAcl, letsAllThrough } from "../network-acl-rules.ts";
import { aclLines, ruleName, trafficOf } from "../network-acl-words.ts";
import { type Part, pass, type Words } from "../part.ts";
import { type Reservation, type Sieve, sift } from "../sift.ts";
import type { Terrain } from "../terrain.ts";

/** One crossing of a subnet's boundary. */
export type Crossing = {
  hop: HopKind;
  isBack: boolean;
  direction: "ingress" | "egress";
  cause: CauseCode;
  destination: Destination;
  flow: Flow;
  ports: IntervalSet;
  /** Whose addresses the entries are held against: whom the other end of the packet belongs to. */
  remoteIs: "destination" | "sender";
  /** The subnets whose ACL is asked; more than one where the addresses of a destination stand in several. */
  subnets: readonly {
    subnetId: string;
    vpcId: string;
    /** The other end of the packet, as entries see it. */
    remote: IntervalSet;
    /** The addresses of the destination for which this subnet is crossed. */
    addresses: IntervalSet;
  }[];
};

/** Where fewer of the ports are open, most connections fail, and which ones do is chance. */
const smallShare = 0.25;

export function aclPart(terrain: Terrain, crossing: Crossing): Part {
  const open = openAcls(terrain, crossing);
  if (open !== null) {
    const { hop, isBack } = crossing;
    return pass({ hop, isBack, resources: resourcesOf(open) }, () =>
      aclWords(terrain, crossing, askAll(terrain, crossing)),
    );
  }
  const asked = askAll(terrain, crossing);
  return siftAcls(terrain, crossing, asked);
}

/** The ACLs, where the first rule of each lets everything through: most do, and then nothing else need be computed. */
function openAcls(terrain: Terrain, { subnets, direction, flow, isBack }: Crossing): NetworkAcl[] | null {
  const acls: NetworkAcl[] = [];
  for (const { subnetId, vpcId } of subnets) {
    const acl = terrain.aclOfSubnet(subnetId, vpcId).value;
    if (acl === undefined || !letsAllThrough(terrain.aclRules(acl, direction, flow, isBack)[0])) return null;
    acls.push(acl);
  }
  return acls;
}

function askAll(terrain: Terrain, crossing: Crossing): (Asked & Crossing["subnets"][number])[] {
  return crossing.subnets.map((subnet) => ({ ...subnet, ...ask(terrain, crossing, subnet) }));
}

function siftAcls(
  terrain: Terrain,
  crossing: Crossing,
  asked: readonly (Asked & Crossing["subnets"][number])[],
): Part {
  const acls = asked.flatMap(({ acl }) => acl ?? []);
  const sieve: Sieve = {
    sure: asked.reduce((all, { sieve: { sure } }) => union(all, sure), notCrossing(crossing)),
    maybe: asked.reduce((all, { sieve: { maybe } }) => union(all, maybe), notCrossing(crossing)),
    reservations: asked.flatMap(({ sieve: { reservations } }) => reservations),
  };
  const blocking = asked.filter(({ sieve: { maybe }, addresses }) => !covers(maybe, addresses));
  const ids = [
    ...new Set((blocking.length > 0 ? blocking : asked).flatMap(({ acl }) => acl?.id ?? [])),
  ].sort();
  const subject = { kind: "network-acl", id: ids[0] ?? "" };
  const { hop, isBack, cause, destination } = crossing;
  return sift({
    place: { hop, isBack, resources: resourcesOf(acls) },
    destination,
    addresses: destination.addresses,
    sieve,
    blame: { cause, subject, code: "SUBNET_ACL_RESTRICTION" },
    narrow: {
      cause: "path-unprovable",
      subject,
      code: "UNKNOWN_DESTINATION",
      whoCanTell: "the addresses to which the service's name resolves on the node",
    },
    warnings: asked.some(({ isPartial }) => isPartial)
      ? [{ code: "EPHEMERAL_RANGE_PARTIAL", sentence: partialSentence(asked, crossing) }]
      : [],
    words: () => aclWords(terrain, crossing, asked),
  });
}

type Asked = {
  acl: NetworkAcl | undefined;
  decisions: readonly AclDecision[];
  sieve: Sieve;
  isPartial: boolean;
};

function ask(terrain: Terrain, crossing: Crossing, subnet: Crossing["subnets"][number]): Asked {
  const { addresses } = subnet;
  const acl = terrain.aclOfSubnet(subnet.subnetId, subnet.vpcId);
  if (acl.value === undefined) {
    const reservation = acl.gap === null ? undescribed(subnet.subnetId) : { gap: acl.gap };
    const sieve = { sure: emptySet, maybe: addresses, reservations: [reservation] };
    return { acl: undefined, decisions: [], sieve, isPartial: false };
  }
  const rules = terrain.aclRules(acl.value, crossing.direction, crossing.flow, crossing.isBack);
  const decisions = evaluateAcl(rules, subnet.remote, crossing.ports);
  const isOfDestination = crossing.remoteIs === "destination";
  let [sure, maybe] = [emptySet, emptySet];
  let [isPartial, isScarce] = [false, false];
  for (const decision of decisions) {
    const share = sizeOf(decision.admitted) / sizeOf(crossing.ports);
    if (share === 0) continue;
    if (isOfDestination) maybe = union(maybe, decision.addresses);
    if (share < smallShare) isScarce = true;
    else if (isOfDestination) sure = union(sure, decision.addresses);
    if (share < 1) isPartial = true;
  }
  if (!isOfDestination) {
    const isOpen = (least: number) => (decision: AclDecision) =>
      sizeOf(decision.admitted) / sizeOf(crossing.ports) >= least;
    if (decisions.every(isOpen(smallShare))) sure = addresses;
    if (decisions.some(({ admitted }) => admitted.length > 0)) maybe = addresses;
  }
  const reservations: Reservation[] =
    isScarce || (!isOfDestination && sure !== maybe) ? [chance(acl.value, decisions, crossing)] : [];
  return { acl: acl.value, decisions, sieve: { sure, maybe, reservations }, isPartial };
}

/** Addresses of the sender's own subnet cross no boundary. */
function notCrossing({ destination, subnets }: Crossing): IntervalSet {
  const crossing = subnets.reduce<IntervalSet>((all, { addresses }) => union(all, addresses), emptySet);
  return subtract(destination.addresses, crossing);
}

function chance(acl: NetworkAcl, decisions: readonly AclDecision[], crossing: Crossing): Reservation {
  const open = decisions.reduce<IntervalSet>((all, { admitted }) => union(all, admitted), emptySet);
  return {
    cause: "path-unprovable",
    subject: { kind: "network-acl", id: acl.id },
    code: "EPHEMERAL_RANGE_PARTIAL",
    whoCanTell: "the range of ports from which the node's system calls",
    sentence: `${acl.id} admits only ports ${portWords(open)} of ${portWords(crossing.ports)}: whether a connection works is chance.`,
  };
}

function undescribed(subnetId: string): Reservation {
  return {
    cause: "path-unprovable",
    subject: { kind: "subnet", id: subnetId },
    code: "UNKNOWN_RESOURCE",
    whoCanTell: "the account that owns the subnet",
    sentence: `The network ACL of ${subnetId} is not described here.`,
  };
}

function partialSentence(asked: readonly Asked[], crossing: Crossing): string {
  const partial = asked.find(({ isPartial }) => isPartial);
  const open = partial?.decisions.reduce<IntervalSet>((all, { admitted }) => union(all, admitted), emptySet);
  return `${partial?.acl?.id} admits ports ${portWords(open ?? [])} of ${portWords(crossing.ports)} only: connections may fail now and then.`;
}

function aclWords(
  terrain: Terrain,
  crossing: Crossing,
  asked: readonly (Asked & Crossing["subnets"][number])[],
): Words {
  const { direction, flow, ports, destination } = crossing;
  const isShut = ({ sieve, addresses }: (typeof asked)[number]) => !overlaps(sieve.maybe, addresses);
  const telling =
    asked.find(isShut) ?? asked.find(({ sieve, addresses }) => !covers(sieve.sure, addresses)) ?? asked[0];
  if (telling === undefined)
    return { brief: "not crossed", sentence: "No subnet boundary is crossed.", rules: [], evidence: [] };
  const { acl, decisions } = telling;
  if (acl === undefined) {
    const sentence = `The network ACL of ${telling.subnetId} could not be read.`;
    return { brief: "not read", sentence, rules: [], evidence: [] };
  }
  const traffic = crossing.isBack ? `answers on ports ${portWords(ports)}` : formatFlow(flow);
  const towards = direction === "egress" ? "to" : "from";
  const remote = crossing.remoteIs === "destination" ? destination.label : formatAddresses(telling.remote);
  const denied = decisions.find(({ admitted }) => admitted.length === 0);
  const decider = (denied ?? decisions[0])?.deciders.at(-1);
  const isDenied = denied !== undefined;
  const name = decider === undefined ? "the last rule" : `rule ${ruleName(decider)}`;
  const verb = isDenied ? "denies" : "allows";
  const told =
    decider === undefined
      ? "everything that no rule matches"
      : `${trafficOf(decider)} ${towards} ${decider.cidrBlock ?? decider.ipv6CidrBlock}`;
  const sentence = `${capital(name)} of ${acl.id} ${verb} ${told}, which decides for ${traffic} ${towards} ${remote}.`;
  const field = `Entries[Egress=${direction === "egress"}]`;
  const value =
    decider === undefined
      ? "no rule matches"
      : `${ruleName(decider)} ${decider.action} ${trafficOf(decider)} ${decider.cidrBlock ?? decider.ipv6CidrBlock}`;
  return {
    brief: name,
    sentence,
    rules: aclLines(acl, direction, flow, decisions),
    evidence: [terrain.facts.evidence({ kind: "network-acl", id: acl.id }, field, value, sentence)],
  };
}

function portWords(ports: IntervalSet): string {
  return ports.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ") || "none";
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function resourcesOf(acls: readonly NetworkAcl[]): Part["resources"] {
  return [...new Set(acls.map(({ id }) => id))].sort().map((id) => ({ kind: "network-acl", id }));
}
