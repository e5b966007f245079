import { loadConfig } from "../../config.ts";
import { type EndedSync, syncNow } from "../../fleet/sync-now.ts";
import { parseScopeKey, type ScopeKey } from "../../model/scope.ts";
import { parseOptions } from "../parse-options.ts";
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
  const ended = await syncNow({
    config: loadConfig(),
    only: values.scope as ScopeKey[] | undefined,
    onEnd: (sync) => process.stdout.write(print(sync)),
  });
  return exitCodeOf(ended);
}

function exitCodeOf(ended: readonly EndedSync[]): number {
  if (ended.every(({ outcome }) => outcome === "complete")) return 0;
  return ended.every(({ outcome }) => outcome === "failed") ? 1 : 2;
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
