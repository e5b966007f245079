import type { Completions } from "../../api/completion.ts";
import type { FleetSummary } from "../../api/list.ts";
import type { Pivot } from "../../api/pivot.ts";
import { type Status, statuses } from "../../model/status.ts";
import { type Filter, filterKeys } from "../../routes/filter.ts";
import { type Column, none } from "./column.ts";
import { type ColumnKey, tagValueOf } from "./columns.ts";
import { countColumn } from "./count-facets.ts";
import { isStarting } from "./is-starting.ts";
import type { NodeIndex } from "./node-index.ts";
import { keepsFromAnswering, shareCauses } from "./share-causes.ts";

/**
 * The counts behind the headline. A node that is only starting is not among those that should answer, and one that is
 * excluded is in none of them but its own.
 */
export function summarise(index: NodeIndex, filter: Filter, now: number): FleetSummary {
  const failing = index.match(filter);
  const { excluded: marks } = index.columns.byKey;
  const byStatus = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>;
  let starting = 0;
  let excluded = 0;
  let awaitingCause = 0;
  let oldestReadAt: number | null = null;
  for (let slot = 0; slot < failing.length; slot++) {
    if (failing[slot] !== 0) continue;
    const node = index.nodes[slot]!;
    if (marks.codes[slot]) {
      excluded++;
      continue;
    }
    byStatus[node.status]++;
    if (isStarting(node, now)) starting++;
    else if (node.awaitsCause && node.status !== "reachable") awaitingCause++;
    if (oldestReadAt === null || node.readAt < oldestReadAt) oldestReadAt = node.readAt;
  }
  const answer = byStatus.reachable + byStatus.degraded;
  const shouldAnswer = answer + byStatus.lost + byStatus.unregistered - starting;
  const total = statuses.reduce((sum, status) => sum + byStatus[status], excluded);
  return {
    total,
    shouldAnswer,
    answer,
    byStatus,
    starting,
    excluded,
    causes: countCauses(index, filter, now),
    awaitingCause,
    oldestReadAt,
  };
}

function countCauses(index: NodeIndex, filter: Filter, now: number): FleetSummary["causes"] {
  const causes = shareCauses(index, filter, now);
  const blocking = causes.filter(keepsFromAnswering).length;
  return { notAnswering: blocking, degraded: causes.length - blocking };
}

const shownRows = 200;

/** One tag key against status: the values with the most nodes first, nodes without the tag last. */
export function pivot(index: NodeIndex, filter: Filter, tag: string): Pivot {
  const failing = index.match(filter);
  const column = index.columns.byTag.get(tag);
  const rows = new Map<string | null, Pivot["rows"][number]>();
  let total = 0;
  for (let slot = 0; slot < failing.length; slot++) {
    if (failing[slot] !== 0) continue;
    const value = (column && tagValueOf(column.wordAt(slot))) ?? null;
    const row = rows.get(value) ?? { value, total: 0, byStatus: {} };
    const status = index.nodes[slot]!.status;
    row.byStatus[status] = (row.byStatus[status] ?? 0) + 1;
    row.total++;
    total++;
    rows.set(value, row);
  }
  const sorted = [...rows.values()].sort(
    (a, b) =>
      Number(a.value === null) - Number(b.value === null) ||
      b.total - a.total ||
      (a.value! < b.value! ? -1 : 1),
  );
  return { tag, total, rows: sorted.slice(0, shownRows), more: Math.max(0, sorted.length - shownRows) };
}

const shownCompletions = 20;

/**
 * What can follow in the filter box: keys, tag keys, or the values of a key, those that start with `prefix` first. A value
 * that people call by another word is found by that too.
 */
export function complete(
  index: NodeIndex,
  key: string | null,
  prefix: string,
  labelOf: (value: string) => string | null = () => null,
): Completions {
  const lower = prefix.toLowerCase();
  const candidates = candidatesOf(index, key).map((one) => ({ ...one, label: labelOf(one.value) }));
  const matching = candidates.filter(({ value, label }) =>
    `${value} ${label ?? ""}`.toLowerCase().includes(lower),
  );
  const startsWith = (value: string) => Number(!value.toLowerCase().startsWith(lower));
  matching.sort(
    (a, b) =>
      startsWith(a.value) - startsWith(b.value) ||
      (b.count ?? 0) - (a.count ?? 0) ||
      (a.value < b.value ? -1 : 1),
  );
  return { items: matching.slice(0, shownCompletions) };
}

type Candidate = { value: string; count: number | null };

function candidatesOf(index: NodeIndex, key: string | null): Candidate[] {
  if (key === null) return ["tag", ...filterKeys].map((value) => ({ value, count: null }));
  if (key === "tag") return index.tagKeys().map(({ key: value, count }) => ({ value, count }));
  if (key.startsWith("tag:")) {
    return valuesOf(index, index.columns.byTag.get(key.slice(4)), (word) => tagValueOf(word));
  }
  if (key === "excluded" || key === "starting") return ["yes", "no"].map((value) => ({ value, count: null }));
  return valuesOf(index, index.columns.byKey[key as ColumnKey], (word) => (word === none ? undefined : word));
}

function valuesOf(
  index: NodeIndex,
  column: Column | undefined,
  toValue: (word: string) => string | undefined,
): Candidate[] {
  if (column === undefined) return [];
  const counts = countColumn(column, index.match([]), 0);
  return column.words.flatMap((word, code) => {
    const value = toValue(word);
    return value === undefined || counts[code] === 0 ? [] : [{ value, count: counts[code]! }];
  });
}
