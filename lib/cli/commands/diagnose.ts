import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { type BundleDiagnosis, diagnoseBundle } from "../../fleet/diagnose-bundle.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

export const help = `muster diagnose BUNDLE… [--json]

Says of each node in bundles (files of AWS's answers; \`muster report\` writes one) whether SSM reaches it, and why not.
Nothing is asked of AWS. - reads a bundle from standard input.

  --json   an array with one entry a bundle

Exit codes: 0 diagnosed; 1 a bundle could not be read, and stderr says why; 64 wrong usage.`;

/** `muster diagnose` */
export async function run(args: string[]): Promise<number> {
  const { values, words } = parseOptions(args, { json: { type: "boolean" } }, help);
  if (words.length === 0) throw new UsageError(`Which bundle?\n\n${help}`);
  const diagnoses: BundleDiagnosis[] = [];
  for (const file of words) diagnoses.push(await diagnoseBundle(await readJson(file), file));
  process.stdout.write(
    values.json ? `${JSON.stringify(diagnoses, null, 2)}\n` : diagnoses.map(toWords).join("\n"),
  );
  return 0;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(file === "-" ? await text(process.stdin) : await readFile(file, "utf8"));
  } catch (error) {
    const what =
      error instanceof SyntaxError
        ? `is no JSON: ${error.message}`
        : `cannot be read: ${(error as Error).message}`;
    throw new FleetError("invalid-input", `${file} ${what}.`, { cause: error });
  }
}

function toWords({ bundle, scope, nodes, gaps }: BundleDiagnosis): string {
  const lines = nodes.map(
    ({ id, status, sure, why }) => `  ${id.padEnd(20)} ${status.padEnd(13)} ${sure.padEnd(10)} ${why ?? ""}`,
  );
  const unread = [...new Set(gaps.map(({ action }) => action))];
  const missing = unread.length === 0 ? [] : [`  Not read: ${unread.join(", ")}`];
  return `${[`${bundle}: ${scope}, ${nodes.length} nodes`, ...lines, ...missing].join("\n")}\n`;
}
