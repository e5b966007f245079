import { access, constants, lstat, rename, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { loadConfig } from "../../config.ts";
import { makeReport } from "../../fleet/make-report.ts";
import type { ReportSteps } from "../../fleet/report-steps.ts";
import { formatCountOf } from "../../format/count.ts";
import type { Gap } from "../../model/gap.ts";
import { fileError } from "../file-error.ts";
import { parseOptions } from "../parse-options.ts";
import { showProgress } from "../progress.ts";
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
  if (file !== "-") await requirePlace(file, force);
  const progress = showProgress();
  const { bundle, gaps, failureGaps } = await makeReport({
    config: loadConfig(),
    scope,
    isRedacted: redact,
    onStep: (steps) => progress.say(toProgress(steps)),
  }).finally(progress.clear);
  const text = `${JSON.stringify(bundle, null, 2)}\n`;
  if (file === "-") process.stdout.write(text);
  else await writeOwn(file, text);
  const missed = [...gaps, ...failureGaps.map((gap) => ({ ...gap, resource: null }))];
  // A read that failed is a gap of every kind that needs it.
  for (const line of new Set(missed.map(toWords))) process.stderr.write(line);
  return missed.length === 0 ? 0 : 2;
}

function toProgress({ scope, answers, items, retrying }: ReportSteps): string {
  const again = retrying === null ? "" : `; asking again: ${retrying}`;
  return `Reading ${scope}: ${formatCountOf(answers, "answer")}, ${formatCountOf(items, "item")}${again}`;
}

/** Reading a scope takes minutes: whether its answers can be written is asked first. */
async function requirePlace(file: string, force: boolean): Promise<void> {
  const there = await lstat(file).catch(() => undefined);
  if (there && !force) throw new UsageError(`${file} is there already. --force writes over it.`);
  if (there && !there.isFile())
    throw new UsageError(
      `${file} is no plain file, and is not written over. --bundle - writes to standard output.`,
    );
  const folder = dirname(resolve(file));
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw fileError(`${file} cannot be written`, error);
  });
}

/** For its owner's eyes alone, and whole or not at all: what was there stays until the new file is complete. */
async function writeOwn(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: "wx" });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw fileError(`${file} cannot be written`, error);
  }
}

function toWords({
  action,
  reason,
  resource,
  message,
}: Pick<Gap, "action" | "reason" | "resource" | "message">): string {
  return `Not read: ${action} (${reason})${resource === null ? "" : ` for ${resource}`}: ${message}\n`;
}
