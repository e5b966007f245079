import { collectorOf } from "../collect/index.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";

/** The documents with these ids as they are stored now, however old. */
export async function findParsed<Kind extends DocumentKind>(
  store: Store,
  scope: ScopeKey,
  kind: Kind,
  ids: readonly string[],
): Promise<DocumentOf<Kind>[]> {
  const stored = await store.findDocuments(scope, kind, ids);
  return stored.map(({ body }) => collectorOf(kind).parse(body));
}

/** Which documents of a kind are stored that name one of these. */
export async function findNaming<Kind extends DocumentKind>(
  store: Store,
  scope: ScopeKey,
  kind: Kind,
  ids: readonly string[],
): Promise<{ kind: Kind; id: string }[]> {
  const stored = await Promise.all(ids.map((id) => store.findDocumentsNaming(scope, kind, id)));
  return [...new Set(stored.flat().map(({ id }) => id))].map((id) => ({ kind, id }));
}
