import type { Config } from "../config.ts";
import { openStore } from "../store/store.ts";
import type { Actor, FleetContext } from "./context.ts";
import { FailureIndex } from "./failures/failure-index.ts";
import { loadExclusions } from "./load-exclusions.ts";
import { NodeIndex } from "./node-index/node-index.ts";

export type ContextSettings = { config: Config; actor: Actor; version: string };

export type OpenContext = FleetContext & {
  /** Takes in what was saved since the index last looked; answers the scopes that it touched, and how many rows changed. */
  catchUp(): Promise<{ scopes: string[]; changed: number }>;
  close(): Promise<void>;
};

/** Opens the store in this thread (it blocks it on SQLite) and fills the index. */
export async function openContext(
  { config, actor, version }: ContextSettings,
  { migrate, now = Date.now }: { migrate?: boolean; now?: () => number } = {},
): Promise<OpenContext> {
  const store = await openStore(config.store, { migrate });
  const index = new NodeIndex({ now });
  index.seq = await store.loadNodeSeq();
  for await (const batch of store.loadNodes()) index.apply(batch);
  const context: OpenContext = {
    config,
    store,
    index,
    failures: new FailureIndex(),
    exclusions: [],
    actor,
    version,
    trouble: null,
    now,
    async catchUp() {
      const seq = await store.loadNodeSeq();
      const scopes = new Set<string>();
      let changed = 0;
      for await (const { rows, pulses, removed } of store.loadNodesSince(index.seq)) {
        index.apply(rows, removed);
        index.pulse(pulses);
        for (const moved of [rows, pulses, removed]) for (const { scope } of moved) scopes.add(scope);
        changed += rows.length + removed.length;
      }
      index.seq = seq;
      return { scopes: [...scopes], changed };
    },
    close: () => store.close(),
  };
  await loadExclusions(context);
  // What was saved while the index was being filled.
  await context.catchUp();
  return context;
}
