import type { NetworkAclEntry } from "../model/documents/network-acl.ts";
import { parseBlock } from "./address.ts";
import { allPorts, type Flow, hasPorts, protocolNumber, protocolOf } from "./flow.ts";
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

/** The entries of one direction that see packets of the flow's family and protocol, the lowest number first. */
export function compileAcl(entries: readonly NetworkAclEntry[], flow: Flow): AclRule[] {
  return entries
    .toSorted((left, right) => left.ruleNumber - right.ruleNumber)
    .flatMap((entry) => toRule(entry, flow) ?? []);
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

function toRule(entry: NetworkAclEntry, flow: Flow): AclRule | undefined {
  const cidr = flow.family === 4 ? entry.cidrBlock : entry.ipv6CidrBlock;
  const block = cidr === null ? undefined : parseBlock(cidr);
  if (block?.family !== flow.family) return undefined;
  const protocol = protocolNumber(entry.protocol);
  if (protocol !== null && protocol !== protocolOf(flow)) return undefined;
  const hasRange = protocol !== null && hasPorts(flow) && entry.fromPort !== null && entry.fromPort !== -1;
  const ports: IntervalSet = hasRange ? [[entry.fromPort!, entry.toPort ?? entry.fromPort!]] : allPorts;
  const isEverything = block.length === 0 && ports === allPorts;
  return { entry, addresses: block.set, ports, isEverything };
}
