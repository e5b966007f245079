import type { Config } from "../config.ts";
import { acquireFolderLock } from "../store/folder-lock.ts";
import { openStore, type Store } from "../store/store.ts";

/** Writes all that is kept into a folder, as JSON lines a table: a backup, or the way to the other engine. */
export function exportTo(config: Config, folder: string): Promise<{ rows: number }> {
  return withStore(config, (store) => store.exportStore(folder, Date.now()));
}

/** Fills an empty store from such a folder, whole or not at all. */
export function importFrom(config: Config, folder: string): Promise<{ rows: number }> {
  return withStore(config, (store) => store.importStore(folder));
}

/** Nobody else may write meanwhile: a folder is owned, and of Postgres whoever asks sees to it. */
async function withStore<Result>(config: Config, work: (store: Store) => Promise<Result>): Promise<Result> {
  const lock = "folder" in config.store ? acquireFolderLock(config.store.folder) : null;
  try {
    const store = await openStore(config.store);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    lock?.release();
  }
}
