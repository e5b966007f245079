import { loadConfig } from "../../config.ts";
import { exportTo } from "../../fleet/move-store.ts";
import { formatCountOf } from "../../format/count.ts";
import { isFleetError } from "../../model/fleet-error.ts";
import { fileError } from "../file-error.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

export const help = `muster export FOLDER

Writes all that the store keeps into a folder, as JSON lines a table: a backup, or the way from SQLite to Postgres and back
(\`muster import\`). Stop the dashboard first. It holds what the store holds: names, addresses, who did what.

Exit codes: 0 exported; 1 the store could not be read or the folder not written, and stderr says why; 64 wrong usage.`;

/** `muster export` */
export async function run(args: string[]): Promise<number> {
  const { words } = parseOptions(args, {}, help);
  const [folder, ...others] = words;
  if (folder === undefined || others.length > 0) throw new UsageError(`Into which folder?\n\n${help}`);
  const { rows } = await exportTo(loadConfig(), folder).catch((error: unknown) => {
    throw isFleetError(error) ? error : fileError(`${folder} cannot be written`, error);
  });
  process.stdout.write(`${formatCountOf(rows, "row")} exported to ${folder}\n`);
  return 0;
}
