import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { FleetError } from "../model/fleet-error.ts";
import { makeFolder } from "./engine/make-folder.ts";
import { explainSqlite, isBusy } from "./engine/sqlite-errors.ts";

/** The process that owns a folder, and where it can be asked. */
export type FolderOwner = {
  pid: number;
  /** When the process started, in milliseconds since the epoch. */
  since: number;
  address: string | null;
  /** What the command line shows at that address. */
  token: string | null;
  /** It is ending, and gives the folder back in a moment. */
  isLeaving?: boolean;
};

export type FolderLock = {
  /** Tells the command line where to ask, once that is known. */
  announce(web: { address: string; token: string }): void;
  /** Tells that it will be released as soon as what runs has stopped. */
  leave(): void;
  release(): void;
};

const lockFile = "owner.lock";
const ownerFile = "owner.json";

/** How long a look at the lock, by `readFolderOwner` of another process, is waited for. */
const patienceMs = 250;

/**
 * Makes this process the only owner of the folder until it ends, however it ends; a second one is refused.
 *
 * The lock is the operating system's, held through SQLite. It goes with its process, so there is no stale lock to judge by
 * a process id that another process, or another container, may have by now.
 */
export function acquireFolderLock(
  folder: string,
  web: { address?: string; token?: string } = {},
): FolderLock {
  let lock: BetterSqlite3.Database;
  try {
    makeFolder(folder);
    lock = new BetterSqlite3(join(folder, lockFile), { timeout: patienceMs });
  } catch (error) {
    throw explainSqlite(error, folder);
  }
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    throw isBusy(error) ? inUse(folder, error) : explainSqlite(error, folder);
  }

  const owner: FolderOwner = {
    pid: process.pid,
    since: Math.round(Date.now() - process.uptime() * 1000),
    address: web.address ?? null,
    token: web.token ?? null,
  };
  try {
    saveOwner(folder, owner);
  } catch (error) {
    lock.close();
    throw explainSqlite(error, folder);
  }
  const release = () => {
    if (!lock.open) return;
    rmSync(join(folder, ownerFile), { force: true });
    lock.close();
    process.off("exit", release);
  };
  process.on("exit", release);
  return {
    announce: ({ address, token }) => saveOwner(folder, { ...owner, address, token }),
    leave: () => {
      try {
        if (lock.open) saveOwner(folder, { ...owner, isLeaving: true });
      } catch {
        // A folder that cannot be written, or is gone, must not keep its owner from ending.
      }
    },
    release,
  };
}

/** The process that owns the folder now; undefined where nobody does. */
export function readFolderOwner(folder: string): FolderOwner | undefined {
  return isOwned(folder) ? loadOwner(folder) : undefined;
}

function isOwned(folder: string): boolean {
  let lock: BetterSqlite3.Database | undefined;
  try {
    lock = new BetterSqlite3(join(folder, lockFile), { readonly: true, fileMustExist: true, timeout: 0 });
    lock.prepare("select count(*) from sqlite_schema").get();
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    lock?.close();
  }
}

// Written aside and moved into place: a reader finds the whole of it, or what was there before.
function saveOwner(folder: string, owner: FolderOwner): void {
  const aside = join(folder, `${ownerFile}.${process.pid}`);
  writeFileSync(aside, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  renameSync(aside, join(folder, ownerFile));
}

function loadOwner(folder: string): FolderOwner | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, ownerFile), "utf8")) as FolderOwner;
  } catch {
    // The owner has the lock and is about to say who it is.
    return undefined;
  }
}

function inUse(folder: string, cause: unknown): FleetError {
  const owner = loadOwner(folder);
  const who = owner
    ? `process ${owner.pid}, which runs since ${new Date(owner.since).toISOString()}`
    : "another process";
  const where = owner?.address ? ` Open ${owner.address} instead, or` : " Use that one,";
  return new FleetError(
    "store-locked",
    `The store in ${folder} is in use by ${who}, and two of them would get in each other's way.${where} stop it, or choose another folder with MUSTER_DATA.`,
    { cause },
  );
}
