import type { CauseCode } from "../../model/cause.ts";
import type { SubjectKey } from "../../model/subject-key.ts";
import { causeFilter } from "../../routes/causes.ts";
import type { FleetContext } from "../context.ts";
import { chooseFailures, isChosen } from "../failures/choose-failures.ts";
import { countSeries, sumOf } from "../failures/count-series.ts";

type Blamed = { code: CauseCode; key: SubjectKey };

/**
 * How many failures of 30 days each of these causes explains, silent ones among them; null while failures are not read. They
 * are those that the failures page shows under the cause's filter.
 */
export async function countExplained(
  context: FleetContext,
  causes: readonly Blamed[],
): Promise<(cause: Blamed) => number | null> {
  const { store, failures } = context;
  const reads = await store.loadFailureReads();
  if (!reads.some(({ readAt }) => readAt !== null)) return () => null;
  await failures.catchUp(store);
  const all = chooseFailures(context, { q: "" });
  const counted = await countSeries(context, all);
  const asked = causes.map((cause) => ({
    cause,
    chosen: chooseFailures(context, { q: causeFilter(cause.code, cause.key) }),
  }));
  const nodes = asked.flatMap(({ chosen }) => chosen.conditions.flatMap(({ condition }) => condition.nodes));
  const aimed = Map.groupBy(
    await store.countNodeFailuresBySeries([...new Set(nodes)], all.since),
    ({ node }) => node,
  );
  const counts = new Map(
    asked.map(({ cause, chosen }) => {
      const [named] = chosen.conditions;
      const ofNodes = named?.condition.nodes.flatMap((node) => aimed.get(node) ?? []) ?? [];
      let sum = 0;
      for (const series of failures.series.values()) {
        if (!isChosen(chosen, series)) continue;
        if (named === undefined || named.condition.series.includes(series.number))
          sum += sumOf(counted.daysOf(series));
        else for (const row of ofNodes) if (row.series === series.number) sum += row.count;
      }
      return [keyOf(cause), sum] as const;
    }),
  );
  return (cause) => counts.get(keyOf(cause)) ?? 0;
}

function keyOf({ code, key }: Blamed): string {
  return `${code} ${key}`;
}
