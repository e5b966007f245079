/**
 * The demo cloud's clock. `now` is the true time of day: stamps are never invented. `speed` divides the delays that
 * agents and resources need (a heartbeat of five minutes takes ten seconds at speed 30), so a watcher waits less.
 */
export type Clock = {
  now(): number;
  speed: number;
};

export function wallClock(speed = 1): Clock {
  return { now: Date.now, speed };
}
