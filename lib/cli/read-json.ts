import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { FleetError } from "../model/fleet-error.ts";

/** The JSON of a file, or of standard input where it is `-`; whoever gave the file is told what is wrong with it. */
export async function readJson(file: string): Promise<unknown> {
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
