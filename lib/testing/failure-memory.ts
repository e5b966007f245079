import { chainFailures, type HeldFailures } from "../failures/chain.ts";
import type { FailurePage } from "../failures/sources/index.ts";
import type { Failure, FailureCheckpoint, FailureGap, FailureLink, FailureSource } from "../model/failure.ts";

/** What a store keeps of failures, in memory: one scope's. */
export type FailureMemory = {
  failures: Map<string, Failure>;
  links: FailureLink[];
  checkpoints: Map<FailureSource, FailureCheckpoint>;
  gaps: FailureGap[];
  pages: number;
  checkpointOf(source: FailureSource): Promise<FailureCheckpoint | null>;
  save(source: FailureSource, page: FailurePage): Promise<void>;
  /** When all that was to be saved is. */
  settled(): Promise<void>;
};

export function aFailureMemory(): FailureMemory {
  const failures = new Map<string, Failure>();
  const links = new Map<string, FailureLink>();
  let turn: Promise<unknown> = Promise.resolve();
  const held: HeldFailures = {
    byId: async (ids) => ids.flatMap((id) => failures.get(id) ?? []),
    byRecord: async (ids) =>
      [...failures.values()].filter(({ records }) => records.some(({ id }) => ids.includes(id))),
    linksTo: async (ids) => [...links.values()].filter(({ innerId }) => ids.includes(innerId)),
  };
  const memory: FailureMemory = {
    failures,
    get links() {
      return [...links.values()];
    },
    checkpoints: new Map(),
    gaps: [],
    pages: 0,
    settled: async () => void (await turn),
    checkpointOf: async (source) => memory.checkpoints.get(source) ?? null,
    // One page at a time, as a store's transactions are.
    save(source, page) {
      const saving = turn.then(async () => {
        for (const failure of await chainFailures(page, held)) failures.set(failure.id, failure);
        for (const link of page.links) links.set(JSON.stringify(link), link);
        memory.checkpoints.set(source, structuredClone(page.checkpoint));
        memory.gaps.push(...page.gaps);
        memory.pages += 1;
      });
      turn = saving.catch(() => undefined);
      return saving;
    },
  };
  return memory;
}
