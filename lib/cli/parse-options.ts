import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./usage-error.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The options and words of a command line; a wrong one is told together with what there is. */
export function parseOptions<O extends Options>(args: string[], options: O, help: string) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    return { values, words: positionals };
  } catch (error) {
    throw new UsageError(`${explain(error as Error)}\n\n${help}`);
  }
}

/** Node's words, without its advice about positional arguments. */
function explain({ message }: Error): string {
  const unknown = /^Unknown option '([^']+)'/.exec(message)?.[1];
  return unknown === undefined ? `${message}.` : `There is no option ${unknown} here.`;
}

/** A whole number of an option within bounds. */
export function parseCount(
  name: string,
  text: string,
  { least, most }: { least: number; most: number },
): number {
  const count = Number(text.replaceAll(/[,_]/g, ""));
  if (Number.isInteger(count) && count >= least && count <= most) return count;
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}; it is "${text}".`);
}
