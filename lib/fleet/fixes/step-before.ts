import type { Plan, PlannedStep } from "./load-plan.ts";

/**
 * An earlier step that is not done and changes what this one stands on: this one was made up for the world after it. Steps
 * that have nothing in common are done in any order.
 */
export function stepBefore(
  plan: Plan,
  step: PlannedStep,
  done: ReadonlySet<string>,
): PlannedStep | undefined {
  const stands = new Set(documentsOf(step));
  return plan.steps
    .slice(0, plan.steps.indexOf(step))
    .find(
      (earlier) => !done.has(earlier.id) && documentsOf(earlier).some((document) => stands.has(document)),
    );
}

function documentsOf({ scope, call }: PlannedStep): string[] {
  return (call?.preconditions ?? []).map(({ kind, id }) => `${scope} ${kind} ${id}`);
}
