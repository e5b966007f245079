import { randomUUID } from "node:crypto";
import type { WalkthroughChange, WalkthroughVersion } from "../../api/walkthrough.ts";
import type { RunKind } from "../../model/run.ts";
import type { StoredRun } from "../../store/run-row.ts";
import type { FleetContext } from "../context.ts";
import { type FindFix, loadPlan, recordPlan, requireStep } from "./load-plan.ts";
import { verifyIfComplete } from "./start-verification.ts";
import { tellWalkthrough } from "./tell-walkthrough.ts";

/**
 * Marks a step as done or not done, or writes the note that everybody sees. Once the last step is marked, the nodes are watched
 * until they are back.
 */
export async function changeWalkthrough(
  context: FleetContext,
  { id, step, note }: { id: string } & WalkthroughChange,
  { find }: { find?: FindFix } = {},
): Promise<WalkthroughVersion> {
  const { store, actor, now } = context;
  const loaded = await loadPlan(context, id, { find });
  const marked = step && requireStep(loaded, step.id);
  const plan = await recordPlan(context, id, loaded);
  const at = now();
  const tell = (kind: RunKind, sentence: string): StoredRun => ({
    ...{ id: randomUUID(), walkthroughId: id, kind, step: null, at, by: actor.name, endedAt: at },
    ...{ outcome: "done", operation: null, resource: null, scope: null, sentence },
    ...{ answer: null, detail: null, hold: null },
  });
  const runs: StoredRun[] = [];
  if (step && marked) {
    const sentence = step.done
      ? `Marked as done: ${marked.title}`
      : `No longer marked as done: ${marked.title}`;
    runs.push({ ...tell("step", sentence), step: step.id });
  }
  if (note !== undefined) runs.push(tell("note", note === "" ? "Took the note away." : note));
  const version = await store.saveWalkthroughChange(id, { step, note, runs, at, by: actor.name });
  await tellWalkthrough(context, id, version);
  if (step?.done) await verifyIfComplete(context, id, plan);
  return { id, version };
}
