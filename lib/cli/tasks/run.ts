import { UsageError } from "../usage-error.ts";

const tasks = {
  demo: () => import("./demo.ts"),
  start: () => import("./start.ts"),
  dev: () => import("./dev.ts"),
  test: () => import("./test.ts"),
  bench: () => import("./bench.ts"),
};

/** What `npm run …` does. A task ends the process by itself, or sets its exit code. */
export async function main([name, ...args]: string[]): Promise<void> {
  const load = tasks[name as keyof typeof tasks];
  if (!load) throw new Error(`There is no task ${name}. There are ${Object.keys(tasks).join(", ")}.`);
  try {
    await (await load()).run(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(64);
  }
}
