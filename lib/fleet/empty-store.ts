import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What a store puts into its folder: the database with its journals, and who owns it. */
const ownFile = /^(?:muster\.db(?:-\w+)?|owner\.(?:json|lock)(?:\.\d+)?)$/;

/** Takes the store out of its folder, and leaves there whatever else somebody keeps in it. */
export function emptyStoreFolder(folder: string): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  for (const name of names) if (ownFile.test(name)) rmSync(join(folder, name), { force: true });
}
