import type { BundleInput } from "../fleet/diagnose-bundle.ts";
import { FleetError } from "../model/fleet-error.ts";
import { readText } from "./read-text.ts";

/** The JSON of each file, or of standard input where it is `-`; whoever gave the file is told what is wrong with it. */
export async function readBundles(files: readonly string[]): Promise<BundleInput[]> {
  if (files.filter((file) => file === "-").length > 1)
    throw new FleetError("invalid-input", "Standard input (-) can be read once.");
  const inputs: BundleInput[] = [];
  for (const file of files) inputs.push({ file, json: parse(file, await readText(file)) });
  return inputs;
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FleetError("invalid-input", `${file} is no JSON: ${explain(text, error as Error)}.`, {
      cause: error,
    });
  }
}

function explain(text: string, { message }: Error): string {
  const begin = text.trimStart().slice(0, 200);
  if (begin === "") return "it is empty";
  if (/^<(?:!doctype|html|\?xml)/i.test(begin)) return "it is a page of HTML or XML";
  if (/Unexpected end|Unterminated/.test(message)) return `it ends too soon (${message})`;
  return message;
}
