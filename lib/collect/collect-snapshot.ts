import type { AwsReader } from "../aws/reader.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Gap } from "../model/gap.ts";
import { type Observed, Snapshot, type SnapshotParts } from "../model/snapshot.ts";
import { type CollectOptions, collectScope } from "./collect-scope.ts";

/** Told of every document, with the raw answer that it was made of. */
export type Seen = (kind: DocumentKind, id: string, body: unknown) => void;

/**
 * Reads a scope into memory: what a bundle holds, or AWS at this moment. Nothing is kept, so what could not be read has no
 * older value to stand in for it.
 */
export async function collectSnapshot(
  reader: AwsReader,
  at: number,
  { seen, ...options }: Pick<CollectOptions, "kinds" | "signal"> & { seen?: Seen } = {},
): Promise<Snapshot> {
  const documents = new Map<DocumentKind, Observed<DocumentKind>[]>();
  const gaps: Gap[] = [];
  await collectScope(
    reader,
    {
      page(kind, items, observedAt) {
        const ofKind = documents.get(kind) ?? [];
        documents.set(kind, ofKind);
        for (const { id, body, document, lastPingAt } of items) {
          ofKind.push({ document: withPing(document, lastPingAt), observedAt });
          seen?.(kind, id, body);
        }
      },
      gap: (_, found) => void gaps.push(...found),
      done: () => undefined,
    },
    { ...options, now: () => at },
  );
  const parts = Object.fromEntries(documents) as SnapshotParts["documents"];
  return new Snapshot({ scope: reader.scope, at, documents: parts, gaps });
}

/** The last ping is kept beside the document, as it moves with every heartbeat. */
function withPing(document: DocumentOf<DocumentKind>, lastPingAt: number | null): DocumentOf<DocumentKind> {
  return "pingStatus" in document ? { ...document, lastPingAt } : document;
}
