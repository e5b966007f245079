import type { RunAnswer, WalkthroughAnswer } from "../../api/walkthrough.ts";
import type { FleetContext } from "../context.ts";
import { toRunAnswer } from "./to-run-answer.ts";

/** What people have done on a walkthrough, by the ids of its steps. */
export type Progress = Pick<WalkthroughAnswer, "note" | "version" | "history"> & {
  /** Who marked or applied a step. */
  done: ReadonlyMap<string, { at: number; by: string }>;
  /** Steps that were applied from here and not undone since. */
  applied: ReadonlySet<string>;
  /** The last dry run, apply or undo of a step. */
  lastRuns: ReadonlyMap<string, RunAnswer>;
};

/** How far people are with the walkthrough; empty, at version 0, where nobody has touched it. */
export async function loadProgress(
  { store }: Pick<FleetContext, "store">,
  walkthroughId: string,
): Promise<Progress> {
  const [progress, runs, changes] = await Promise.all([
    store.loadWalkthroughProgress(walkthroughId),
    store.loadRuns(walkthroughId),
    store.loadLastChanges(walkthroughId),
  ]);
  const history = runs.map(toRunAnswer);
  const calls = history.filter(({ kind }) => kind === "dry-run" || kind === "apply" || kind === "undo");
  return {
    note: progress?.note ?? null,
    version: progress?.version ?? 0,
    history,
    done: new Map(progress?.steps.map(({ step, at, by }) => [step, { at, by }])),
    applied: new Set(changes.flatMap(({ kind, step }) => (kind === "apply" && step !== null ? [step] : []))),
    // The newest stands first, and the first of a step has to win.
    lastRuns: new Map(calls.reverse().flatMap((run) => (run.step === null ? [] : [[run.step, run]]))),
  };
}
