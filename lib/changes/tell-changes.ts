import type { DocumentKind } from "../model/document-kind.ts";
import type { TrailChange } from "../model/trail-change.ts";
import type { Change } from "../model/world.ts";
import { joinChanges } from "./join-changes.ts";
import { identitiesIn, withOwnIds } from "./own-ids.ts";

/** What one reading of a scope found, by kind and id: AWS's answers as they came. */
export type FoundDocuments = ReadonlyMap<string, { kind: DocumentKind; id: string; body: unknown }>;

/** What CloudTrail tells of documents that were read once, at `at`, and never before. */
export function tellChanges(told: readonly TrailChange[], found: FoundDocuments, at: number): Change[] {
  return joinChanges({
    seen: [],
    told: withOwnIds(told, identitiesIn(found.values())),
    documentNow: (kind, id) => {
      const body = found.get(`${kind} ${id}`)?.body;
      return body === undefined ? undefined : { body, observedAt: at };
    },
  });
}
