import type {
  SecurityGroup,
  SecurityGroupPermission,
  SecurityGroupReference,
} from "../model/documents/security-group.ts";
import type { Gap } from "../model/gap.ts";
import { type Family, intervalsOf, parseBlock } from "./address.ts";
import { echoType, type Flow, hasPorts, portsOf, protocolNumber, protocolOf } from "./flow.ts";
import { type Interval, type IntervalSet, toSet } from "./interval-set.ts";
import type { PrefixList } from "./prefix-list.ts";

/** A list that a rule names and whose entries are not known: with it, the rule may match anything. */
export type UnknownList = { id: string; gap: Gap | null; service: string | null };

/** The rules of one group and direction that let one flow through, ready to be asked. */
export type GroupRules = {
  /** Whether one rule grants every address: then there is nothing else to ask. */
  grantsAll: boolean;
  /** The addresses that blocks grant, and those of each prefix list: lists are long, and many groups name the same. */
  granted: readonly IntervalSet[];
  /** Groups whose members' private addresses are granted. */
  groupIds: ReadonlySet<string>;
  unknownLists: readonly UnknownList[];
};

export function compileRules(
  group: SecurityGroup,
  direction: "ingress" | "egress",
  flow: Flow,
  listOf: (id: string) => PrefixList,
): GroupRules {
  const { anywhere, everything } = whole[flow.family];
  // Most groups let everything out, and then nothing else that they say needs to be read.
  const isWhole = (permission: SecurityGroupPermission) =>
    blocksOf(permission, flow.family).includes(anywhere) && letsThrough(permission, flow);
  if (group[direction].some(isWhole)) return everything;
  const live = group[direction].filter((permission) => letsThrough(permission, flow));
  const intervals: Interval[] = [];
  const lists = new Set<IntervalSet>();
  const groupIds = new Set<string>();
  const unknownLists: UnknownList[] = [];
  for (const permission of live) {
    for (const interval of intervalsOf(blocksOf(permission, flow.family), flow.family))
      intervals.push(interval);
    for (const reference of permission.groups) if (isLive(reference)) groupIds.add(reference.groupId);
    for (const id of permission.prefixListIds) {
      const list = listOf(id);
      if (list.isKnown) lists.add(list.addresses[flow.family]);
      else unknownLists.push({ id, gap: list.gap, service: list.service });
    }
  }
  unknownLists.sort((left, right) => (left.id < right.id ? -1 : 1));
  return { grantsAll: false, granted: [toSet(intervals), ...lists], groupIds, unknownLists };
}

const whole = { 4: rulesFor("0.0.0.0/0"), 6: rulesFor("::/0") };

function rulesFor(anywhere: string): { anywhere: string; everything: GroupRules } {
  const granted = [parseBlock(anywhere)!.set];
  return { anywhere, everything: { grantsAll: true, granted, groupIds: new Set(), unknownLists: [] } };
}

/** Whether the permission's protocol and ports take in all of the flow. */
export function letsThrough(permission: SecurityGroupPermission, flow: Flow): boolean {
  const protocol = protocolNumber(permission.protocol);
  if (protocol === null) return true;
  if (protocol !== protocolOf(flow)) return false;
  const { fromPort, toPort } = permission;
  if (hasPorts(flow)) {
    const [[first, last]] = portsOf(flow);
    return openEnd(fromPort, 0) <= first && openEnd(toPort, 65_535) >= last;
  }
  // Of ICMP these are type and code, never ports.
  return fits(fromPort, echoType(flow.family)) && fits(toPort, 0);
}

export function blocksOf(permission: SecurityGroupPermission, family: Family): readonly string[] {
  return family === 4 ? permission.ipv4Ranges : permission.ipv6Ranges;
}

/** A reference across a peering connection that is not active is stale and matches nothing. */
export function isLive({ peeringConnectionId, peeringStatus }: SecurityGroupReference): boolean {
  return peeringConnectionId === null || peeringStatus === null || peeringStatus === "active";
}

function openEnd(port: number | null, end: number): number {
  return port === null || port === -1 ? end : port;
}

function fits(value: number | null, asked: number): boolean {
  return value === null || value === -1 || value === asked;
}
