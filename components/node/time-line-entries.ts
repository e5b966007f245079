import type { FailureAnswer } from "../../lib/api/failure.ts";
import type { NodeDetail } from "../../lib/api/node.ts";

/** Something that happened to a node, or with it. */
export type Entry =
  | { kind: "failure"; at: number; failure: FailureAnswer }
  | { kind: "state"; at: number; state: NodeDetail["states"][number]["state"] }
  | { kind: "status"; at: number; span: NodeDetail["history"][number] }
  /** What began the cause; `event` is the call that did it, where CloudTrail tells. */
  | { kind: "change"; at: number; by: string | null; sentence: string; event: string | null }
  | { kind: "ping"; at: number };

/** Entries as they are listed: failures that follow each other are shown to the fourth, and the others together. */
export type Listed = Entry | { kind: "more"; at: number; failures: FailureAnswer[] };

const shownInARow = 4;
/** One more would take the place of the line that says so. */
const worthFolding = 2;

type Told = Pick<NodeDetail, "history" | "states" | "since" | "changedBy" | "cause" | "lastPingAt" | "ping">;

/** All that is known of a node's past on one line, the newest first. */
export function entriesOf(node: Told, failures: readonly FailureAnswer[]): Entry[] {
  const { history, states, since, changedBy, cause, lastPingAt, ping } = node;
  const entries: Entry[] = [
    ...failures.map((failure): Entry => ({ kind: "failure", at: failure.at, failure })),
    ...states.map(({ state, at }): Entry => ({ kind: "state", at, state })),
    ...history.map((span): Entry => ({ kind: "status", at: span.from, span })),
  ];
  if (since !== null && cause !== null) {
    const told = cause.evidence.find(({ api }) => api === "cloudtrail:LookupEvents");
    const isState = states.some(({ at }) => at === since);
    const { sentence } = told ?? cause;
    if (told || !isState) {
      entries.push({ kind: "change", at: since, by: changedBy, sentence, event: told?.field ?? null });
    }
  }
  if (lastPingAt !== null && ping !== "Online") entries.push({ kind: "ping", at: lastPingAt });
  return entries.sort((one, other) => other.at - one.at);
}

/** The list with long runs of failures folded; `isWhole` unfolds them. */
export function listEntries(entries: readonly Entry[], { isWhole = false } = {}): Listed[] {
  if (isWhole) return [...entries];
  const listed: Listed[] = [];
  for (let at = 0; at < entries.length; ) {
    const run = runOfFailures(entries, at);
    const isFolded = run.length >= shownInARow + worthFolding;
    const shown = isFolded ? run.slice(0, shownInARow) : run;
    listed.push(...shown);
    const rest = run.slice(shown.length).flatMap((entry) => (entry.kind === "failure" ? entry.failure : []));
    if (rest.length > 0) listed.push({ kind: "more", at: rest.at(-1)!.at, failures: rest });
    if (run.length === 0) listed.push(entries[at]!);
    at += Math.max(1, run.length);
  }
  return listed;
}

function runOfFailures(entries: readonly Entry[], from: number): Entry[] {
  const end = entries.findIndex(({ kind }, at) => at >= from && kind !== "failure");
  return entries.slice(from, end < 0 ? entries.length : end);
}

/** What failed, in the words of whoever tried it. */
export function titleOfFailure({ operation, source, kind, isSilent }: FailureAnswer): string {
  const title = titles[operation] ?? (source === "maintenance-window" ? "Window task" : "Call");
  if (isSilent) return `${title} missed it, and ended green`;
  if (operation === "AssociationExecution") return `${title} not applied`;
  return source === "cloudtrail" || kind === "AccessDenied" ? `${title} refused` : `${title} not delivered`;
}

const titles: Readonly<Record<string, string>> = {
  StartSession: "Session",
  SendCommand: "Command",
  AssociationExecution: "Association",
  CreateAssociation: "Association",
  StartAutomationExecution: "Automation",
};
