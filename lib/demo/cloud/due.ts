import type { World } from "./world.ts";

/** A change that takes its time: an instance that starts, an endpoint that becomes available. */
export type DueChange = {
  startedAt: number;
  /** As long as AWS takes; the clock's speed divides it. */
  delayMs: number;
  /** Makes the change. `at` is the moment when it fell due, which may be earlier than now. */
  apply(at: number): void;
};

export function dueAt(change: DueChange, speed: number): number {
  return change.startedAt + change.delayMs / speed;
}

export function schedule(world: World, change: DueChange) {
  world.due ??= [];
  world.due.push(change);
}

/**
 * Lets everything happen that fell due, in the order of time. Nothing runs on timers: the world is settled before each
 * request, so that it only ever changes between two of them.
 */
export function settle(world: World) {
  const now = world.clock.now();
  world.goOn?.(now);
  while (world.due && world.due.length > 0) {
    const { speed } = world.clock;
    const next = world.due.reduce((first, change) =>
      dueAt(change, speed) < dueAt(first, speed) ? change : first,
    );
    const at = dueAt(next, speed);
    if (at > now) return;
    world.due.splice(world.due.indexOf(next), 1);
    next.apply(at);
  }
}
