import { hash } from "node:crypto";
import { canonicalJson } from "../../model/canonical-json.ts";
import type { DocumentKind } from "../../model/document-kind.ts";
import type { Documents } from "../../model/documents/document.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Precondition } from "../written-call.ts";

/** Equal for documents that say the same, in whatever order AWS lists what it promises no order of. */
export function fingerprint(document: Documents[DocumentKind] | undefined): string {
  if (document === undefined) return hash("sha256", "null");
  // A ping comes every five minutes and changes nothing that a fix stands on.
  const { lastPingAt, ...lasting } = { lastPingAt: null, ...document };
  return hash("sha256", canonicalJson(lasting));
}

/**
 * That a document still says what the proof saw: also that there is still none where there was none. Throws where it was not
 * read, as nothing can stand on that.
 */
export function preconditionOf(snapshot: Snapshot, kind: DocumentKind, id: string): Precondition {
  return { kind, id, fingerprint: fingerprint(snapshot.get(kind, id)) };
}
