import { expect, test } from "vitest";
import { emptyWorld } from "../testing/empty-world.ts";
import { handClock } from "../testing/hand-clock.ts";
import { schedule, settle } from "./due.ts";

test("changes happen in the order of time, each at its own moment, when the world is next looked at", () => {
  const clock = handClock(0);
  const world = { ...emptyWorld([]), clock };
  const happened: [string, number][] = [];
  const plan = (name: string, delayMs: number) =>
    schedule(world, { startedAt: 0, delayMs, apply: (at) => happened.push([name, at]) });
  plan("late", 3000);
  plan("early", 1000);
  settle(world);
  expect(happened).toEqual([]);
  clock.pass(5000);
  settle(world);
  expect(happened).toEqual([
    ["early", 1000],
    ["late", 3000],
  ]);
});

test("a higher speed shortens what is already under way", () => {
  const clock = handClock(0);
  const world = { ...emptyWorld([]), clock };
  const happened: number[] = [];
  schedule(world, { startedAt: 0, delayMs: 60_000, apply: (at) => happened.push(at) });
  clock.speed = 30;
  clock.pass(2000);
  settle(world);
  expect(happened).toEqual([2000]);
});
