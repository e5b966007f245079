import { FleetError } from "../model/fleet-error.ts";

const reasons: Record<string, string> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of its path is no folder",
  EISDIR: "it is a folder",
  EACCES: "it is not allowed",
  EPERM: "it is not allowed",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the device",
  EDQUOT: "the quota of the disk is used up",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  ERR_STRING_TOO_LONG: "it is larger than the 512 MB that one text can hold",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GB",
};

/** Trouble with a file as people say it: "fleet.json cannot be read: there is no such file or folder." */
export function fileError(what: string, error: unknown): FleetError {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return new FleetError("invalid-input", `${what}: ${reasons[code] ?? message}.`, { cause: error });
}
