import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireFolderLock } from "../store/folder-lock.ts";
import { findStayingOwner } from "./find-owner.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-owner-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("an owner that stays is found at once", async () => {
  const lock = acquireFolderLock(folder, { address: "http://127.0.0.1:1" });
  expect(await findStayingOwner({ store: { folder } })).toMatchObject({ address: "http://127.0.0.1:1" });
  lock.release();
});

test("an owner that is ending is waited for, and then there is none", async () => {
  const lock = acquireFolderLock(folder);
  lock.leave();
  const found = findStayingOwner({ store: { folder } });
  lock.release();
  expect(await found).toBeUndefined();
});
