import type { NetworkAcl, NetworkAclEntry } from "../../model/documents/network-acl.ts";
import { contains, overlaps } from "./blocks.ts";

/** What an entry is to let through: TCP to these ports, from or to this block. */
export type Passage = {
  direction: "ingress" | "egress";
  cidr: string;
  fromPort: number;
  toPort: number;
  why: string;
};

/** The highest number that an entry may have; above it stands AWS's own denial of everything. */
const lastNumber = 32_766;

/**
 * A free number below that of the entry which denies it; the highest, so that what is meant to go first still does, as the
 * denial of a few addresses or ports. Undefined where there is none.
 */
export function numberFor(acl: NetworkAcl, passage: Passage): number | undefined {
  const taken = new Set(numbered(acl, passage.direction).map(({ ruleNumber }) => ruleNumber));
  const denial = findDenial(acl, passage);
  if (denial === undefined) {
    // Behind all others, in a step that leaves room between.
    const next = Math.ceil((Math.max(0, ...taken) + 1) / 10) * 10;
    if (next <= lastNumber) return next;
  }
  for (let number = (denial?.ruleNumber ?? lastNumber + 1) - 1; number >= 1; number--)
    if (!taken.has(number)) return number;
  return undefined;
}

/** The entry that denies all of it, or else the first that denies some; undefined where only AWS's last denial does. */
export function findDenial(acl: NetworkAcl, passage: Passage): NetworkAclEntry | undefined {
  const touching = numbered(acl, passage.direction)
    .filter((entry) => entry.action === "deny" && touches(entry, passage))
    .sort((one, other) => one.ruleNumber - other.ruleNumber);
  return touching.find((entry) => holds(entry, passage)) ?? touching[0];
}

/** Whether the number behind an entry is free, so that it can move there and still be met in the same order. */
export function standsAlone(
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

/** Whether an entry that touches it leaves nothing of it to the entries behind. */
function holds(entry: NetworkAclEntry, { cidr, fromPort, toPort }: Passage): boolean {
  if (!contains(entry.cidrBlock ?? entry.ipv6CidrBlock ?? cidr, cidr)) return false;
  if (entry.protocol === "-1" || entry.fromPort === null || entry.fromPort === -1) return true;
  return entry.fromPort <= fromPort && (entry.toPort ?? entry.fromPort) >= toPort;
}

function touches(entry: NetworkAclEntry, { cidr, fromPort, toPort }: Passage): boolean {
  const block = cidr.includes(":") ? entry.ipv6CidrBlock : entry.cidrBlock;
  if (block === null || !overlaps(block, cidr)) return false;
  if (entry.protocol === "-1") return true;
  if (entry.protocol !== "6" && entry.protocol !== "tcp") return false;
  const isAll = entry.fromPort === null || entry.fromPort === -1;
  return isAll || (entry.fromPort! <= toPort && (entry.toPort ?? entry.fromPort!) >= fromPort);
}
