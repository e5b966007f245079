import { collectorOf } from "../../collect/index.ts";
import type { Subject } from "../../model/cause.ts";
import { type DocumentKind, documentKinds } from "../../model/document-kind.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { FleetContext } from "../context.ts";

/** What people call the resource to blame: its Name tag, its own name, or the last part of its ARN. */
export async function nameSubject(
  { store, index }: Pick<FleetContext, "store" | "index">,
  scope: ScopeKey,
  { kind, id }: Subject,
): Promise<string | null> {
  if (id.startsWith("arn:")) return id.slice(id.lastIndexOf("/") + 1);
  const node = index.get({ scope, id });
  if (node) return node.name;
  if (!isDocumentKind(kind)) return null;
  const stored = await store.findDocument(scope, kind, id);
  if (!stored) return null;
  const document = collectorOf(kind).parse(stored.body);
  if ("tags" in document && document.tags?.Name) return document.tags.Name;
  return "name" in document ? document.name : null;
}

function isDocumentKind(kind: string): kind is DocumentKind {
  return (documentKinds as readonly string[]).includes(kind);
}
