#!/usr/bin/env node
// The one way in: every npm script and the `muster` command start here. This file and set-up.mjs need no dependency and
// parse on Node 20; everything behind them is TypeScript for the Node that set-up finds or installs.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { isNewEnough, setUp } from "./set-up.mjs";

const [first, ...rest] = process.argv.slice(2);
const isTask = first === "task";

try {
  const node = await setUp({ isQuiet: !isTask });
  if (node === process.execPath && isNewEnough(process.versions.node)) {
    const { main } = await import(isTask ? "./tasks/run.ts" : "./muster.ts");
    await main(isTask ? rest : process.argv.slice(2));
  } else {
    await runWith(node);
  }
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  if (words) process.stderr.write(`${words}\n`);
  // Listeners and channels that a task has opened would hold the process for ever.
  process.exit(process.exitCode || 1);
}

/**
 * Starts this file again with the right Node. Signals go on to it, and the channel between the two tells it when this process
 * was killed without a chance to say so.
 */
async function runWith(node) {
  const child = spawn(node, [import.meta.filename, ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
