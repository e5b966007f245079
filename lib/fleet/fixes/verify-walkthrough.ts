import type { VerificationAnswer } from "../../api/walkthrough.ts";
import type { FleetContext } from "../context.ts";
import { type FindFix, loadPlan } from "./load-plan.ts";
import { startVerification } from "./start-verification.ts";
import { describeVerification } from "./verification.ts";

/** Has the nodes of a walkthrough read again now, and until they are back or waiting is over. */
export async function verifyWalkthrough(
  context: FleetContext,
  { id }: { id: string },
  { find }: { find?: FindFix } = {},
): Promise<VerificationAnswer> {
  const { store, now } = context;
  const open = await store.loadVerification(id);
  // What is being waited for goes on being waited for: only the next read comes sooner.
  if (open && open.endedAt === null) {
    await store.saveNextVerificationRead(id, now());
    await store.notify("sync-requests", "");
  } else await startVerification(context, id, await loadPlan(context, id, { find }));
  return describeVerification(context, id);
}
