import { loadConfig } from "../../config.ts";
import { importFrom } from "../../fleet/move-store.ts";
import { formatCountOf } from "../../format/count.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

export const help = `muster import FOLDER

Fills an empty store (MUSTER_DATA, or DATABASE_URL) with what \`muster export\` wrote, whole or not at all.

Exit codes: 0 imported; 1 nothing was imported, and stderr says why; 64 wrong usage.`;

/** `muster import` */
export async function run(args: string[]): Promise<number> {
  const { words } = parseOptions(args, {}, help);
  const [folder, ...others] = words;
  if (folder === undefined || others.length > 0) throw new UsageError(`From which folder?\n\n${help}`);
  const { rows } = await importFrom(loadConfig(), folder);
  process.stdout.write(`${formatCountOf(rows, "row")} imported from ${folder}\n`);
  return 0;
}
