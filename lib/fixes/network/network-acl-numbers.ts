import type { NetworkAcl, NetworkAclEntry } from "../../model/documents/network-acl.ts";
import { contains, overlaps } from "./blocks.ts";

/** What an entry is to let through: TCP to these ports, from or to this block. */
export type Passage = {
  direction: "ingress" | "egress";
  cidr: string;
  fromPort: number;
  toPort: number;
  /** Within the block, those for whom it has to pass, as blocks too. */
  peers: readonly string[];
  why: string;
};

/** The highest number that an entry may have; above it stands AWS's own denial of everything. */
const lastNumber = 32_766;

/**
 * The entries that let it through, in the order in which they are to be written: one with a free number before what denies it,
 * or that denial one further and the new one in its place. Nothing where neither goes.
 */
export function entriesFor(acl: NetworkAcl, passage: Passage): NetworkAclEntry[] {
  const { direction } = passage;
  const denial = findDenial(acl, passage);
  const number = freeNumber(acl, direction, denial);
  if (number !== undefined) return [allowance(number, passage)];
  if (denial === undefined || !isNextFree(acl, direction, denial)) return [];
  return [{ ...denial, ruleNumber: denial.ruleNumber + 1 }, allowance(denial.ruleNumber, passage)];
}

/** The ACL with an entry more, or another one of its number. */
export function withEntry(
  acl: NetworkAcl,
  direction: Passage["direction"],
  entry: NetworkAclEntry,
): NetworkAcl {
  const others = acl[direction].filter(({ ruleNumber }) => ruleNumber !== entry.ruleNumber);
  const entries = [...others, entry].sort((one, other) => one.ruleNumber - other.ruleNumber);
  return { ...acl, [direction]: entries };
}

function allowance(ruleNumber: number, { cidr, fromPort, toPort }: Passage): NetworkAclEntry {
  const isIpv6 = cidr.includes(":");
  return {
    ...{ ruleNumber, action: "allow", protocol: "6", fromPort, toPort },
    ...{ cidrBlock: isIpv6 ? null : cidr, ipv6CidrBlock: isIpv6 ? cidr : null },
  };
}

/**
 * The highest free number before the denial, so that what is meant to go first still does, as the denial of a few addresses or
 * ports. Without a denial it is behind all others.
 */
function freeNumber(
  acl: NetworkAcl,
  direction: Passage["direction"],
  denial: NetworkAclEntry | undefined,
): number | undefined {
  const taken = new Set(numbered(acl, direction).map(({ ruleNumber }) => ruleNumber));
  if (denial === undefined) {
    // In a step that leaves room between.
    const next = Math.ceil((Math.max(0, ...taken) + 1) / 10) * 10;
    if (next <= lastNumber) return next;
  }
  for (let number = (denial?.ruleNumber ?? lastNumber + 1) - 1; number >= 1; number--)
    if (!taken.has(number)) return number;
  return undefined;
}

/**
 * The first entry that denies it to any of the peers; where none does, the first that denies some of it, and undefined where
 * only AWS's last denial does.
 */
function findDenial(acl: NetworkAcl, passage: Passage): NetworkAclEntry | undefined {
  const denials = numbered(acl, passage.direction)
    .filter((entry) => entry.action === "deny" && touches(entry, passage))
    .sort((one, other) => one.ruleNumber - other.ruleNumber);
  // Of what is denied to all of the block nobody need be asked.
  const stopsPeer = (entry: NetworkAclEntry) =>
    holds(entry, passage) || passage.peers.some((cidr) => holds(entry, { ...passage, cidr }));
  return denials.find(stopsPeer) ?? denials[0];
}

/** Whether the number behind an entry is free, so that it can move there and still be met in the same order. */
function isNextFree(
  acl: NetworkAcl,
  direction: Passage["direction"],
  { ruleNumber }: NetworkAclEntry,
): boolean {
  const next = ruleNumber + 1;
  return next <= lastNumber && acl[direction].every((entry) => entry.ruleNumber !== next);
}

function numbered(acl: NetworkAcl, direction: Passage["direction"]): NetworkAclEntry[] {
  return acl[direction].filter(({ ruleNumber }) => ruleNumber <= lastNumber);
}

/** Of so many of its ports a denial is felt: that of one port among thousands stays ahead. */
const feltShare = 0.1;

/** Whether an entry that touches it leaves too little of it to the entries behind. */
function holds(entry: NetworkAclEntry, { cidr, fromPort, toPort }: Passage): boolean {
  if (!contains(entry.cidrBlock ?? entry.ipv6CidrBlock ?? cidr, cidr)) return false;
  if (entry.protocol === "-1" || entry.fromPort === null || entry.fromPort === -1) return true;
  const first = Math.max(entry.fromPort, fromPort);
  const last = Math.min(entry.toPort ?? entry.fromPort, toPort);
  return (last - first + 1) / (toPort - fromPort + 1) > feltShare;
}

function touches(entry: NetworkAclEntry, { cidr, fromPort, toPort }: Passage): boolean {
  const block = cidr.includes(":") ? entry.ipv6CidrBlock : entry.cidrBlock;
  if (block === null || !overlaps(block, cidr)) return false;
  if (entry.protocol === "-1") return true;
  if (entry.protocol !== "6" && entry.protocol !== "tcp") return false;
  const isAll = entry.fromPort === null || entry.fromPort === -1;
  return isAll || (entry.fromPort! <= toPort && (entry.toPort ?? entry.fromPort!) >= fromPort);
}
