import type { DocumentKind } from "../model/document-kind.ts";
import type { Documents } from "../model/documents/document.ts";
import { fingerprint } from "./writing/precondition.ts";
import type { Precondition } from "./written-call.ts";

type Document = Documents[DocumentKind];

/** A document as AWS tells it now: undefined where there is none, or why it could not be read. */
export type ReadAgain = { kind: string; id: string } & (
  | { document: Document | undefined }
  | { unread: string }
);

/** What is no longer as a call was made for it. */
export type Difference = {
  kind: string;
  id: string;
  /** The fields that differ; empty where what it was is no longer known, or where it is gone or new. */
  fields: readonly string[];
  what: "changed" | "gone" | "new" | "unread";
  /** Why it could not be read. */
  why: string | null;
};

/** A fact to hold still; one that steps before have moved may also be as it was read after them. */
export type Expected = Precondition & { orAlso?: readonly string[] };

export function isAsExpected(
  { fingerprint: print, orAlso = [] }: Expected,
  now: Document | undefined,
): boolean {
  const found = fingerprint(now);
  return found === print || orAlso.includes(found);
}

/**
 * Compares what was read again with what a call stands on. `before` finds the document that had a fingerprint, so that
 * people can be told what of it has changed.
 */
export function findDifferences(
  expected: readonly Expected[],
  found: readonly ReadAgain[],
  before: (precondition: Expected) => Document | undefined,
): Difference[] {
  return expected.flatMap((precondition): Difference[] => {
    const { kind, id } = precondition;
    const now = found.find((each) => each.kind === kind && each.id === id);
    if (now === undefined || "unread" in now)
      return [{ kind, id, fields: [], what: "unread", why: now?.unread ?? "it was not asked for" }];
    if (isAsExpected(precondition, now.document)) return [];
    if (now.document === undefined) return [{ kind, id, fields: [], what: "gone", why: null }];
    if (precondition.fingerprint === fingerprint(undefined))
      return [{ kind, id, fields: [], what: "new", why: null }];
    const fields = fieldsThatDiffer(before(precondition), now.document);
    return [{ kind, id, fields, what: "changed", why: null }];
  });
}

function fieldsThatDiffer(before: Document | undefined, now: Document): string[] {
  if (before === undefined) return [];
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => fieldPrint(before, name) !== fieldPrint(now, name));
}

function fieldPrint(document: Document, name: string): string {
  return fingerprint({ id: "", [name]: Reflect.get(document, name) } as never);
}

/** The differences in words, for somebody who was about to change something. */
export function tellDifferences(differences: readonly Difference[]): string {
  const unread = differences.filter(({ what }) => what === "unread");
  if (unread.length > 0)
    return `Nothing was sent, as what it stands on could not be read again: ${unread
      .map(({ kind, id, why }) => `${nameOf(kind)} ${id} (${why})`)
      .join("; ")}.`;
  const told = differences.map(({ kind, id, fields, what }) => {
    if (what === "gone") return `${nameOf(kind)} ${id} is gone`;
    if (what === "new") return `there is a ${nameOf(kind)} ${id} now`;
    return `${nameOf(kind)} ${id} has changed${fields.length > 0 ? ` (${fields.map(toWords).join(", ")})` : ""}`;
  });
  return `Nothing was sent: the world is no longer the one that this was proved in. Since then ${told.join("; ")}. Have it read again, and look at what the fix is then.`;
}

function nameOf(kind: string): string {
  return kind.replaceAll("-", " ");
}

/** `networkInterfaces` as people say it. */
function toWords(field: string): string {
  return field.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
}
