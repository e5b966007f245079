import type { FleetContext } from "../context.ts";

/** No call takes longer: after that, whoever made it is gone. */
const longestCallMs = 3 * 60_000;

/**
 * Says of runs whose process died between the call and its answer that nobody knows what came of them. At the start of the one
 * process that owns a folder these are all that are open; with several on one Postgres, those that are too old to be alive.
 */
export async function closeInterruptedRuns(
  { store, now }: Pick<FleetContext, "store" | "now">,
  { atStart }: { atStart: boolean },
): Promise<void> {
  const at = now();
  const isAlone = store.dialect === "sqlite";
  if (isAlone && !atStart) return;
  await store.closeInterruptedRuns({
    before: isAlone ? at : at - longestCallMs,
    at,
    sentence:
      "Muster ended before AWS's answer came, so nobody can say whether it was done. Look at it before you repeat it.",
  });
}
