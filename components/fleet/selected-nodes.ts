import { api } from "../../lib/routes/api.ts";
import { parseFilter, printFilter } from "../../lib/routes/filter.ts";
import { parseNodeKey } from "../../lib/routes/fleet.ts";
import type { Selection } from "./selection.ts";

/** The longest filter that the API takes. */
const longestFilter = 4096;

/**
 * The filter that matches exactly the chosen nodes, for an export. Null where no filter says it: too many nodes chosen one by
 * one, or an id that another scope has too.
 */
export function exportFilterOf(selection: Selection): string | null {
  if (selection.kind === "some") {
    const ids = [...selection.nodes.values()].map((node) => node.id);
    return short(printFilter([{ key: "node", values: ids, negated: false }]));
  }
  const ids = [...selection.except].flatMap((key) => parseNodeKey(key)?.id ?? []);
  const but = ids.length === 0 ? [] : [{ key: "node" as const, values: ids, negated: true }];
  return short(printFilter([...parseFilter(selection.q), ...but]));
}

function short(filter: string): string | null {
  return filter.length <= longestFilter ? filter : null;
}

/** The ids of the chosen nodes. Where all that match are chosen, the server is asked for them. */
export async function readIds(selection: Selection): Promise<string[]> {
  if (selection.kind === "some") return [...selection.nodes.values()].map((node) => node.id);
  const response = await fetch(api.export({ q: selection.q, sort: "id", format: "jsonl" }));
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return parseIds(await response.text(), selection.except);
}

/** The ids in an export of JSON lines, without the nodes that were let go. */
export function parseIds(lines: string, except: ReadonlySet<string>): string[] {
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { scope: string; id: string })
    .filter(({ scope, id }) => !except.has(`${scope}/${id}`))
    .map(({ id }) => id);
}
