import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { top } from "../places.ts";

const patienceMs = 6_000;

function wordsOfKilled(name: string, signal: NodeJS.Signals): string {
  const memory = signal === "SIGKILL" ? ", as a machine does that is out of memory" : "";
  return `${name} was ended from outside (${signal})${memory}. What was saved is kept; start it again.\n`;
}

/**
 * The processes that a task starts. They end with it: on a signal they are asked to, and each holds its end of a pipe by
 * which it notices that the task is gone, however it went.
 */
export class Children {
  private readonly running = new Set<ChildProcess>();
  private isStopping = false;

  /**
   * `onExit` is called when it ends by itself. It says itself why, but for one that was killed: of that `name` is told, as
   * a machine without memory ends the largest process first.
   */
  start(
    args: string[],
    options: SpawnOptions & { name: string; onExit(code: number | null): void },
  ): ChildProcess {
    const { name, onExit, ...rest } = options;
    const child = spawn(process.execPath, args, { cwd: top, ...rest });
    this.running.add(child);
    child.once("exit", (code, signal) => {
      this.running.delete(child);
      if (this.isStopping) return;
      if (signal) process.stderr.write(wordsOfKilled(name, signal));
      onExit(code);
    });
    return child;
  }

  /** Asks all to end, waits for them, and ends those that take too long. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const gone = [...this.running].map(
      (child) =>
        new Promise<void>((resolve) => {
          child.once("exit", () => resolve());
          child.kill("SIGTERM");
          setTimeout(() => child.kill("SIGKILL"), patienceMs).unref();
        }),
    );
    await Promise.all(gone);
  }

  /** Ends the task on Ctrl-C, on SIGTERM, and when whoever started it is gone; once, however many signals come. */
  stopWithTheTask(): void {
    const end = () => {
      if (this.isStopping) return;
      void this.stop().then(() => process.exit(0));
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
    process.on("disconnect", end);
  }
}
