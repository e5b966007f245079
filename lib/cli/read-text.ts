import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { fileError } from "./file-error.ts";

/**
 * The text of a file, or of standard input where it is `-`: also where it is packed by gzip, or written in UTF-16, as
 * PowerShell's `>` does.
 */
export async function readText(file: string): Promise<string> {
  try {
    return decode(unpack(file === "-" ? await buffer(process.stdin) : await readFile(file)));
  } catch (error) {
    throw fileError(`${file} cannot be read`, error);
  }
}

function unpack(bytes: Buffer): Buffer {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

/** By the mark at its beginning, which is left out. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return bytes
      .subarray(2, bytes.length & ~1)
      .swap16()
      .toString("utf16le");
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString("utf8", isMarked ? 3 : 0);
}
