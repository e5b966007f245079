import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emptyStoreFolder } from "./empty-store.ts";

test("whatever is not the store's own stays in a folder that is emptied", () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-fresh-"));
  for (const name of [
    "muster.db",
    "muster.db-wal",
    "muster.db-shm",
    "owner.json",
    "owner.lock",
    "letters.txt",
  ])
    writeFileSync(join(folder, name), "");
  mkdirSync(join(folder, "photos"));
  emptyStoreFolder(folder);
  expect(readdirSync(folder).toSorted()).toEqual(["letters.txt", "photos"]);
  rmSync(folder, { recursive: true });
  expect(() => emptyStoreFolder(folder)).not.toThrow();
});
