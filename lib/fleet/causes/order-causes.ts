import { createHash } from "node:crypto";
import type { CauseListQuery, CauseSortKey } from "../../api/cause.ts";
import { FleetError } from "../../model/fleet-error.ts";
import type { SharedCause } from "../node-index/share-causes.ts";

type Ordered = SharedCause & { since: number };

const comparisons: Record<CauseSortKey, (a: Ordered, b: Ordered) => number> = {
  nodes: (a, b) => a.nodes - b.nodes,
  since: (a, b) => a.since - b.since,
  code: (a, b) => compareText(a.code, b.code),
  subject: (a, b) => compareText(a.subject.id, b.subject.id),
};

/** In the order of `sort`; ties go by code and key, so that the order is total and pages never overlap. */
export function orderCauses(causes: readonly Ordered[], sort: string): Ordered[] {
  const isDescending = sort.startsWith("-");
  const compare = comparisons[(isDescending ? sort.slice(1) : sort) as CauseSortKey];
  const direction = isDescending ? -1 : 1;
  return causes.toSorted(
    (a, b) => direction * compare(a, b) || compareText(a.code, b.code) || compareText(a.key, b.key),
  );
}

/** A page behind the cursor's cause: those that come and go meanwhile neither repeat nor hide others. */
export function pageCauses(
  ordered: readonly Ordered[],
  query: CauseListQuery,
): { items: Ordered[]; total: number; next: string | null } {
  const start = query.cursor === undefined ? 0 : startAfter(ordered, query, query.cursor);
  const items = ordered.slice(start, start + query.limit);
  const end = start + items.length;
  const last = items.at(-1);
  const next = last && end < ordered.length ? printCursor(query, last, end) : null;
  return { items, total: ordered.length, next };
}

function startAfter(ordered: readonly Ordered[], query: CauseListQuery, cursor: string): number {
  const { code, key, rank } = parseCursor(query, cursor);
  const at = ordered.findIndex((cause) => cause.code === code && cause.key === key);
  return at < 0 ? Math.min(rank, ordered.length) : at + 1;
}

function digestOf({ q, sort, fold }: CauseListQuery): string {
  return createHash("sha256").update(`${sort}\n${fold}\n${q}`).digest("base64url").slice(0, 8);
}

function printCursor(query: CauseListQuery, { code, key }: Ordered, rank: number): string {
  return Buffer.from(JSON.stringify([digestOf(query), code, key, rank])).toString("base64url");
}

function parseCursor(query: CauseListQuery, cursor: string): { code: unknown; key: unknown; rank: number } {
  try {
    const [digest, code, key, rank] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (digest === digestOf(query) && typeof rank === "number") return { code, key, rank };
  } catch {
    // Falls through to the same answer as a cursor of another list.
  }
  throw new FleetError(
    "invalid-input",
    "The cursor does not belong to this filter and order. Start again without a cursor.",
    { field: "cursor" },
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
