import type { CatalogueEntry } from "../../api/catalogue.ts";
import { collectorOf } from "../../collect/index.ts";
import type { Check } from "../../diagnosis/check.ts";
import { checks } from "../../diagnosis/checks/index.ts";
import { type CauseCode, causeCodes } from "../../model/cause.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FleetContext } from "../context.ts";
import { countMatching } from "../node-index/count-facets.ts";

/** Every cause that a check can name of a node, in the order of the checks: who depends on nothing comes first. */
export function readCatalogue(context: FleetContext): { items: CatalogueEntry[]; total: number; next: null } {
  const named = [...new Set(checks.flatMap(({ causes }) => causes))];
  const items = named.map((code) => toEntry(context, code, checksOf(code)));
  return { items, total: items.length, next: null };
}

export function getCatalogueEntry(context: FleetContext, { code }: { code: CauseCode }): CatalogueEntry {
  const found = checksOf(code);
  if (found.length > 0) return toEntry(context, code, found);
  const isCode = causeCodes.includes(code);
  throw new FleetError(
    "not-found",
    isCode
      ? `${code} is a cause of failed calls, and no node has it. GET /api/v1/catalogue lists those of nodes.`
      : `There is no cause ${code}. GET /api/v1/catalogue lists all.`,
    { field: "code" },
  );
}

function checksOf(code: CauseCode): Check[] {
  return checks.filter(({ causes }) => causes.includes(code));
}

function toEntry({ index }: FleetContext, code: CauseCode, found: readonly Check[]): CatalogueEntry {
  const filter = [{ key: "cause" as const, values: [code], negated: false }];
  return {
    code,
    title: titleOfCause(code),
    headline: headlineOf(code, found),
    checks: found.map(({ id, group, title, passTitle, why, needs }) => ({
      id,
      group,
      title,
      passTitle,
      why: why.replace(/\s+/g, " "),
      needs: needs.map((kind) => ({ kind, actions: [...collectorOf(kind).actions] })),
    })),
    permissions: [...new Set(found.flatMap(permissionsOf))].sort(),
    nodes: countMatching(index.match(filter), 0),
  };
}

/** A check that names several causes has a title for all of them, which says too little of one. */
function headlineOf(code: CauseCode, found: readonly Check[]): string {
  const own = found.find(({ causes }) => causes.length === 1);
  return own ? own.title : titleOfCause(code);
}

function permissionsOf({ needs }: Check): readonly string[] {
  return needs.flatMap((kind) => collectorOf(kind).actions);
}
