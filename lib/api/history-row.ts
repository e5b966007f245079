import type { HistoryEntry } from "./walkthrough.ts";

/** The columns of the history in a table of text. */
export const historyColumns = [
  "at",
  "by",
  "kind",
  "title",
  "step",
  "outcome",
  "operation",
  "resource",
  "sentence",
  "code",
  "message",
  "requestId",
  "walkthrough",
  "id",
] as const;

export function toHistoryRow(entry: HistoryEntry): Record<(typeof historyColumns)[number], string | null> {
  const { at, by, kind, title, step, outcome, operation, resource, sentence, answer, walkthroughId, id } =
    entry;
  return {
    at: new Date(at).toISOString(),
    ...{ by, kind, title, step, outcome, operation, resource, sentence },
    ...{ code: answer?.code ?? null, message: answer?.message ?? null },
    requestId: answer?.requestId ?? null,
    walkthrough: walkthroughId,
    id,
  };
}
