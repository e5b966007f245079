import { loadConfig } from "../../config.ts";
import { type EndedSync, syncNow } from "../../fleet/sync-now.ts";
import { formatCountOf } from "../../format/count.ts";
import { parseScopeKey, type ScopeKey } from "../../model/scope.ts";
import type { FailureReading, SyncProgress } from "../../model/sync-progress.ts";
import { parseOptions } from "../parse-options.ts";
import { showProgress } from "../progress.ts";
import { UsageError } from "../usage-error.ts";

export const help = `muster sync [--scope ACCOUNT:REGION]… [--json]

Reads AWS now into the store, and prints a line a scope. Where the dashboard runs on the same store, it does the reading.

  --scope KEY   only this scope, as 123456789012:eu-west-1; may be given several times
  --json        one JSON object a scope instead of words

Exit codes: 0 all was read; 2 some of it could not be read (each gap is told); 1 nothing could be read; 64 wrong usage.`;

const options = { scope: { type: "string", multiple: true }, json: { type: "boolean" } } as const;

/** `muster sync` */
export async function run(args: string[]): Promise<number> {
  const { values } = parseOptions(args, options, help);
  const wrong = values.scope?.find((key) => !parseScopeKey(key));
  if (wrong !== undefined)
    throw new UsageError(`--scope must be ACCOUNT:REGION, as 123456789012:eu-west-1; it is "${wrong}".`);
  const print = values.json ? (sync: EndedSync) => `${JSON.stringify(toJson(sync))}\n` : toWords;
  const progress = showProgress();
  const readings = new Map<string, FailureReading>();
  const troubles: string[] = [];
  const ended = await syncNow({
    config: loadConfig(),
    only: values.scope as ScopeKey[] | undefined,
    onEnd: (sync) => {
      progress.clear();
      process.stdout.write(print(sync));
    },
    onStep: (reading) => {
      if ("failures" in reading) readings.set(reading.scope, reading);
      progress.say(toProgress(reading));
    },
    onTrouble: (message) => troubles.push(message),
  }).finally(progress.clear);
  const missed = [...readings.values()].flatMap(missedFailures);
  process.stderr.write([...troubles.map((message) => `${message}\n`), ...missed].join(""));
  return exitCodeOf(ended) || (missed.length + troubles.length > 0 ? 2 : 0);
}

function exitCodeOf(ended: readonly EndedSync[]): number {
  if (ended.every(({ outcome }) => outcome === "complete")) return 0;
  return ended.every(({ outcome }) => outcome === "failed") ? 1 : 2;
}

/** What a reading of past failures could not read; one that the dashboard does goes on after the command has ended. */
function missedFailures({ scope, message, gaps }: FailureReading): string[] {
  const lines = gaps.map(({ action, reason, message: said }) => `${action} (${reason}): ${said}`);
  return [...new Set([...(message ? [message] : []), ...lines])].map(
    (line) => `Not read of what failed in ${scope}: ${line}\n`,
  );
}

function toProgress(reading: SyncProgress | FailureReading): string {
  if ("failures" in reading)
    return `Reading what failed in ${reading.scope}: ${formatCountOf(reading.failures, "failure")}`;
  const { scope, calls } = reading;
  if (calls.length === 0) return `Reading ${scope}`;
  const items = calls.reduce((sum, call) => sum + call.items, 0);
  const ended = calls.filter(({ state }) => state === "done" || state === "gap").length;
  return `Reading ${scope}: ${ended} of ${calls.length} calls, ${formatCountOf(items, "item")}`;
}

function toJson({ scope, outcome, nodes, message, gaps, startedAt, finishedAt }: EndedSync) {
  return { scope, outcome, nodes, message, gaps, startedAt, finishedAt };
}

function toWords({ scope, outcome, nodes, message, gaps, startedAt, finishedAt }: EndedSync): string {
  const seconds = ((finishedAt! - startedAt) / 1000).toFixed(1);
  const lines = [`${scope.padEnd(28)} ${outcome}, ${nodes} nodes in ${seconds} s`];
  if (message) lines.push(`  ${message}`);
  // A read that failed is a gap of every kind that needs it.
  const told = new Set(
    gaps.map(
      ({ action, reason, message: said, resource }) =>
        `  ${action} ${reason}${resource ? ` for ${resource}` : ""}: ${said}`,
    ),
  );
  lines.push(...[...told].slice(0, 10));
  if (told.size > 10) lines.push(`  … and ${told.size - 10} more; --json has them all`);
  return `${lines.join("\n")}\n`;
}
