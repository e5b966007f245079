import type { CauseCode } from "../../model/cause.ts";
import type { Evidence } from "../../model/verdict.ts";
import { cleanText } from "./clean-text.ts";
import { hideSecrets } from "./hide-secrets.ts";
import type { HostFinding } from "./host-finding.ts";
import {
  type ExpectedHost,
  isAnother,
  judgeDiagnostics,
  otherInstance,
  printedOn,
} from "./judge-diagnostics.ts";
import { type DiagnosticRow, diagnosticRows, readDiagnostics } from "./read-diagnostics.ts";
import { logLine, otherWriter, readLog } from "./read-log.ts";
import type { SuspectId } from "./suspect-catalogue.ts";

/** What somebody brought from a host, read. Nothing in it is a fact of AWS's: it says what the host said. */
export type HostOutput = {
  kind: "diagnostics" | "log" | "unrecognised";
  /** The rows of `ssm-cli get-diagnostics`, as they were read. */
  rows: readonly DiagnosticRow[];
  /** The most telling first. */
  findings: readonly (Omit<HostFinding, "fact" | "clears"> & { evidence: Evidence })[];
  /** Suspects that it clears. */
  clears: readonly SuspectId[];
  /** What in AWS the host's own words speak for, the likeliest first. */
  causes: readonly CauseCode[];
  /** What could not be read of it, in sentences. */
  unread: readonly string[];
};

/** Any text at all: it never throws, takes no more than it can read in a moment, and shows no line with a secret. */
export function parseHostOutput(pasted: string, host: ExpectedHost & { at: number }): HostOutput {
  const { lines, leftOut, instanceId } = cleanText(pasted);
  const { rows: all, unread, others } = readDiagnostics(lines);
  // Who pastes the output of two runs means the later one.
  const rows = [...new Map(all.map((row) => [row.id, row])).values()];
  const read = [
    ...judgeDiagnostics(rows, host),
    ...readLog(others),
    ...ofOther(instanceId ?? otherWriter(others, host.id), host.id),
  ];
  const kind = rows.length > 0 ? "diagnostics" : read.length > 0 ? "log" : "unrecognised";
  // What another machine printed clears and accuses nobody here.
  const ofAnother = read.find(({ id }) => id === otherInstance);
  const found = ofAnother === undefined ? read : [ofAnother];
  const telling = found.filter(({ title }) => title !== "").sort((left, right) => right.weight - left.weight);
  return {
    kind,
    rows: rows.map((row) => ({ ...row, note: hideSecrets(row.note) })),
    findings: telling.map((finding) => toTold(finding, host)),
    clears: ofAnother === undefined ? clearedBy(found, rows) : [],
    causes: [...new Set(telling.flatMap(({ causes }) => causes))],
    unread: [...leftOut, ...unreadOf(kind, rows, unread, lines)],
  };
}

/** What names an instance and is neither the tool's row nor a fault. */
function ofOther(instanceId: string | undefined, nodeId: string): HostFinding[] {
  if (instanceId === undefined || !isAnother(instanceId, nodeId)) return [];
  const fact = { field: logLine, value: instanceId };
  return [
    { id: otherInstance, ...printedOn(instanceId, nodeId), suspects: [], causes: [], clears: [], fact },
  ];
}

function toTold(
  { fact, clears: _, ...finding }: HostFinding,
  { id, at }: { id: string; at: number },
): HostOutput["findings"][number] {
  return {
    ...finding,
    evidence: {
      ...{ sentence: finding.title, field: fact.field, value: fact.value, observedAt: at },
      api: fact.field === logLine ? "the host's own output" : "ssm-cli get-diagnostics",
      document: { kind: id.startsWith("mi-") ? "managed-node" : "instance", id },
    },
  };
}

function clearedBy(found: readonly HostFinding[], rows: readonly DiagnosticRow[]): SuspectId[] {
  const accused = new Set(found.flatMap(({ weight, suspects }) => (weight > 0 ? suspects : [])));
  // Where the tool runs, there is an agent's package and a system that is up.
  const byTool: readonly SuspectId[] =
    rows.length > 0 ? ["agent-not-installed", "machine-off", "system-not-up"] : [];
  const cleared = new Set([...byTool, ...found.flatMap(({ clears }) => clears)]);
  return [...cleared].filter((suspect) => !accused.has(suspect));
}

/** The rows that decide: without one of them nobody can say that all is well on the host. */
export function missingRows(rows: readonly DiagnosticRow[]): string[] {
  return expectedRows.filter((id) => !rows.some((row) => row.id === id)).map((id) => diagnosticRows[id]);
}

const expectedRows = ["metadata", "ssm", "ssmmessages", "service"] as const;

function unreadOf(
  kind: HostOutput["kind"],
  rows: readonly DiagnosticRow[],
  unread: readonly string[],
  lines: readonly string[],
): string[] {
  const broken = unread.map((text) => `This row could not be read: ${hideSecrets(text)}`);
  if (kind === "diagnostics") {
    const missing = missingRows(rows);
    if (missing.length === 0) return broken;
    return [...broken, `The output is not whole. It lacks: ${missing.join(", ")}.`];
  }
  if (kind === "log") return broken;
  const isEmpty = lines.every((line) => line.trim() === "");
  return [
    ...broken,
    isEmpty
      ? "There is nothing in it."
      : "Nothing in it is known: it should be the output of ssm-cli get-diagnostics, the agent's log, or the console's.",
  ];
}
