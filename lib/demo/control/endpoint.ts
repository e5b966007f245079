import type { Sessions } from "../cloud/caller.ts";
import type { Operation } from "../cloud/operation.ts";
import type { World } from "../cloud/world.ts";
import type { Buckets } from "./quotas.ts";
import { badDay, calmSettings, type Fault, type Settings } from "./settings.ts";

/** One running endpoint: the cloud behind it, and how it behaves today. */
export type Endpoint = {
  world: World;
  /** Builds the world anew, where it can be. */
  rebuild?: () => World;
  operations: Operation[];
  sessions: Sessions;
  settings: Settings;
  /** What the settings return to on a reset. */
  initialSettings: Settings;
  buckets: Buckets;
  /** How often each fault struck. */
  strikes: Map<Fault, number>;
  /** A stream of numbers from 0 to 1 that decides what chance decides; the world's seed starts it. */
  random(): number;
  counts: Map<string, CallCounts>;
};

/** What became of the calls of one action. */
export type CallCounts = { calls: number; answered: number; refused: Record<string, number> };

export function initialSettings(options: {
  latencyMs?: number;
  throttle?: boolean;
  faults?: boolean | Fault[];
}): Settings {
  const settings = calmSettings();
  if (options.latencyMs) settings.latency.latencyMs = options.latencyMs;
  if (options.throttle) settings.quotas.enabled = true;
  if (options.faults) settings.faults.rules = options.faults === true ? [...badDay] : options.faults;
  return settings;
}

/** mulberry32: small, even enough, and the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Back to the start: the first world and settings. False where the world cannot be built again. */
export function reset(endpoint: Endpoint): boolean {
  if (!endpoint.rebuild) return false;
  endpoint.world = endpoint.rebuild();
  endpoint.settings = structuredClone(endpoint.initialSettings);
  endpoint.random = randomFrom(endpoint.world.seed);
  for (const state of [endpoint.sessions, endpoint.buckets, endpoint.strikes, endpoint.counts]) state.clear();
  return true;
}
