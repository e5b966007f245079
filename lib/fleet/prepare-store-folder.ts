import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../store/engine/make-folder.ts";
import { databaseFile } from "../store/engine/sqlite.ts";
import { explainSqlite } from "../store/engine/sqlite-errors.ts";

/** Makes the store's folder, or refuses it in words, before anything long is begun; answers whether a store is in it. */
export function prepareStoreFolder(folder: string): { hasStore: boolean } {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw explainSqlite(error, folder);
  }
  return { hasStore: existsSync(join(folder, databaseFile)) };
}
