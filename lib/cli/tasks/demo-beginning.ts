import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const fileName = "demo-began.txt";

/**
 * When the demo's fleet began, kept beside the store that has its facts: a demo that is started again tells them the same
 * past. A store that is new begins now; so does one of which nobody remembers, and one from the future, of another clock.
 */
export function keepBeginning(folder: string, { now, isNew }: { now: number; isNew: boolean }): number {
  const file = join(folder, fileName);
  const kept = isNew ? Number.NaN : Date.parse(read(file));
  if (kept <= now) return kept;
  writeFileSync(file, `${new Date(now).toISOString()}\n`);
  return now;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
