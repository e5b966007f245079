import type { Account, Region, World } from "../cloud/world.ts";
import type { AccountName, RegionName } from "./demo-accounts.ts";
import { accountIds } from "./demo-accounts.ts";
import type { Identifiers } from "./identifiers.ts";
import type { Ground } from "./network/ground.ts";
import type { NodeNames } from "./nodes/node-names.ts";
import type { Random } from "./seeded-random.ts";

/**
 * The world while it is being built. Objects that many resources share (tag lists, group lists, attachments, status
 * summaries) are never changed afterwards: who changes a resource puts a new object in its place.
 */
export type Estate = {
  world: World;
  /** The moment when this world begins: everything dated is dated from here. */
  now: number;
  ids: Identifiers;
  random(label: string): Random;
  /** Objects that many resources share, by a key that says all of what is in them. */
  shared: Map<string, unknown>;
  names: NodeNames;
  /** The VPCs on which ordinary nodes stand, by `account/region`: the first one of each takes planted nodes too. */
  grounds: Map<string, Ground[]>;
  /** How many calls were recorded in each trail, by `account/region`: what is recorded has its id by it. */
  recorded: Map<string, number>;
  /** Which round of what recurs is being recorded: its ids hang on nothing that was recorded before. */
  round?: string;
};

/** The one object of that key: a fleet of 100,000 holds each list of groups or tags once. */
export function share<T>(estate: Estate, key: string, make: () => T): T {
  const known = estate.shared.get(key) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  estate.shared.set(key, made);
  return made;
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export function accountOf(estate: Estate, account: AccountName | string): Account {
  const id = account in accountIds ? accountIds[account as AccountName] : account;
  const found = estate.world.accounts.get(id);
  if (!found) throw new Error(`the demo has no account ${account}`);
  return found;
}

export function regionOf(estate: Estate, account: AccountName | string, region: RegionName | string): Region {
  const found = accountOf(estate, account).regions.get(region);
  if (!found) throw new Error(`the demo has no region ${region} in ${account}`);
  return found;
}

/** The date `milliseconds` before the world begins. */
export function ago(estate: Estate, milliseconds: number): Date {
  return new Date(estate.now - milliseconds);
}

export function tagList(tags: Record<string, string>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
