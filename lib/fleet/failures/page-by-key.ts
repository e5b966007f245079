import { createHash } from "node:crypto";
import { FleetError } from "../../model/fleet-error.ts";

type Paged = { limit: number; cursor?: string };

/**
 * A page of a list that is in order, behind the cursor's item: those that come and go meanwhile neither repeat nor hide
 * others. `question` is all that the list is made by, to which a cursor belongs.
 */
export function pageByKey<Item extends { key: string }>(
  ordered: readonly Item[],
  { limit, cursor }: Paged,
  question: string,
): { items: Item[]; total: number; next: string | null } {
  const start = cursor === undefined ? 0 : startAfter(ordered, cursor, question);
  const items = ordered.slice(start, start + limit);
  const end = start + items.length;
  const last = items.at(-1);
  const next = last && end < ordered.length ? printCursor(question, [last.key, end]) : null;
  return { items, total: ordered.length, next };
}

function startAfter(ordered: readonly { key: string }[], cursor: string, question: string): number {
  const [key, rank] = parseCursor(question, cursor);
  const at = ordered.findIndex((item) => item.key === key);
  return at < 0 ? Math.min(Number(rank), ordered.length) : at + 1;
}

export function printCursor(question: string, parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([digestOf(question), ...parts])).toString("base64url");
}

/** What was printed into the cursor; refuses one of another question. */
export function parseCursor(question: string, cursor: string): unknown[] {
  try {
    const [digest, ...parts] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (digest === digestOf(question)) return parts;
  } catch {
    // Falls through to the same answer as a cursor of another list.
  }
  throw new FleetError(
    "invalid-input",
    "The cursor does not belong to this filter and order. Start again without a cursor.",
    { field: "cursor" },
  );
}

function digestOf(question: string): string {
  return createHash("sha256").update(question).digest("base64url").slice(0, 8);
}
