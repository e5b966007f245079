import type { FleetContext } from "../context.ts";
import type { Plan } from "./load-plan.ts";

/** The steps that were marked or applied since the plan is what it is. */
export async function loadDoneSteps(
  { store }: Pick<FleetContext, "store">,
  walkthroughId: string,
  { since }: Pick<Plan, "since">,
): Promise<ReadonlySet<string>> {
  const progress = await store.loadWalkthroughProgress(walkthroughId);
  return new Set(progress?.steps.filter(({ at }) => at >= since).map(({ step }) => step));
}
