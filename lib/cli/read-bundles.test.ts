import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBundles } from "./read-bundles.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-files-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(bytes: Buffer): Promise<unknown> {
  const file = join(folder, "bundle.json");
  writeFileSync(file, bytes);
  return (await readBundles([file]))[0]!.json;
}

const json = '{"muster":1,"name":"größer"}';
const utf16 = Buffer.from(`\ufeff${json}`, "utf16le");

describe("is read as it was written", () => {
  test.each<[string, Buffer]>([
    ["in UTF-8", Buffer.from(json)],
    ["with a mark at its beginning", Buffer.from(`\ufeff${json}`)],
    ["in UTF-16, as PowerShell writes", utf16],
    ["in UTF-16 with its bytes the other way round", Buffer.from(utf16).swap16()],
    ["packed by gzip", gzipSync(json)],
  ])("%s", async (_, bytes) => {
    expect(await read(bytes)).toEqual(JSON.parse(json));
  });
});

describe("what cannot be read is told by its reason", () => {
  test.each<[string, string, string]>([
    ["nothing", "", "is no JSON: it is empty."],
    ["a part of a file", json.slice(0, -3), "it ends too soon"],
    ["a page of a proxy", "<!DOCTYPE html><html></html>", "it is a page of HTML or XML."],
  ])("%s", async (_, text, reason) => {
    await expect(read(Buffer.from(text))).rejects.toThrow(reason);
  });

  test("a folder, and no file at all", async () => {
    await expect(readBundles([folder])).rejects.toThrow("cannot be read: it is a folder.");
    const none = join(folder, "none.json");
    await expect(readBundles([none])).rejects.toThrow(
      `${none} cannot be read: there is no such file or folder.`,
    );
  });

  test("standard input twice", async () => {
    await expect(readBundles(["-", "-"])).rejects.toThrow("can be read once");
  });
});
