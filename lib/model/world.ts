import type { DocumentKind } from "./document-kind.ts";
import type { DocumentOf } from "./documents/document.ts";
import type { ScopeKey } from "./scope.ts";
import type { Snapshot } from "./snapshot.ts";

/** What the engine takes: the scopes at one time, and what is known to have changed before. */
export type World = {
  snapshots: ReadonlyMap<ScopeKey, Snapshot>;
  /** Newest first. Empty where nobody watched: then what needs history is not said. */
  changes: readonly Change[];
};

/** A field of a document that was one thing and is another. */
export type Change = {
  scope: ScopeKey;
  kind: DocumentKind;
  id: string;
  /** As AWS names it, or `*` where the whole document came or went. */
  field: string;
  /** Undefined where nobody told what was there. */
  from: unknown;
  to: unknown;
  at: number;
  /** The caller's ARN, where CloudTrail told. */
  by: string | null;
  /** The call that did it, as `RevokeSecurityGroupEgress`, where CloudTrail told. */
  event?: string;
  /** The document as it was until then, null where there was none. Left out where only the field is known. */
  before?: DocumentOf<DocumentKind> | null;
};
