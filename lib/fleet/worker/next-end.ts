/** The longest that a timer of Node can wait. */
const longestWaitMs = 2 ** 31 - 1;

/**
 * Calls `onEnd` when the next of some moments comes: what ends by itself changes what open pages show, and nothing else would
 * tell them. Setting the moments anew replaces those before.
 */
export class NextEnd {
  private timer: NodeJS.Timeout | undefined;
  private readonly onEnd: () => void;
  private readonly now: () => number;

  constructor(onEnd: () => void, now: () => number = Date.now) {
    this.onEnd = onEnd;
    this.now = now;
  }

  set(ends: readonly number[]): void {
    clearTimeout(this.timer);
    const now = this.now();
    const next = Math.min(...ends.filter((end) => end > now));
    if (!Number.isFinite(next)) return;
    this.timer = setTimeout(
      () => {
        if (this.now() >= next) this.onEnd();
        this.set(ends);
      },
      Math.min(next - now, longestWaitMs),
    ).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
