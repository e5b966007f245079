/** What a long reading is at, for whoever waits for it. Standard output stays what the command was asked for. */
export type Progress = {
  /** May be called at every step: a terminal sees the newest one, a log one now and then. */
  say(text: string): void;
  /** Takes the line away, before anything else is printed. */
  clear(): void;
};

type Output = { isTTY?: boolean; columns?: number; write(text: string): unknown };

const everyMs = { terminal: 100, log: 10_000 };

export function showProgress(output: Output = process.stderr, now: () => number = Date.now): Progress {
  const isTerminal = output.isTTY === true;
  let saidAt = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    say(text) {
      if (now() - saidAt < (isTerminal ? everyMs.terminal : everyMs.log)) return;
      saidAt = now();
      isShown = true;
      // A line that wraps could not be taken away again.
      output.write(isTerminal ? `\r\x1b[K${text.slice(0, (output.columns ?? 80) - 1)}` : `${text}\n`);
    },
    clear() {
      if (isTerminal && isShown) output.write("\r\x1b[K");
      isShown = false;
    },
  };
}
