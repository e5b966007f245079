/** Less is a correction of the clock, as happens all the time. */
const setBackMs = 60_000;

/** What a call's time may differ by before AWS refuses its signature. */
const mostApartMs = 5 * 60_000;

/**
 * Looks after the machine's clock. Only by one that AWS confirms is anything concluded that loses something: while a clock is
 * behind, all that is true lies in its future, and while it is ahead, nothing seems worth keeping.
 */
export class ClockWatch {
  /** Whether a clock that was ahead may have stamped what is stored. */
  mayHaveFuture = true;
  private last = 0;
  private isWrong = false;
  private readonly tell: (words: string) => void;

  constructor(tell: (words: string) => void) {
    this.tell = tell;
  }

  /** Whether it was set back since the last look: whatever was due by the old time lies in a future that is called off. */
  isSetBack(now: number): boolean {
    const isSetBack = now < this.last - setBackMs;
    this.last = now;
    if (isSetBack) this.mayHaveFuture = true;
    return isSetBack;
  }

  /** Whether AWS confirms it; it is told once where AWS says otherwise. `serverNow` is null before AWS has answered. */
  isRight(now: number, serverNow: number | null): boolean {
    if (serverNow === null) return false;
    const apartMs = Math.abs(serverNow - now);
    const wasWrong = this.isWrong;
    this.isWrong = apartMs > mostApartMs;
    if (this.isWrong && !wasWrong) {
      const minutes = Math.round(apartMs / 60_000).toLocaleString("en-US");
      this.tell(
        `This machine's clock is ${minutes} minutes ${now > serverNow ? "ahead of" : "behind"} AWS's. Ages are told wrongly, and nothing old is removed, until it is set right.`,
      );
    }
    return !this.isWrong;
  }
}
