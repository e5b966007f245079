import type { Config } from "../config.ts";
import { type FolderOwner, readFolderOwner } from "../store/folder-lock.ts";

/** The process that owns the store's folder, and where it can be asked; undefined where nobody does, or on Postgres. */
export function findOwner({ store }: Pick<Config, "store">): FolderOwner | undefined {
  return "folder" in store ? readFolderOwner(store.folder) : undefined;
}
