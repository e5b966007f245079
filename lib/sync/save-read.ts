import type { Belonging } from "../collect/read-belonging.ts";
import type { ReadDocument, Wanted } from "../collect/read-documents.ts";
import { scopeKey } from "../model/scope.ts";
import type { SyncScopeOptions } from "./sync-scope.ts";

type Options = Pick<SyncScopeOptions, "store" | "reader" | "now">;

/**
 * Saves documents that were read by themselves, and answers which of them are others now. What could not be read is left as
 * it was known.
 */
export async function saveRead(
  { store, reader, now }: Options,
  read: readonly ReadDocument[],
): Promise<Wanted[]> {
  const moved: Wanted[] = [];
  for (const [kind, each] of Map.groupBy(read, (document) => document.kind)) {
    const told = each.filter((document) => "found" in document);
    const asked = told.map(({ id }) => id);
    const found = told.flatMap(({ id, found: one }) => (one === null ? [] : [{ id, body: one.body }]));
    const saved = await store.saveSingleDocuments(scopeKey(reader.scope), kind, { asked, found }, now());
    moved.push(...[...saved.changed, ...saved.removed].map((id) => ({ kind, id })));
  }
  return moved;
}

/** The same of all that was asked for at once: of what was `known` of it, what is not among it is gone. */
export function saveBelonging(
  options: Options,
  { read, isThrough }: Belonging,
  known: readonly Wanted[],
): Promise<Wanted[]> {
  const brought = new Set(read.map(({ kind, id }) => `${kind} ${id}`));
  const gone = known.filter(({ kind, id }) => !brought.has(`${kind} ${id}`));
  return saveRead(options, [...read, ...(isThrough ? gone.map((each) => ({ ...each, found: null })) : [])]);
}
