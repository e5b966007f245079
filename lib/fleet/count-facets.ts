import type { Facets } from "../api/list.ts";
import { isCauseCode } from "../model/cause.ts";
import { parseFilter } from "../routes/filter.ts";
import { titleOfCause } from "./causes/title-of-cause.ts";
import type { FleetContext } from "./context.ts";
import { countFacets as countIn } from "./node-index/count-facets.ts";

/** Counts of all facets under a filter, with people's names for scopes and causes. */
export async function countFacets(
  { index, store }: FleetContext,
  { q, tag }: { q: string; tag?: string },
): Promise<Facets> {
  const facets = countIn(index, parseFilter(q), tag ?? null);
  const scopes = facets.facets.find(({ key }) => key === "scope");
  if (scopes) {
    const names = new Map(
      (await store.loadScopes()).map((scope) => [
        scope.key as string,
        `${scope.accountName ?? scope.account} · ${scope.region}`,
      ]),
    );
    scopes.values = scopes.values.map((value) => ({ ...value, label: names.get(value.value) ?? null }));
  }
  const causes = facets.facets.find(({ key }) => key === "cause");
  if (causes) causes.values = causes.values.map(withTitle);
  return facets;
}

function withTitle(value: Facets["facets"][number]["values"][number]) {
  return isCauseCode(value.value) ? { ...value, label: titleOfCause(value.value) } : value;
}
