import type { Tags } from "../model/documents/tags.ts";

/** An item that is not what AWS describes: it becomes a gap of its own, and the others of its kind are not touched. */
export class ParseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ParseError";
  }
}

/** The value of a field without which an item is nothing; throws where it is missing. */
export function required<T>(value: T | null | undefined, field: string): T {
  if (value === null || value === undefined || value === "") throw new ParseError(`${field} is missing`);
  return value;
}

/** Milliseconds since the epoch; AWS's wire and hand-made files count seconds. */
export function toTime(value: Date | string | number | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  const time = typeof value === "number" ? value * 1000 : new Date(value).getTime();
  return Number.isNaN(time) ? null : time;
}

export function toTags(tags: readonly { Key?: string; Value?: string }[] | null | undefined): Tags {
  const byKey: Tags = {};
  for (const { Key, Value } of tags ?? []) if (Key !== undefined) byKey[Key] = Value ?? "";
  return byKey;
}

/** What `of` finds in each element, without the elements in which it finds nothing. */
export function present<T, Found>(
  list: readonly T[] | null | undefined,
  of: (element: T) => Found | null | undefined,
): Found[] {
  const found: Found[] = [];
  for (const element of list ?? []) {
    const value = of(element);
    if (value !== null && value !== undefined) found.push(value);
  }
  return found;
}

/** `value` if it is one of `allowed`; throws for words that AWS had not thought of when this was written. */
export function oneOf<Word extends string>(
  value: string | null | undefined,
  allowed: readonly Word[],
  field: string,
): Word {
  const word = allowed.find((candidate) => candidate === value);
  if (word === undefined)
    throw new ParseError(`${field} is ${JSON.stringify(value)}, which Muster does not know`);
  return word;
}

/** Policies come URL-encoded from the API, as text from the console, and as objects from the command line. */
export function toPolicyText(document: unknown): string | null {
  if (document === null || document === undefined || document === "") return null;
  if (typeof document !== "string") return JSON.stringify(document);
  if (!document.startsWith("%")) return document;
  try {
    // A plus of the policy's own is encoded, so a bare one is a space as forms write it.
    return decodeURIComponent(document.replaceAll("+", " "));
  } catch {
    throw new ParseError("A policy document is not URL-encoded as it should be");
  }
}

/** The last part of an ARN's path: a role's or an instance profile's own name. */
export function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
