import type { DocumentKind } from "./document-kind.ts";
import type { ScopeKey } from "./scope.ts";

/** What an event of CloudTrail tells of a field: no more of its value than the call itself named. */
export type TrailEdit =
  /** Entries of a list came or went. */
  | { what: "added" | "removed"; items: unknown[] }
  /** `instead` is the only other value that the field can have; `from` is told where the event tells it. */
  | { what: "set"; to: unknown; from?: unknown; instead?: unknown }
  /**
   * It became another one, and the event does not tell what it was. Of a list it may tell which entries were replaced by
   * others, and which were dropped, by what tells them apart.
   */
  | { what: "touched"; put?: unknown[]; dropped?: unknown[] }
  /** The whole document came; `named` is as much of it as says whose it is, where the answer told that. */
  | { what: "created"; named?: Readonly<Record<string, string>> }
  | { what: "deleted" };

/** One call that changed one field of one document, as CloudTrail kept it. */
export type TrailChange = {
  scope: ScopeKey;
  eventId: string;
  /** The call, as `RevokeSecurityGroupEgress`. */
  event: string;
  kind: DocumentKind;
  /** The document's id; of a role or an instance profile its name, of a role's managed policy the policy's ARN. */
  id: string;
  /** As AWS names it; `*` for the whole document. */
  field: string;
  edit: TrailEdit;
  at: number;
  /** The caller's ARN. */
  by: string | null;
};
