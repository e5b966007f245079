import type { HistoryEntry, RunAnswer } from "../../lib/api/walkthrough.ts";

/** What a line of the history says that was done. */
export const runWords: Record<HistoryEntry["kind"], string> = {
  "dry-run": "Dry run",
  apply: "Applied",
  undo: "Undone",
  verify: "Verify",
  proof: "Proof made",
  step: "Mark",
  note: "Note",
  "exclusion.make": "Nodes excluded",
  "exclusion.end": "Exclusion ended",
  "cause.acknowledge": "Cause acknowledged",
  "cause.withdraw-acknowledgement": "Acknowledgement ended",
};

const attempts: Partial<Record<HistoryEntry["kind"], string>> = {
  apply: "Apply",
  undo: "Undo",
};

/** What was done, or merely tried: `Applied` only where AWS did it. */
export function wordsOfRun({ kind, outcome }: Pick<HistoryEntry, "kind" | "outcome">): string {
  return outcome === "done" ? runWords[kind] : (attempts[kind] ?? runWords[kind]);
}

export const outcomeWords: Record<RunAnswer["outcome"], string> = {
  running: "running",
  done: "done",
  "would-work": "would work",
  refused: "refused",
  "world-changed": "stopped: the world had changed",
  failed: "failed",
  unknown: "ended before AWS's answer came",
};
