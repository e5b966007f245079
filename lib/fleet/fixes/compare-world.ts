import type { AwsReader } from "../../aws/reader.ts";
import { collectorOf } from "../../collect/index.ts";
import { type ReadDocument, readDocuments } from "../../collect/read-documents.ts";
import {
  type Difference,
  type Expected,
  findDifferences,
  isAsExpected,
  type ReadAgain,
} from "../../fixes/changed-world.ts";
import { fingerprint } from "../../fixes/writing/precondition.ts";
import type { Precondition } from "../../fixes/written-call.ts";
import { isDocumentKind } from "../../model/document-kind.ts";
import type { Documents } from "../../model/documents/document.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { Store } from "../../store/store.ts";
import type { FleetContext } from "../context.ts";

type Document = Documents[keyof Documents];

/** What a call stands on, as AWS tells it now, and what of it has changed since the call was made up. */
export type ComparedWorld = { found: readonly ReadDocument[]; differences: readonly Difference[] };

/** What has changed is kept at once, so that the next plan is made for the world as it is. */
export async function compareWorld(
  { store, now }: Pick<FleetContext, "store" | "now">,
  scope: ScopeKey,
  reader: AwsReader,
  expected: readonly Expected[],
): Promise<ComparedWorld> {
  const wanted = expected.flatMap(({ kind, id }) => (isDocumentKind(kind) ? [{ kind, id }] : []));
  const found = await readDocuments(reader, wanted);
  const differing = expected.filter((each) => {
    const now = found.find(({ kind, id }) => each.kind === kind && each.id === id);
    return now === undefined || "unread" in now || !isAsExpected(each, now.found?.document);
  });
  if (differing.length > 0) await keep(store, scope, found, now());
  const before = new Map(
    await Promise.all(differing.map(async (each) => [each, await findVersion(store, scope, each)] as const)),
  );
  return {
    found,
    differences: findDifferences(expected, found.map(toReadAgain), (each) => before.get(each)),
  };
}

async function keep(
  store: Store,
  scope: ScopeKey,
  found: readonly ReadDocument[],
  at: number,
): Promise<void> {
  for (const [kind, each] of Map.groupBy(found, (document) => document.kind)) {
    const told = each.filter((document) => "found" in document);
    const asked = told.map(({ id }) => id);
    const present = told.flatMap(({ id, found: one }) => (one === null ? [] : [{ id, body: one.body }]));
    await store.saveSingleDocuments(scope, kind, { asked, found: present }, at);
  }
}

function toReadAgain(read: ReadDocument): ReadAgain {
  const { kind, id } = read;
  return "unread" in read ? { kind, id, unread: read.unread } : { kind, id, document: read.found?.document };
}

/** The version of the document that had the fingerprint, as far as the store remembers. */
async function findVersion(
  store: Store,
  scope: ScopeKey,
  { kind, id, fingerprint: print }: Precondition,
): Promise<Document | undefined> {
  if (!isDocumentKind(kind)) return undefined;
  for (const { body } of await store.loadDocumentHistory(scope, kind, id)) {
    try {
      const document: Document = collectorOf(kind).parse(body);
      if (fingerprint(document) === print) return document;
    } catch {
      // A version that cannot be read any more is not the one that the proof stood on.
    }
  }
  return undefined;
}
