import type { CatalogueEntry } from "../../api/catalogue.ts";
import { collectorOf } from "../../collect/index.ts";
import { describeCause } from "../../diagnosis/catalogue.ts";
import { checks } from "../../diagnosis/checks/index.ts";
import { type CauseCode, causeCodes } from "../../model/cause.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FleetContext } from "../context.ts";
import { countMatching } from "../node-index/count-facets.ts";

/** Every cause that a check can name of a node, in the order of the checks: who depends on nothing comes first. */
export function readCatalogue(context: FleetContext): { items: CatalogueEntry[]; total: number; next: null } {
  const named = [...new Set(checks.flatMap(({ causes }) => causes))];
  const items = named.map((code) => toEntry(context, code));
  return { items, total: items.length, next: null };
}

export function getCatalogueEntry(context: FleetContext, { code }: { code: CauseCode }): CatalogueEntry {
  if (checks.some(({ causes }) => causes.includes(code))) return toEntry(context, code);
  const isCode = causeCodes.includes(code);
  throw new FleetError(
    "not-found",
    isCode
      ? `${code} is a cause of failed calls, and no node has it. GET /api/v1/catalogue lists those of nodes.`
      : `There is no cause ${code}. GET /api/v1/catalogue lists all.`,
    { field: "code" },
  );
}

function toEntry({ index }: FleetContext, code: CauseCode): CatalogueEntry {
  const described = describeCause(code, (kind) => collectorOf(kind).actions);
  const { title: headline, meaning, looksLike, blames, beliefs, fix, rows } = described;
  const filter = [{ key: "cause" as const, values: [code], negated: false }];
  return {
    ...{ code, title: titleOfCause(code), headline, meaning, fix },
    ...{ looksLike: [...looksLike], blames: [...blames], beliefs: [...beliefs], rows: [...rows] },
    checks: described.checks.map(({ id, group, title, passTitle, why, needs }) => ({
      ...{ id, group, title, passTitle, why },
      needs: needs.map(({ kind, actions }) => ({ kind, actions: [...actions] })),
    })),
    permissions: [...described.permissions],
    nodes: countMatching(index.match(filter), 0),
  };
}
