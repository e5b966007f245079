import type { ParseArgsConfig } from "node:util";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * The options of a task. npm takes those that stand before a `--` for its own: it hands on their values as bare words, and
 * keeps flags to itself. Both are refused with the way to write them, as a flag that is not obeyed is worse than none.
 */
export function parseTask<O extends Options>(
  { name, args, env = process.env }: { name: string; args: string[]; env?: NodeJS.ProcessEnv },
  options: O,
  help: string,
) {
  const { values, words } = parseOptions(args, options, help);
  const kept = Object.keys(options).find((option) => env[`npm_config_${option.replaceAll("-", "_")}`]);
  if (kept !== undefined || words.length > 0) {
    const taken =
      kept === undefined ? `"${words[0]}" means nothing here.` : `npm took --${kept} for its own.`;
    const example = kept ?? Object.keys(options)[0];
    const advice = example && ` Options stand behind a --, as in \`${name} -- --${example}\`.`;
    throw new UsageError(`${taken}${advice ?? ""}\n\n${help}`);
  }
  return values;
}
