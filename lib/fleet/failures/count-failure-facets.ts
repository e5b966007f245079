import type { FailureFacetKey, FailureFacets, FailureQuery } from "../../api/failure.ts";
import { failureFacetKeys } from "../../api/failure.ts";
import { type CauseCode, isCauseCode } from "../../model/cause.ts";
import { failureFilter } from "../../routes/failures.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FleetContext } from "../context.ts";
import { type ChosenFailures, chooseFailures, wordsOf } from "./choose-failures.ts";
import { type CountedSeries, countSeries, sumOf } from "./count-series.ts";
import type { IndexedSeries } from "./failure-index.ts";

const shownValues = 50;

const titles: Record<FailureFacetKey, string> = {
  kind: "Kind",
  source: "Source",
  operation: "Operation",
  document: "Document",
  caller: "Caller",
  cause: "Cause then",
  scope: "Scope",
};

/** Counts of all facets under a filter; a facet's own terms are left out of its own counts. */
export async function countFailureFacets(context: FleetContext, query: FailureQuery): Promise<FailureFacets> {
  const { failures, store } = context;
  await failures.catchUp(store);
  const chosen = chooseFailures(context, query);
  const rows = rowsOf(context, chosen, await countSeries(context, chosen));
  const scopeNames = await namesOfScopes(context);
  const total = countWithout(rows, 0);
  return {
    total,
    facets: failureFacetKeys.map((key) => {
      const own = maskOf(chosen, (termKey) => termKey === key);
      const counts = new Map<string, number>();
      for (const { series, failing, count } of rows) {
        if ((failing & ~own) !== 0) continue;
        const value = wordsOf(series, key)[0]!;
        counts.set(value, (counts.get(value) ?? 0) + count);
      }
      const values = [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
      return {
        key,
        title: titles[key],
        values: values
          .slice(0, shownValues)
          .map(([value, count]) => ({ value, label: labelOf(key, value, scopeNames), count })),
        more: Math.max(0, values.length - shownValues),
      };
    }),
    withoutTerm: total > 0 ? [] : await countWithoutTerms(context, chosen, query, rows),
  };
}

/** A series with the terms that it fails, a bit a term: 0 where it passes all. */
type Row = { series: IndexedSeries; failing: number; count: number };

function rowsOf({ failures }: FleetContext, chosen: ChosenFailures, counted: CountedSeries): Row[] {
  const rows: Row[] = [];
  for (const series of failures.series.values()) {
    if (!chosen.isMeant(series)) continue;
    const count = sumOf(counted.daysOf(series));
    if (count === 0) continue;
    const failing = chosen.terms.reduce(
      (bits, { matches }, at) => (matches(series) ? bits : bits | bitOf(at)),
      0,
    );
    rows.push({ series, failing, count });
  }
  return rows;
}

/** Terms past the thirtieth share a bit: then a facet's counts are merely those with all of them. */
function bitOf(at: number): number {
  return 1 << Math.min(at, 30);
}

function maskOf({ terms }: ChosenFailures, isOf: (key: string) => boolean): number {
  return terms.reduce((mask, { term }, at) => (isOf(term.key) && !term.negated ? mask | bitOf(at) : mask), 0);
}

function countWithout(rows: readonly Row[], mask: number): number {
  return rows.reduce((sum, { failing, count }) => ((failing & ~mask) === 0 ? sum + count : sum), 0);
}

/** Where nothing matches: how many would without each term, in the order in which they were given. */
async function countWithoutTerms(
  context: FleetContext,
  chosen: ChosenFailures,
  query: FailureQuery,
  rows: readonly Row[],
): Promise<FailureFacets["withoutTerm"]> {
  const told = chosen.terms.map(({ term }, at) => ({
    term: failureFilter.printTerm(term),
    total: countWithout(rows, bitOf(at)),
  }));
  for (const { term } of chosen.conditions) {
    const others = failureFilter
      .parse(query.q)
      .filter((other) => failureFilter.printTerm(other) !== failureFilter.printTerm(term));
    const without = chooseFailures(context, { ...query, q: failureFilter.print(others) });
    const left = rowsOf(context, without, await countSeries(context, without));
    told.push({ term: failureFilter.printTerm(term), total: countWithout(left, 0) });
  }
  return told;
}

async function namesOfScopes({ store }: FleetContext): Promise<Map<string, string>> {
  return new Map(
    (await store.loadScopes()).map((scope) => [
      scope.key as string,
      `${scope.accountName ?? scope.account} · ${scope.region}`,
    ]),
  );
}

function labelOf(key: FailureFacetKey, value: string, scopes: ReadonlyMap<string, string>): string | null {
  if (key === "scope") return scopes.get(value) ?? null;
  if (key === "cause" && isCauseCode(value)) return titleOfCause(value as CauseCode);
  if (key === "caller" && value.startsWith("arn:"))
    return value
      .split(":")
      .slice(5)
      .join(":")
      .replace(/^assumed-role\//, "role/");
  return null;
}
