import type { AccountName } from "../demo-accounts.ts";
import type { Tier } from "../network/ground.ts";
import type { ImageKey } from "./images.ts";
import { services } from "./service-catalogue.ts";

/** A kind of node that a team runs: all that its nodes have in common. */
export type Service = {
  /** The start of its nodes' names: `api` has api-1, api-2 … */
  name: string;
  account: AccountName;
  team: string;
  owner: string;
  costCenter: string;
  /** The instance profile, and the role in it. */
  profile: string;
  /** Names of AWS's managed policies beyond those that every node has. */
  managed?: string[];
  tier: Extract<Tier, "public" | "private" | "database">;
  images: readonly [ImageKey, ...ImageKey[]];
  types: readonly [string, ...string[]];
  /** Its nodes stand in an Auto Scaling group of this name, by Region. */
  isScaled?: boolean;
  /** How its share of the account's ordinary nodes compares with the others'. */
  weight: number;
};

export function serviceNamed(name: string): Service {
  const service = services.find((candidate) => candidate.name === name);
  if (!service) throw new Error(`the demo has no service ${name}`);
  return service;
}
