import type { ManagedPrefixList } from "../model/documents/managed-prefix-list.ts";
import type { Route } from "../model/documents/route-table.ts";
import type { Gap } from "../model/gap.ts";
import { type Block, type Family, parseBlock, privateSpace } from "./address.ts";
import type { Destination } from "./destination.ts";
import type { Facts } from "./facts.ts";
import { covers, type IntervalSet, toSet } from "./interval-set.ts";
import { privateSpace6 } from "./special-addresses.ts";

/** The entries of a prefix list, or that they are not known: unread, or of a list that is not described. */
export type PrefixList =
  | { isKnown: true; blocks: ByFamily<readonly Block[]>; addresses: ByFamily<IntervalSet> }
  | {
      isKnown: false;
      gap: Gap | null;
      /** The one service whose public addresses it holds, where AWS keeps it: to any other one it means nothing. */
      service: string | null;
    };

type ByFamily<Value> = { [Each in Family]: Value };

export function readPrefixList(facts: Facts, id: string): PrefixList {
  const list = facts.get("managed-prefix-list", id);
  if (list.gap !== null) return { isKnown: false, gap: list.gap, service: null };
  if (list.value === undefined) return { isKnown: false, gap: null, service: null };
  const cidrs = facts.part("managed-prefix-list", list.value, "cidrs");
  if (cidrs.gap !== null)
    return {
      isKnown: false,
      gap: cidrs.gap,
      service: isOfAws(list.value) ? serviceIn(list.value.name) : null,
    };
  const blocks = cidrs.value.flatMap((cidr) => parseBlock(cidr) ?? []);
  const ofFamily = (family: Family) => blocks.filter((block) => block.family === family);
  const addresses = (family: Family) => toSet(ofFamily(family).map(({ interval }) => interval));
  return {
    isKnown: true,
    blocks: { 4: ofFamily(4), 6: ofFamily(6) },
    addresses: { 4: addresses(4), 6: addresses(6) },
  };
}

/** `s3` in `com.amazonaws.eu-west-1.s3`. */
function serviceIn(name: string | null): string | null {
  return name?.slice(name.lastIndexOf(".") + 1) ?? null;
}

/**
 * Whether a list that is not known may hold one of a destination's addresses. A public name has one of its own service's, and
 * nothing that is private stands in a list of AWS.
 */
export function mayHold(
  service: string | null,
  destination: Pick<Destination, "service" | "isOneOfMany" | "family" | "addresses">,
): boolean {
  if (service === null) return true;
  if (covers(destination.family === 4 ? privateSpace : privateSpace6, destination.addresses)) return false;
  return !destination.isOneOfMany || destination.service === service;
}

/** A gateway endpoint takes nothing but the prefixes of its own service, even where their list could not be read. */
export function gatewayServiceOf({ facts }: { facts: Facts }, { target }: Route): string | null {
  if (target.kind !== "vpc-endpoint") return null;
  const endpoint = facts.get("vpc-endpoint", target.id).value;
  if (endpoint?.type !== "Gateway") return null;
  return endpoint.serviceName?.slice(endpoint.serviceName.lastIndexOf(".") + 1) ?? null;
}

/** AWS keeps lists for services other than Systems Manager, as S3: their addresses are never those of another service. */
export function isOfAws(list: ManagedPrefixList): boolean {
  return list.ownerId === "AWS";
}
