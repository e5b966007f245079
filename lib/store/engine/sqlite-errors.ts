import { FleetError } from "../../model/fleet-error.ts";

/** What the operating system and SQLite report of a folder, as a sentence that says what to do. */
export function explainSqlite(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const sentence = troubles.find(([start]) => code.startsWith(start))?.[1];
  if (!sentence) return error;
  return new FleetError("store-full", `The store in ${folder} ${sentence}`, { cause: error });
}

const nothingLost = "Nothing that was saved before is lost.";
const troubles: [start: string, sentence: string][] = [
  [
    "SQLITE_FULL",
    `cannot be written because the disk is full. ${nothingLost} Free some space; the next sync goes on by itself.`,
  ],
  ["ENOSPC", `cannot be written because the disk is full. ${nothingLost} Free some space and start again.`],
  [
    "SQLITE_READONLY",
    `is read-only, so nothing can be saved. Make the folder writable, or choose another one with MUSTER_DATA.`,
  ],
  ["EROFS", `is on a read-only disk, so nothing can be saved. Choose another folder with MUSTER_DATA.`],
  [
    "EACCES",
    `may not be opened by this user. Make the folder writable, or choose another one with MUSTER_DATA.`,
  ],
  [
    "EPERM",
    `may not be opened by this user. Make the folder writable, or choose another one with MUSTER_DATA.`,
  ],
  [
    "ENOTDIR",
    `cannot be opened because a file stands where the folder should be. Choose another folder with MUSTER_DATA.`,
  ],
  [
    "EEXIST",
    `cannot be opened because a file stands where the folder should be. Choose another folder with MUSTER_DATA.`,
  ],
  [
    "ENOENT",
    `cannot be made: this place makes no folders, as /proc does not. Choose another folder with MUSTER_DATA.`,
  ],
  ["ENAMETOOLONG", `cannot be made because its name is too long. Choose another folder with MUSTER_DATA.`],
  ["ELOOP", `cannot be reached because links lead in a circle. Choose another folder with MUSTER_DATA.`],
  ["EDQUOT", `cannot be written because the quota of the disk is used up. ${nothingLost} Free some space.`],
  ["EIO", `cannot be reached: the disk reports an error. Check it, or choose another one with MUSTER_DATA.`],
  ["SQLITE_CANTOPEN", `cannot be opened. Make the folder writable, or choose another one with MUSTER_DATA.`],
  [
    "SQLITE_NOTADB",
    `is damaged: its database is no database. Move it away and import a backup, or start afresh; AWS is read again.`,
  ],
  [
    "SQLITE_CORRUPT",
    `is damaged. Move its database away and import a backup, or start afresh; AWS is read again.`,
  ],
  [
    "SQLITE_IOERR",
    `cannot be read or written: the disk reports an error. ${nothingLost} Check the disk, then start again.`,
  ],
  [
    "SQLITE_BUSY",
    `is being written by another process for longer than Muster waits. Let it finish, then try again.`,
  ],
];

/** Another connection is writing, so this one has to wait. */
export function isBusy(error: unknown): boolean {
  return codeOf(error)?.startsWith("SQLITE_BUSY") ?? false;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
