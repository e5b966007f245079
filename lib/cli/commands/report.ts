import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { loadConfig } from "../../config.ts";
import { makeReport } from "../../fleet/make-report.ts";
import type { Gap } from "../../model/gap.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

export const help = `muster report --bundle FILE [--scope ACCOUNT:REGION] [--redact] [--force]

Reads a live scope and writes AWS's answers to a file, for \`muster diagnose\`, for support, and for tests.

  --bundle FILE  where to; - is standard output
  --scope KEY    which scope, as 123456789012:eu-west-1, where there are several
  --redact       replace account ids, names, addresses and tags, the same by the same
  --force        write over a file that is there

Exit codes: 0 written; 2 written with gaps (each is told); 1 nothing could be read or written; 64 wrong usage.`;

const options = {
  bundle: { type: "string" },
  scope: { type: "string" },
  redact: { type: "boolean" },
  force: { type: "boolean" },
} as const;

/** `muster report` */
export async function run(args: string[]): Promise<number> {
  const { values } = parseOptions(args, options, help);
  const { bundle: file, scope, redact = false, force = false } = values;
  if (!file) throw new UsageError(`--bundle FILE says where to write.\n\n${help}`);
  if (file !== "-" && !force && existsSync(file))
    throw new UsageError(`${file} is there already. --force writes over it.`);
  const { bundle, gaps, failureGaps } = await makeReport({ config: loadConfig(), scope, isRedacted: redact });
  const text = `${JSON.stringify(bundle, null, 2)}\n`;
  if (file === "-") process.stdout.write(text);
  else await writeOwn(file, text, force);
  const missed = [...gaps, ...failureGaps.map((gap) => ({ ...gap, resource: null }))];
  for (const gap of missed) process.stderr.write(toWords(gap));
  return missed.length === 0 ? 0 : 2;
}

/** For its owner's eyes alone: a file that is written over would keep the mode it had. */
async function writeOwn(file: string, text: string, force: boolean): Promise<void> {
  if (force) await rm(file, { force: true });
  await writeFile(file, text, { mode: 0o600, flag: "wx" });
}

function toWords({
  action,
  reason,
  resource,
  message,
}: Pick<Gap, "action" | "reason" | "resource" | "message">): string {
  return `Not read: ${action} (${reason})${resource === null ? "" : ` for ${resource}`}: ${message}\n`;
}
