import {
  decisionKinds,
  type HistoryEntry,
  type HistoryExportQuery,
  type HistoryList,
  type HistoryQuery,
} from "../../api/walkthrough.ts";
import { parseWalkthroughId } from "../../model/walkthrough-id.ts";
import type { AuditEntry } from "../../store/audit.ts";
import type { HistoryItem, HistoryPlace } from "../../store/load-history.ts";
import type { FleetContext } from "../context.ts";
import { parseCursor, printCursor } from "../failures/page-by-key.ts";
import { titleOfFix } from "./title-of-fix.ts";
import { toRunAnswer } from "./to-run-answer.ts";

/** Who did what on walkthroughs, and what else people decided about causes and nodes, the newest first. */
export async function listHistory(
  { store }: FleetContext,
  { q, limit, cursor }: HistoryQuery,
): Promise<HistoryList> {
  const question = `history ${q}`;
  const before = cursor === undefined ? undefined : toPlace(parseCursor(question, cursor));
  const items = await store.loadHistory({ text: q, limit: limit + 1, before });
  const page = items.slice(0, limit).map(toEntry);
  const last = page.at(-1);
  const next = last && items.length > limit ? printCursor(question, [last.at, last.id]) : null;
  return { items: page, total: await store.countHistory({ text: q }), next };
}

const exportBatch = 500;

/** A run of entries for an export. `after` is where the run before ended; null ends the export. */
export async function exportHistory(
  { store }: FleetContext,
  { q, after }: Pick<HistoryExportQuery, "q"> & { after: HistoryPlace | null },
): Promise<{ items: HistoryEntry[]; after: HistoryPlace | null }> {
  const items = await store.loadHistory({ text: q, limit: exportBatch, before: after ?? undefined });
  const entries = items.map(toEntry);
  const last = entries.at(-1);
  return {
    items: entries,
    after: last && items.length === exportBatch ? { at: last.at, id: last.id } : null,
  };
}

function toPlace([at, id]: unknown[]): HistoryPlace {
  return { at: Number(at), id: String(id) };
}

function toEntry(item: HistoryItem): HistoryEntry {
  if (item.type === "audit") return toDecision(item.entry);
  const run = toRunAnswer(item.run);
  return { ...run, title: titleOfFix(parseWalkthroughId(run.walkthroughId)?.fixId ?? run.walkthroughId) };
}

const titles: Record<(typeof decisionKinds)[number], string> = {
  "exclusion.make": "Nodes are not meant to answer",
  "exclusion.end": "Nodes are meant to answer again",
  "cause.acknowledge": "A cause is known and may stay",
  "cause.withdraw-acknowledgement": "A cause may no longer stay",
};

function toDecision({ id, at, actor, action, target, detail }: AuditEntry): HistoryEntry {
  const kind = decisionKinds.find((known) => known === action) ?? "exclusion.make";
  const { filter, reason, until } = (detail ?? {}) as { filter?: string; reason?: string; until?: number };
  const ending = until === undefined ? "" : ` Until ${new Date(until).toISOString().slice(0, 10)}.`;
  return {
    ...{ id, at, by: actor, kind, walkthroughId: null, step: null, outcome: "done", operation: null },
    ...{ resource: filter ?? target, title: titles[kind], answer: null },
    sentence: reason === undefined ? `${titles[kind]}.` : `${reason}${ending}`,
  };
}
