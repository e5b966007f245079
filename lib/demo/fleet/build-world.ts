import type { Clock } from "../cloud/clock.ts";
import { emptyRegion } from "../cloud/empty-region.ts";
import type { Account, World } from "../cloud/world.ts";
import { plantConditions } from "./conditions/index.ts";
import { settleAgents } from "./conditions/plant.ts";
import { accountIds, demoCredentials, organizationId, regionNames } from "./demo-accounts.ts";
import type { Estate } from "./estate.ts";
import { addEventRules } from "./event-rules.ts";
import { goOnFrom } from "./history/going-on.ts";
import { addHistory } from "./history/index.ts";
import { addAwsManagedPolicies } from "./iam/roles.ts";
import { addTeamRoles } from "./iam/team-roles.ts";
import { identifiersFor } from "./identifiers.ts";
import { nodeNames } from "./nodes/node-names.ts";
import { addMainGrounds, addOrdinaryNodes } from "./nodes/ordinary.ts";
import { addRegionDefaults } from "./region-defaults.ts";
import { addResourceGroups } from "./resource-groups.ts";
import { seededRandom } from "./seeded-random.ts";

export type BuildOptions = {
  /** How many nodes stand in it, hybrid ones included; every condition stands from about 300 on. */
  nodes?: number;
  seed?: number;
  clock: Clock;
  /**
   * The moment from which everything is dated, now unless told. Built again for the same one, a world tells the same past;
   * what recurs has gone on since.
   */
  began?: number;
};

/**
 * The demo's fleet: three accounts, what is wrong in them, and how it came to be. A seed decides everything but the
 * dates, which count back from the moment when it began.
 */
export function buildWorld({ nodes = 1200, seed = 1, clock, began = clock.now() }: BuildOptions): World {
  const world: World = {
    seed,
    partition: "aws",
    clock,
    accounts: new Map(),
    conditions: new Map(),
    plantedFailures: [],
  };
  for (const [name, id] of Object.entries(accountIds)) world.accounts.set(id, emptyAccount(id, name));
  const estate: Estate = {
    world,
    now: began,
    ids: identifiersFor(seed),
    random: (label) => seededRandom(seed, label),
    shared: new Map(),
    names: nodeNames(),
    grounds: new Map(),
    recorded: new Map(),
  };
  addAwsManagedPolicies(estate);
  addTeamRoles(estate);
  addRegionDefaults(estate);
  addMainGrounds(estate, nodes);
  plantConditions(estate);
  addOrdinaryNodes(estate, Math.max(0, nodes - countNodes(world)));
  settleAgents(estate);
  addResourceGroups(estate);
  addEventRules(estate);
  addHistory(estate);
  goOnFrom(estate);
  return world;
}

export function countNodes(world: World): number {
  let count = 0;
  for (const { regions } of world.accounts.values()) {
    for (const { ec2, ssm } of regions.values()) {
      count += ec2.instances.size;
      for (const { resourceType } of ssm.agents.values()) if (resourceType === "ManagedInstance") count++;
    }
  }
  return count;
}

function emptyAccount(id: string, name: string): Account {
  const isHub = id === accountIds.prod;
  return {
    id,
    name,
    accessKeyIds: new Set(isHub ? [demoCredentials.accessKeyId] : []),
    organizationId,
    serviceControlPolicies: [],
    iam: { roles: new Map(), instanceProfiles: new Map(), managedPolicies: new Map() },
    regions: new Map(regionNames.map((region) => [region, emptyRegion(id, region)])),
  };
}
