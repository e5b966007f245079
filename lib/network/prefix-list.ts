import type { ManagedPrefixList } from "../model/documents/managed-prefix-list.ts";
import type { Gap } from "../model/gap.ts";
import { type Block, type Family, parseBlock } from "./address.ts";
import type { Facts } from "./facts.ts";
import { type IntervalSet, toSet } from "./interval-set.ts";

/** The entries of a prefix list, or that they are not known: unread, or of a list that is not described. */
export type PrefixList =
  | { isKnown: true; blocks: ByFamily<readonly Block[]>; addresses: ByFamily<IntervalSet> }
  | { isKnown: false; gap: Gap | null };

type ByFamily<Value> = { [Each in Family]: Value };

const nothing: PrefixList = { isKnown: true, blocks: { 4: [], 6: [] }, addresses: { 4: [], 6: [] } };

export function readPrefixList(facts: Facts, id: string): PrefixList {
  const list = facts.get("managed-prefix-list", id);
  if (list.gap !== null) return { isKnown: false, gap: list.gap };
  if (list.value === undefined) return { isKnown: false, gap: null };
  const cidrs = facts.part("managed-prefix-list", list.value, "cidrs");
  if (cidrs.gap !== null) {
    // AWS names its own lists for the one service whose public addresses they hold.
    return isOfAws(list.value) && list.value.name !== null ? nothing : { isKnown: false, gap: cidrs.gap };
  }
  const blocks = cidrs.value.flatMap((cidr) => parseBlock(cidr) ?? []);
  const ofFamily = (family: Family) => blocks.filter((block) => block.family === family);
  const addresses = (family: Family) => toSet(ofFamily(family).map(({ interval }) => interval));
  return {
    isKnown: true,
    blocks: { 4: ofFamily(4), 6: ofFamily(6) },
    addresses: { 4: addresses(4), 6: addresses(6) },
  };
}

/** AWS keeps lists for services other than Systems Manager, as S3: their addresses are never those of another service. */
export function isOfAws(list: ManagedPrefixList): boolean {
  return list.ownerId === "AWS";
}
