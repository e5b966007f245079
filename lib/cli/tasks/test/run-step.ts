import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname } from "node:path";
import { top } from "../../places.ts";

export type Counts = { passed: number; failed: number; skipped: number };
export type StepResult = Counts & { name: string; seconds: number; note?: string };

type StepOptions = {
  env?: Record<string, string>;
  /** What the step's own report says; null where it came to none. */
  read?: () => Counts | null;
};

/**
 * Runs a step: a function, or a command of Node. A command that fails although its report has no failure (it crashed, or
 * never began) is a failure of its own.
 */
export async function runStep(
  name: string,
  step: string[] | (() => Promise<Counts>),
  options: StepOptions = {},
): Promise<StepResult> {
  process.stdout.write(`\n── ${name} ──\n`);
  const startedAt = performance.now();
  const counts = typeof step === "function" ? await runHere(step) : await runCommand(step, options);
  return { name, ...counts, seconds: (performance.now() - startedAt) / 1000 };
}

async function runHere(step: () => Promise<Counts>): Promise<Counts> {
  try {
    return await step();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function runCommand(command: string[], { env, read }: StepOptions): Promise<Counts> {
  // Tests that start Node start this one.
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
  const child = spawn(process.execPath, command, {
    cwd: top,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env, PATH: path },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  const counts = (read ?? (() => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })))();
  if (counts === null) return { passed: 0, failed: 1, skipped: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
