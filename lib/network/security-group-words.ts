import type { SecurityGroup, SecurityGroupPermission } from "../model/documents/security-group.ts";
import type { RuleLine } from "../model/path.ts";
import { type Family, formatAddresses, parseBlock } from "./address.ts";
import { type Flow, formatFlow } from "./flow.ts";
import { covers, type IntervalSet, overlaps, toSet } from "./interval-set.ts";
import type { Place, Words } from "./part.ts";
import { blocksOf, isLive, letsThrough } from "./security-group-rules.ts";
import type { Sieve } from "./sift.ts";
import type { Terrain } from "./terrain.ts";

export type GroupWordsSpec = {
  terrain: Terrain;
  place: Place;
  direction: "ingress" | "egress";
  flow: Flow;
  groupIds: readonly string[];
  addresses: IntervalSet;
  sieve: Sieve;
  peer: string;
};

/** What the groups of an interface say, rule by rule, in the order of the console: type, then source or destination. */
export function groupWords(spec: GroupWordsSpec): Words {
  const { terrain, direction, groupIds, flow, sieve, addresses } = spec;
  const groups = groupIds.flatMap((id) => terrain.facts.get("security-group", id).value ?? []);
  const rules = groups.flatMap((group) => linesOf(group, spec));
  const field = direction === "egress" ? "IpPermissionsEgress" : "IpPermissions";
  const sentence = sentenceOf(spec, groups, rules);
  const evidence = groups.map((group) =>
    terrain.facts.evidence(
      { kind: "security-group", id: group.id },
      field,
      `${count(group[direction].length, "permission")}${evidenceOf(rules, group[direction].length)}`,
      sentence,
    ),
  );
  const passes = covers(sieve.sure, addresses);
  const isShut = !overlaps(sieve.maybe, addresses);
  const wanted = flow.port === null ? formatFlow(flow) : String(flow.port);
  const brief = passes ? `allows ${wanted}` : isShut ? `no rule for ${wanted}` : `${wanted} for some`;
  return { brief, sentence, rules, evidence };
}

function sentenceOf(
  { direction, groupIds, flow, addresses, sieve, peer }: GroupWordsSpec,
  groups: readonly SecurityGroup[],
  rules: readonly RuleLine[],
): string {
  const names = listed(groupIds);
  const [side, towards] = direction === "egress" ? ["outbound", "to"] : ["inbound", "from"];
  const wanted = formatFlow(flow);
  if (groupIds.length === 0) return "The interface carries no security group, so nothing filters here.";
  if (covers(sieve.sure, addresses)) {
    const deciding = rules.find(({ isDeciding }) => isDeciding);
    return deciding === undefined
      ? `${names} allow ${wanted} ${towards} ${peer}.`
      : `${names} ${groupIds.length > 1 ? "allow" : "allows"} ${wanted} ${towards} ${peer}: ${deciding.rule} ${towards} ${deciding.peer}.`;
  }
  if (!overlaps(sieve.maybe, addresses)) {
    const isBare = groups.length > 0 && groups.every((group) => group[direction].length === 0);
    return isBare
      ? `${names} ${groupIds.length > 1 ? "have" : "has"} no ${side} rule at all.`
      : `No ${side} rule of ${names} covers ${wanted} ${towards} ${peer}.`;
  }
  if (sieve.reservations.length > 0)
    return `Whether ${names} allow ${wanted} ${towards} ${peer} is not known.`;
  return `${names} allow ${wanted} ${towards} ${formatAddresses(sieve.sure)} only, and ${peer} may be others.`;
}

function linesOf(group: SecurityGroup, spec: GroupWordsSpec): RuleLine[] {
  return group[spec.direction].flatMap((permission) => {
    const rule = typeOf(permission);
    const isFlow = letsThrough(permission, spec.flow);
    const line = (peer: string, isMatch: boolean, why: string): RuleLine => ({
      rule,
      peer,
      effect:
        isMatch && isFlow ? "Allows it" : `Does not apply: ${isFlow ? why : mismatch(permission, spec.flow)}`,
      isDeciding: isMatch && isFlow,
    });
    return [
      ...[...permission.ipv4Ranges, ...permission.ipv6Ranges].map((cidr) => {
        const block = parseBlock(cidr);
        const isFamily = blocksOf(permission, spec.flow.family).includes(cidr);
        const isMatch = isFamily && block !== undefined && overlaps([block.interval], spec.addresses);
        return line(cidr, isMatch, isFamily ? "other addresses" : otherFamily(spec.flow.family));
      }),
      ...permission.prefixListIds.map((id) => listLine(id, spec, line)),
      ...permission.groups.map((reference) => {
        const isMatch =
          spec.sieve.sure.length > 0 && isLive(reference) && isReferenced(reference.groupId, spec);
        const why = isLive(reference)
          ? "the other side does not carry it"
          : "its peering connection is not active";
        return line(reference.groupId, isMatch, why);
      }),
    ];
  });
}

function listLine(
  id: string,
  { terrain, flow, addresses }: GroupWordsSpec,
  line: (peer: string, isMatch: boolean, why: string) => RuleLine,
): RuleLine {
  const list = terrain.prefixList(id);
  const name = terrain.facts.get("managed-prefix-list", id).value?.name;
  const peer = name ? `${id} (${name})` : id;
  if (!list.isKnown)
    return {
      ...line(peer, false, "its entries could not be read"),
      effect: "Unknown: its entries could not be read",
    };
  return line(
    peer,
    list.blocks[flow.family].some(({ interval }) => overlaps([interval], addresses)),
    "other addresses",
  );
}

/** The words stand beside a sieve that already counted members; a reference decides where it alone could have. */
function isReferenced(
  groupId: string,
  { terrain, groupIds, direction, flow, sieve }: GroupWordsSpec,
): boolean {
  const byBlocks = groupIds.flatMap((id) => [
    ...(terrain.groupRules(id, direction, flow).value?.granted.flat() ?? []),
  ]);
  return !covers(toSet(byBlocks), sieve.sure) && groupId !== "";
}

/** As the console's column "Type" and "Port range" say it. */
export function typeOf({ protocol, fromPort, toPort }: SecurityGroupPermission): string {
  if (protocol === "-1") return "All traffic";
  const name = names[protocol] ?? protocol.toUpperCase();
  if (name === "ICMP" || name === "ICMPv6")
    return fromPort === null || fromPort === -1 ? `All ${name}` : `${name} ${fromPort}`;
  if (fromPort === null || fromPort === -1 || (fromPort === 0 && toPort === 65_535)) return `All ${name}`;
  return fromPort === toPort ? `${name} ${fromPort}` : `${name} ${fromPort} - ${toPort}`;
}

const names: Record<string, string> = {
  1: "ICMP",
  icmp: "ICMP",
  6: "TCP",
  17: "UDP",
  58: "ICMPv6",
  icmpv6: "ICMPv6",
};

function mismatch({ protocol }: SecurityGroupPermission, flow: Flow): string {
  const name = names[protocol] ?? protocol.toUpperCase();
  return name.startsWith(flow.protocol.toUpperCase()) ? "other port" : "other protocol";
}

export function otherFamily(family: Family): string {
  return family === 4 ? "it is for IPv6 alone" : "it is for IPv4 alone";
}

function evidenceOf(rules: readonly RuleLine[], permissions: number): string {
  if (permissions === 0) return "";
  const deciding = rules.find(({ isDeciding }) => isDeciding);
  return deciding ? `; ${deciding.rule} ${deciding.peer}` : "; none applies";
}

export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
