import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FleetError } from "../model/fleet-error.ts";
import { acquireFolderLock, readFolderOwner } from "./folder-lock.ts";

const owning = new URL("../testing/own-folder.ts", import.meta.url).pathname;
let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-lock-"));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

/** A process that tries to own the folder: what became of it, and the process. */
async function startOwner(): Promise<{ child: ChildProcess; outcome: string }> {
  const child = fork(owning, [folder], { stdio: "inherit" });
  children.push(child);
  const [outcome] = (await once(child, "message")) as [string];
  return { child, outcome };
}

function refusal(): FleetError {
  try {
    acquireFolderLock(folder).release();
  } catch (error) {
    if (error instanceof FleetError) return error;
    throw error;
  }
  throw new Error("The folder was given to a second owner.");
}

test("a second process is refused, and told who has the folder and where", async () => {
  const { child, outcome } = await startOwner();
  expect(outcome).toBe("owned");
  const error = refusal();
  expect(error.code).toBe("store-locked");
  expect(error.message).toContain(`process ${child.pid}, which runs since 2`);
  expect(error.message).toContain("Open http://127.0.0.1:1 instead");
});

test("the folder is free again the moment its owner is killed", async () => {
  const { child } = await startOwner();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(readFolderOwner(folder)).toBeUndefined();
  acquireFolderLock(folder).release();
});

test("of many that start at once, one gets the folder", async () => {
  const owners = await Promise.all(Array.from({ length: 5 }, startOwner));
  expect(owners.filter(({ outcome }) => outcome === "owned")).toHaveLength(1);
  expect(owners.filter(({ outcome }) => outcome === "store-locked")).toHaveLength(4);
});

test("of many that start at once after a crash, one gets the folder", async () => {
  const { child } = await startOwner();
  child.kill("SIGKILL");
  await once(child, "exit");
  const owners = await Promise.all(Array.from({ length: 5 }, startOwner));
  expect(owners.filter(({ outcome }) => outcome === "owned")).toHaveLength(1);
});

test("what a dead owner left behind keeps nobody out, though another process has its number", () => {
  const left = { pid: process.ppid, since: 1, address: "http://127.0.0.1:1", token: "old" };
  writeFileSync(join(folder, "owner.json"), JSON.stringify(left));
  expect(readFolderOwner(folder)).toBeUndefined();
  const lock = acquireFolderLock(folder);
  expect(readFolderOwner(folder)).toMatchObject({ pid: process.pid, token: null });
  lock.release();
});

test("the owner tells its address and token to its own user only, until it releases the folder", () => {
  const lock = acquireFolderLock(folder);
  expect(readFolderOwner(folder)).toMatchObject({ pid: process.pid, address: null, token: null });
  lock.announce({ address: "http://127.0.0.1:3000", token: "secret" });
  expect(readFolderOwner(folder)).toMatchObject({ address: "http://127.0.0.1:3000", token: "secret" });
  expect(statSync(join(folder, "owner.json")).mode & 0o077).toBe(0);
  lock.release();
  lock.release();
  expect(readFolderOwner(folder)).toBeUndefined();
});

test("the same process does not own a folder twice", () => {
  const lock = acquireFolderLock(folder);
  expect(refusal().code).toBe("store-locked");
  lock.release();
  acquireFolderLock(folder).release();
});

// To root, nothing is read-only.
test.skipIf(process.getuid?.() === 0)("a folder that may not be written is told as that", () => {
  acquireFolderLock(folder).release();
  chmodSync(folder, 0o500);
  expect(() => acquireFolderLock(folder)).toThrow("may not be opened by this user");
  chmodSync(folder, 0o700);
});
