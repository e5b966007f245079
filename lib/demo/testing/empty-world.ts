import { wallClock } from "../cloud/clock.ts";
import type { Account, Region, World } from "../cloud/world.ts";

/** A world without anything in it, to be filled by hand: tests see all there is. */
export function emptyWorld(accounts: Account[]): World {
  return {
    seed: 1,
    partition: "aws",
    clock: wallClock(),
    accounts: new Map(accounts.map((account) => [account.id, account])),
    conditions: new Map(),
  };
}

export function emptyAccount(id: string, accessKeyId: string, regions: Region[]): Account {
  return {
    id,
    name: `account ${id}`,
    accessKeyIds: new Set([accessKeyId]),
    organizationId: "o-a1b2c3d4e5",
    serviceControlPolicies: [],
    iam: { roles: new Map(), instanceProfiles: new Map(), managedPolicies: new Map() },
    regions: new Map(regions.map((region) => [region.name, region])),
  };
}
