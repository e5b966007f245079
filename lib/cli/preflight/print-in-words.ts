import type { PreflightReport, TargetVerdictReport } from "../../api/preflight.ts";

const words: Record<TargetVerdictReport["outcome"], string> = {
  refused: "refused",
  undeliverable: "not delivered",
  unknown: "not known",
  waits: "waits",
  receives: "receives it",
};

/** More than this nobody reads on a terminal; --json has all. */
const linesAtMost = 200;

/** A preflight for people at a terminal. */
export function printInWords(report: PreflightReport): string {
  const shown = report.targets.slice(0, linesAtMost);
  const more = report.targets.length - shown.length;
  return `${[
    headline(report),
    ...report.problems.map(({ sentence, error }) => `  ${sentence}${error ? ` (${error.code})` : ""}`),
    ...(shown.length > 0 ? ["", ...shown.map(toLine)] : []),
    ...(more > 0 ? [`  … and ${more} more; --json has all of them`] : []),
    ...(report.notes.length > 0 ? ["", ...report.notes.map(({ sentence }) => `  Note: ${sentence}`)] : []),
    ...cleaned(report),
  ].join("\n")}\n`;
}

function headline({ call, operation, scope, targets, counts, isOperationAssumed }: PreflightReport): string {
  const where = scope === null ? "" : ` in ${scope}`;
  const what = `${operation}${isOperationAssumed ? " (assumed)" : ""}${where}`;
  const sum = `${counts.receives} of ${targets.length} would receive it`;
  if (call === "refused") return `${what}: AWS would refuse the call. Without what it refuses, ${sum}.`;
  if (call === "unknown") return `${what}: whether AWS takes the call is not known. ${sum}.`;
  return `${what}: ${sum}.`;
}

function toLine({ id, name, outcome, sentence, error, nearMisses }: TargetVerdictReport): string {
  const who = name === null ? id : `${id} (${name})`;
  const code = error === null ? "" : ` [${error.code}${error.isUnconfirmed ? ", not confirmed" : ""}]`;
  const near = nearMisses.map((miss) => ` ${miss.sentence}`).join("");
  return `  ${words[outcome].padEnd(13)} ${who}: ${sentence}${near}${code}`;
}

function cleaned({ cleaned: { reachable, valid }, counts, call }: PreflightReport): string[] {
  const isClean = call === "accepted" && counts.undeliverable + counts.waits + counts.unknown === 0;
  if (isClean || reachable.commands.length === 0) return [];
  const { commands } = reachable.ids.length > 0 ? reachable : valid;
  return ["", "  Only those that receive it:", ...commands.slice(0, 20).map((command) => `    ${command}`)];
}
