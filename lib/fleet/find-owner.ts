import { setTimeout as wait } from "node:timers/promises";
import type { Config } from "../config.ts";
import { type FolderOwner, readFolderOwner } from "../store/folder-lock.ts";

const patience = { tries: 100, everyMs: 100 };

/** As `findOwner`, for who wants to take the folder over: one that is just ending is waited for. */
export async function findStayingOwner(config: Pick<Config, "store">): Promise<FolderOwner | undefined> {
  let owner = findOwner(config);
  for (let tries = patience.tries; owner?.isLeaving && tries > 0; tries--) {
    await wait(patience.everyMs);
    owner = findOwner(config);
  }
  return owner;
}

/** The process that owns the store's folder, and where it can be asked; undefined where nobody does, or on Postgres. */
export function findOwner({ store }: Pick<Config, "store">): FolderOwner | undefined {
  return "folder" in store ? readFolderOwner(store.folder) : undefined;
}
