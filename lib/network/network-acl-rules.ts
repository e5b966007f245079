import type { NetworkAclEntry } from "../model/documents/network-acl.ts";
import { parseBlock } from "./address.ts";
import { allPorts, echoType, type Flow, hasPorts, protocolNumber, protocolOf } from "./flow.ts";
import { emptySet, type IntervalSet, intersect, overlaps, subtract, union } from "./interval-set.ts";

/** What an ACL says of some of the remote addresses: the ports that it admits, and the rules that decided. */
export type AclDecision = {
  addresses: IntervalSet;
  admitted: IntervalSet;
  /** In the order in which they matched; empty where only the last, unnumbered denial did. */
  deciders: readonly NetworkAclEntry[];
};

export type AclRule = {
  entry: NetworkAclEntry;
  addresses: IntervalSet;
  ports: IntervalSet;
  isEverything: boolean;
};

/** The entries of one direction that see the flow's packets, or the answers to them, the lowest number first. */
export function compileAcl(entries: readonly NetworkAclEntry[], flow: Flow, isBack = false): AclRule[] {
  return entries
    .toSorted((left, right) => left.ruleNumber - right.ruleNumber)
    .flatMap((entry) => toRule(entry, flow, isBack) ?? []);
}

export function letsAllThrough(rule: AclRule | undefined): boolean {
  return rule?.entry.action === "allow" && rule.isEverything;
}

/**
 * Walks the rules with the addresses and the ports that are still undecided. What none matches is denied. The remote
 * address is the source of inbound packets and the destination of outbound ones.
 */
export function evaluateAcl(
  matching: readonly AclRule[],
  remote: IntervalSet,
  ports: IntervalSet,
): AclDecision[] {
  const decisions: AclDecision[] = [];
  const open: (AclDecision & { next: number; undecided: IntervalSet })[] = [
    { addresses: remote, admitted: emptySet, deciders: [], next: 0, undecided: ports },
  ];
  for (let region = open.pop(); region !== undefined; region = open.pop()) {
    const index = matching.findIndex(
      (rule, place) =>
        place >= region.next &&
        overlaps(rule.addresses, region.addresses) &&
        overlaps(rule.ports, region.undecided),
    );
    if (index === -1 || region.undecided.length === 0) {
      decisions.push({ addresses: region.addresses, admitted: region.admitted, deciders: region.deciders });
      continue;
    }
    const rule = matching[index]!;
    const decided = intersect(rule.ports, region.undecided);
    const outside = subtract(region.addresses, rule.addresses);
    if (outside.length > 0) open.push({ ...region, addresses: outside, next: index + 1 });
    open.push({
      addresses: intersect(region.addresses, rule.addresses),
      admitted: rule.entry.action === "allow" ? union(region.admitted, decided) : region.admitted,
      deciders: [...region.deciders, rule.entry],
      next: index + 1,
      undecided: subtract(region.undecided, decided),
    });
  }
  return decisions;
}

function toRule(entry: NetworkAclEntry, flow: Flow, isBack: boolean): AclRule | undefined {
  const cidr = flow.family === 4 ? entry.cidrBlock : entry.ipv6CidrBlock;
  const block = cidr === null ? undefined : parseBlock(cidr);
  if (block?.family !== flow.family) return undefined;
  const protocol = protocolNumber(entry.protocol);
  // Of all traffic a part is denied where one protocol is.
  const isPart = flow.protocol === "all" && entry.action === "deny";
  if (protocol !== null && protocol !== protocolOf(flow) && !isPart) return undefined;
  if (protocol !== null && flow.protocol === "icmp" && !isOfEcho(entry, flow, isBack)) return undefined;
  const hasRange = protocol !== null && hasPorts(flow) && entry.fromPort !== null && entry.fromPort !== -1;
  const ports: IntervalSet = hasRange ? [[entry.fromPort!, entry.toPort ?? entry.fromPort!]] : allPorts;
  const isEverything = block.length === 0 && ports === allPorts;
  return { entry, addresses: block.set, ports, isEverything };
}

const echoReplyTypes = { 4: 0, 6: 129 } as const;

/** An ACL asks for the type of each packet: the answer to a ping has one of its own. */
function isOfEcho({ icmpType }: NetworkAclEntry, { family }: Flow, isBack: boolean): boolean {
  if (icmpType === undefined || icmpType === -1) return true;
  return icmpType === (isBack ? echoReplyTypes[family] : echoType(family));
}
