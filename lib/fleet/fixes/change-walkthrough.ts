import { randomUUID } from "node:crypto";
import type { WalkthroughChange, WalkthroughVersion } from "../../api/walkthrough.ts";
import type { RunKind } from "../../model/run.ts";
import type { StoredRun } from "../../store/run-row.ts";
import type { FleetContext } from "../context.ts";
import { requireWalkthroughKey } from "./require-walkthrough-key.ts";
import { tellWalkthrough } from "./tell-walkthrough.ts";

/** Marks a step as done or not done, or writes the note that everybody sees. */
export async function changeWalkthrough(
  context: FleetContext,
  { id, step, note }: { id: string } & WalkthroughChange,
): Promise<WalkthroughVersion> {
  requireWalkthroughKey(id);
  const { store, actor, now } = context;
  const at = now();
  const tell = (kind: RunKind, sentence: string): StoredRun => ({
    ...{ id: randomUUID(), walkthroughId: id, kind, step: step?.id ?? null, at, by: actor.name, endedAt: at },
    ...{ outcome: "done", operation: null, resource: null, scope: null, sentence },
    ...{ answer: null, detail: null, hold: null },
  });
  const runs = [
    ...(step === undefined
      ? []
      : [tell("step", step.done ? "Marked the step as done." : "Took the mark off the step.")]),
    ...(note === undefined
      ? []
      : [{ ...tell("note", note === "" ? "Took the note away." : note), step: null }]),
  ];
  const version = await store.saveWalkthroughChange(id, { step, note, runs, at, by: actor.name });
  await tellWalkthrough(context, id, version);
  return { id, version };
}
