import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const pollMs = 200;
/** No work takes so long: whoever has its process id by now is another. */
const forgottenMs = 15 * 60_000;

/**
 * Does what only one process may do at a time, as two builds of one checkout would take each other's files away. Where
 * another one does it, it is waited for, and what it has done is not done again; one that was killed leaves its turn.
 */
export async function inTurn(
  turn: { lockFile: string; isDone(): boolean; say(words: string): void },
  work: () => Promise<void>,
): Promise<void> {
  const { lockFile, isDone, say } = turn;
  for (let hasSaid = false; !isDone(); hasSaid = true) {
    if (takeLock(lockFile)) {
      try {
        if (!isDone()) await work();
      } finally {
        rmSync(lockFile, { force: true });
      }
      return;
    }
    if (!hasSaid) say("Waiting for another start of Muster, which is building …");
    await wait(pollMs);
  }
}

function takeLock(file: string): boolean {
  if (isHeld(file)) return false;
  rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isHeld(file: string): boolean {
  try {
    const holder = Number(readFileSync(file, "utf8"));
    if (Date.now() - statSync(file).mtimeMs > forgottenMs) return false;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    // A process of another user cannot be asked, and runs.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
