import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

let folder: string;
let lockFile: string;
let done: number;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-turn-"));
  lockFile = join(folder, "lock");
  [done, said] = [0, []];
});
afterEach(() => rmSync(folder, { recursive: true }));

const turn = () => ({ lockFile, isDone: () => done > 0, say: (words: string) => void said.push(words) });
const work = async () => {
  done++;
};

test("what another process does is waited for, told once, and not done again", async () => {
  const first = Promise.withResolvers<void>();
  const one = inTurn(turn(), async () => {
    await first.promise;
    done++;
  });
  const other = inTurn(turn(), work);
  first.resolve();
  await Promise.all([one, other]);
  expect(done).toBe(1);
  expect(said).toEqual(["Waiting for another start of Muster, which is building …"]);
  expect(existsSync(lockFile)).toBe(false);
});

test("the turn of a process that was killed is taken over", async () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(lockFile, String(pid));
  await inTurn(turn(), work);
  expect([done, said]).toEqual([1, []]);
});

test("who fails gives the turn on", async () => {
  await expect(inTurn(turn(), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await inTurn(turn(), work);
  expect(done).toBe(1);
});
