import type { Destination } from "../destination.ts";
import type { Flow } from "../flow.ts";
import { covers, emptySet, type IntervalSet, intersect, toSet, union } from "../interval-set.ts";
import type { Part, Place } from "../part.ts";
import { mayHold } from "../prefix-list.ts";
import type { GroupRules } from "../security-group-rules.ts";
import { groupWords } from "../security-group-words.ts";
import { type Reservation, type Sieve, sift } from "../sift.ts";
import type { Terrain } from "../terrain.ts";

/** What one group lets out to one destination. The parts that every node with the group shares. */
export type Admission = Sieve & { groupId: string };

/** An address in a packet's other end, and the groups that its interface carries: what a rule is held against. */
export type Peer = { addresses: IntervalSet; securityGroupIds: readonly string[] };

export function admissionOut(
  terrain: Terrain,
  groupId: string,
  destination: Destination,
  flow: Flow,
): Admission {
  const rules = terrain.groupRules(groupId, "egress", flow);
  const { addresses, hosts, areHostsUnknown } = destination;
  return admit(groupId, meantFor(rules, destination), addresses, hosts, areHostsUnknown);
}

/** The rules without those lists, of which nothing is known but that they hold none of these addresses. */
export function meantFor(
  rules: ReturnType<Terrain["groupRules"]>,
  addressed: Parameters<typeof mayHold>[1],
): ReturnType<Terrain["groupRules"]> {
  if (rules.value === undefined || rules.value.unknownLists.length === 0) return rules;
  const unknownLists = rules.value.unknownLists.filter(({ service }) => mayHold(service, addressed));
  return { gap: null, value: { ...rules.value, unknownLists } };
}

/** What one group does with packets between its interface and these peers. */
export function admit(
  groupId: string,
  rules: ReturnType<Terrain["groupRules"]>,
  addresses: IntervalSet,
  peers: readonly Peer[],
  arePeersUnknown = false,
): Admission {
  if (rules.gap !== null) return unsure(groupId, addresses, { gap: rules.gap });
  if (rules.value === undefined) return unsure(groupId, addresses, undescribed(groupId));
  const { unknownLists } = rules.value;
  const sure = grantedOf(rules.value, addresses, peers);
  const mayMeanMembers = arePeersUnknown && rules.value.groupIds.size > 0;
  if ((unknownLists.length === 0 && !mayMeanMembers) || covers(sure, addresses)) {
    return { groupId, sure, maybe: sure, reservations: [] };
  }
  const reservations = unknownLists.map(
    ({ id, gap }): Reservation => (gap === null ? undescribedList(id) : { gap }),
  );
  if (mayMeanMembers) reservations.push(unknownMembers(groupId));
  return { groupId, sure, maybe: addresses, reservations };
}

/** The very set of addresses where all of them are granted: it is the common case, and cheap to tell. */
function grantedOf(rules: GroupRules, addresses: IntervalSet, peers: readonly Peer[]): IntervalSet {
  if (rules.granted.some((set) => covers(set, addresses))) return addresses;
  const parts = rules.granted.map((set) => intersect(set, addresses));
  const sure = union(toSet(parts.flat()), membersAmong(peers, rules));
  return covers(sure, addresses) ? addresses : sure;
}

function membersAmong(peers: readonly Peer[], { groupIds }: GroupRules): IntervalSet {
  if (groupIds.size === 0) return emptySet;
  const members = peers.filter(({ securityGroupIds }) => securityGroupIds.some((id) => groupIds.has(id)));
  return toSet(members.flatMap(({ addresses }) => [...addresses]));
}

export type GroupsSpec = {
  terrain: Terrain;
  place: Place;
  direction: "ingress" | "egress";
  destination: Destination;
  flow: Flow;
  admissions: readonly Admission[];
  /** In a sentence, whom the packet comes from or goes to. */
  peer: string;
  /** Of inbound packets: whether they come translated, so that rules that name groups match none of them. */
  isTranslated?: boolean;
};

/** The verdict of all groups of an interface: what any rule of any group lets through, passes. */
export function groupsPart({ admissions: given, place, destination, ...spec }: GroupsSpec): Part {
  // The order of groups must never matter, and somebody has to be named.
  const admissions = given.toSorted((left, right) => (left.groupId < right.groupId ? -1 : 1));
  const sieve: Sieve =
    admissions.length === 0
      ? { sure: destination.addresses, maybe: destination.addresses, reservations: [] }
      : {
          sure: toSet(admissions.flatMap(({ sure }) => [...sure])),
          maybe: toSet(admissions.flatMap(({ maybe }) => [...maybe])),
          reservations: admissions.flatMap(({ reservations }) => reservations),
        };
  const groupIds = admissions.map(({ groupId }) => groupId);
  const [first = ""] = groupIds;
  const subject = { kind: "security-group", id: first };
  const isOut = spec.direction === "egress";
  const cause = isOut ? "security-group-egress-blocks" : "endpoint-security-group-blocks";
  const words = () => groupWords({ ...spec, groupIds, addresses: destination.addresses, place, sieve });
  return sift({
    place,
    destination,
    addresses: destination.addresses,
    sieve,
    blame: { cause, subject, code: codeOf(spec, groupIds, destination) },
    narrow: {
      cause: "path-unprovable",
      subject,
      code: "UNKNOWN_DESTINATION",
      whoCanTell: "the addresses to which the service's name resolves on the node",
    },
    words,
  });
}

function codeOf(
  {
    terrain,
    direction,
    flow,
    isTranslated = false,
  }: Pick<GroupsSpec, "terrain" | "direction" | "flow" | "isTranslated">,
  groupIds: readonly string[],
  { hosts, areHostsUnknown }: Destination,
): string {
  const isBare = groupIds.every(
    (id) => terrain.facts.get("security-group", id).value?.[direction].length === 0,
  );
  if (isBare) return "SG_HAS_NO_RULES";
  const hasGroupless = direction === "egress" ? hosts.length === 0 && areHostsUnknown !== true : isTranslated;
  const namesGroups = () =>
    groupIds.some((id) => (terrain.groupRules(id, direction, flow).value?.groupIds.size ?? 0) > 0);
  return hasGroupless && namesGroups() ? "SG_REFERENCES_NOT_PRESERVED" : "ENI_SG_RULES_MISMATCH";
}

function unsure(groupId: string, addresses: IntervalSet, reservation: Reservation): Admission {
  return { groupId, sure: emptySet, maybe: addresses, reservations: [reservation] };
}

function undescribed(id: string): Reservation {
  return {
    cause: "path-unprovable",
    subject: { kind: "security-group", id },
    code: "UNKNOWN_RESOURCE",
    whoCanTell: `the account that owns ${id}`,
    sentence: `${id} is not described here, so its rules are not known.`,
  };
}

function unknownMembers(id: string): Reservation {
  return {
    cause: "path-unprovable",
    subject: { kind: "security-group", id },
    code: "UNKNOWN_DESTINATION",
    whoCanTell: "the interfaces to which the service's name leads",
    sentence: `${id} allows it to members of other groups, and whether these are some is not known.`,
  };
}

function undescribedList(id: string): Reservation {
  return {
    cause: "path-unprovable",
    subject: { kind: "managed-prefix-list", id },
    code: "UNKNOWN_RESOURCE",
    whoCanTell: `the account that owns ${id}`,
    sentence: `A rule names prefix list ${id}, whose entries are not described here.`,
  };
}
