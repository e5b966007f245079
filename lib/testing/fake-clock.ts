import type { Clock } from "../aws/clock.ts";

/** A clock that stands until somebody sleeps, and then is at once where they would wake. `slept` are all their waits. */
export function fakeClock({
  random = () => 0.5,
} = {}): Clock & { slept: number[]; advance(ms: number): void } {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    random,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      time += ms;
    },
    advance(ms) {
      time += ms;
    },
  };
}
