import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Change } from "../model/world.ts";
import { collectorOf } from "./index.ts";
import { ParseError } from "./parsing.ts";
import { toStored } from "./stored.ts";

type Fields = Record<string, unknown>;

/**
 * Changes of which only fields are told, each with the document as it was before: what AWS says today, with every later field
 * put back. Where that is no document that AWS could have given, it stays unsaid.
 */
export function undoChanges(
  changes: readonly Change[],
  bodyOf: (kind: DocumentKind, id: string) => unknown,
): Change[] {
  const bodies = new Map<string, unknown>();
  return changes
    .toSorted((left, right) => right.at - left.at)
    .map((change) => {
      const key = `${change.kind} ${change.id}`;
      if (isUntoldDeletion(change)) {
        bodies.set(key, undefined);
        return change;
      }
      const body = bodies.has(key) ? bodies.get(key) : bodyOf(change.kind, change.id);
      const earlier = change.field === "*" ? change.from : withField(body, change.field, change.from);
      bodies.set(key, earlier);
      const before = parseBefore(change.kind, earlier);
      return before === undefined ? change : { ...change, before };
    });
}

/** It was there until then, whatever it was: nothing was told of it. */
function isUntoldDeletion({ field, from, to }: Change): boolean {
  return field === "*" && from == null && to === null;
}

/** The document that a raw answer makes; null where there was none, and undefined where it makes none. */
export function parseBefore(kind: DocumentKind, body: unknown): DocumentOf<DocumentKind> | null | undefined {
  if (body === null) return null;
  if (typeof body !== "object") return undefined;
  try {
    return collectorOf(kind).parse(toStored(body));
  } catch (error) {
    // Whoever wrote the history down may have left out what a document needs.
    if (error instanceof ParseError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The document with another value in `Field`, or `Field.Inner`; in an answer that is made of several it stands in one of them. */
export function withField(body: unknown, path: string, value: unknown): unknown {
  if (!isFields(body)) return undefined;
  const [field = path, ...inner] = path.split(".");
  if (inner.length > 0) return { ...body, [field]: withField(body[field] ?? {}, inner.join("."), value) };
  const wrapper = field in body ? undefined : Object.keys(body).find((key) => hasField(body[key], field));
  if (wrapper !== undefined) return { ...body, [wrapper]: { ...(body[wrapper] as Fields), [field]: value } };
  return { ...body, [field]: asBefore(body[field], value) };
}

/** What stands there, where `withField` would put it. */
export function fieldIn(body: unknown, path: string): unknown {
  const [field = path, ...inner] = path.split(".");
  if (!isFields(body)) return undefined;
  const holder = field in body ? body : Object.values(body).find((value) => hasField(value, field));
  const value = isFields(holder) ? holder[field] : undefined;
  return inner.length === 0 ? value : fieldIn(value, inner.join("."));
}

/** VPC attributes come as `{ Value }`, and people write the value. */
function asBefore(now: unknown, value: unknown): unknown {
  return isFields(now) && "Value" in now && !isFields(value) ? { Value: value } : value;
}

function hasField(value: unknown, field: string): boolean {
  return isFields(value) && field in value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
