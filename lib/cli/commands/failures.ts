import { stringify } from "csv-stringify/sync";
import packageJson from "../../../package.json" with { type: "json" };
import type { FailureAnswer } from "../../api/failure.ts";
import { failureColumns, toFailureRow } from "../../api/failure-row.ts";
import { loadConfig } from "../../config.ts";
import { askFailures } from "../../fleet/failures/ask-failures.ts";
import { formatUtc } from "../../format/time.ts";
import { type FailureFilterKey, failureFilter } from "../../routes/failures.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

export const help = `muster failures [FILTER…] [options]

Lists what failed because of its targets, the newest first, and why. Where the dashboard runs on the same store, it is
asked; nothing is asked of AWS (\`muster sync\` reads).

  FILTER           the filter language of the failures page, as kind:InvalidInstanceId tag:Env=prod -caller:ci
  --since WHEN     7d (default), 12h, 30m, an ISO time, or milliseconds
  --until WHEN     now, unless told
  --kind KIND      only these, in AWS's own word; may be given several times
  --source SOURCE  cloudtrail, run-command, automation, state-manager or maintenance-window; may be given several times
  --cause CODE     only those with this cause then; may be given several times
  --node ID        only those aimed at this node, by id or name; may be given several times
  --silent         only what ended green all the same, or matched nothing
  --json           one JSON object a failure, as the API tells it
  --csv            a table with a head

Exit codes: 0 listed, however many there were; 2 listed, but some sources could not be read (stderr tells which); 1 the
store could not be read, and stderr says why; 64 wrong usage.`;

const several = { type: "string", multiple: true } as const;
const options = {
  since: { type: "string", default: "7d" },
  until: { type: "string" },
  kind: several,
  source: several,
  cause: several,
  node: several,
  silent: { type: "boolean" },
  json: { type: "boolean" },
  csv: { type: "boolean" },
} as const;

/** `muster failures` */
export async function run(args: string[]): Promise<number> {
  const { values, words } = parseOptions(args, options, help);
  const { since, until, silent, json = false, csv = false } = values;
  if (json && csv) throw new UsageError("--json and --csv are two ways to print; choose one.");
  const keys: FailureFilterKey[] = ["kind", "source", "cause", "node"];
  const terms = keys.flatMap((key) => {
    const wanted = values[key as "kind"];
    return wanted ? [{ key, values: wanted, negated: false }] : [];
  });
  const q = [...words, failureFilter.print(terms)].filter((part) => part !== "").join(" ");
  const print = json ? toJsonLine : csv ? toCsvLine : toWords;
  if (csv) await write(stringify([[...failureColumns]]));
  const { total, gaps } = await askFailures({
    config: loadConfig(),
    version: packageJson.version,
    query: { q, since, until, tab: silent ? "silent" : undefined },
    onFailures: (failures) => write(failures.map(print).join("")),
  }).catch((error: unknown) => {
    throw isOfOption(error) ? new UsageError(`--${error.field}: ${error.message}`) : error;
  });
  if (!json && !csv) await write(`${total} ${total === 1 ? "failure" : "failures"}\n`);
  for (const { sentence } of gaps) process.stderr.write(`${sentence}\n`);
  return gaps.length === 0 ? 0 : 2;
}

/** Waits until it is out: a pipe takes little at a time, and the process ends right after the command. */
function write(text: string): Promise<void> {
  return new Promise((done, failed) => {
    process.stdout.write(text, (error) => (error ? failed(error) : done()));
  });
}

function isOfOption(error: unknown): error is Error & { field: string } {
  return error instanceof Error && "field" in error && (error.field === "since" || error.field === "until");
}

function toJsonLine(failure: FailureAnswer): string {
  return `${JSON.stringify(failure)}\n`;
}

function toCsvLine(failure: FailureAnswer): string {
  return stringify([toFailureRow(failure)], { columns: [...failureColumns], escape_formulas: true });
}

function toWords(failure: FailureAnswer): string {
  const { at, kind, operation, documentName, scope, targets, targetCount, cause, isSilent } = failure;
  const [first] = targets;
  const more = targetCount > 1 ? ` and ${targetCount - 1} more` : "";
  const what = [operation, documentName].filter((part) => part !== null).join(" ");
  const inferred = cause.isInferred ? " (inferred)" : "";
  const quiet = isSilent ? ", and it ended green" : "";
  return `${formatUtc(at)}  ${kind}  ${what}  ${first?.id ?? "no target"}${more}  ${scope}\n    ${cause.sentence}${inferred}${quiet}\n`;
}
