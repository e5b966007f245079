import { expect, test } from "vitest";
import { nodeStates } from "./node-states.ts";

const at = (time: string) => Date.parse(`2026-11-25T${time}Z`);

test("what EC2 still says of the last stop and start is told, though nobody watched", () => {
  const instance = {
    state: "stopped" as const,
    launchedAt: at("06:00:00"),
    stateTransitionReason: "User initiated (2026-11-25 09:10:00 GMT)",
  };
  expect(nodeStates({ states: [], instance })).toEqual([
    { state: "stopped", at: at("09:10:00") },
    { state: "running", at: at("06:00:00") },
  ]);
});

test("a change that was seen a little later is the same one, at EC2's time", () => {
  const instance = {
    state: "stopped" as const,
    launchedAt: null,
    stateTransitionReason: "User initiated (2026-11-25 09:10:00 GMT)",
  };
  const states = [{ state: "stopped" as const, at: at("09:14:30") }];
  expect(nodeStates({ states, instance })).toEqual([{ state: "stopped", at: at("09:10:00") }]);
});

test("a reason that stayed behind from an earlier stop says nothing of a node that runs", () => {
  const instance = {
    state: "running" as const,
    launchedAt: at("10:00:00"),
    stateTransitionReason: "User initiated (2026-11-25 09:10:00 GMT)",
  };
  expect(nodeStates({ states: [], instance })).toEqual([{ state: "running", at: at("10:00:00") }]);
});

test("a restart is a start of its own", () => {
  const states = [
    { state: "running" as const, at: at("01:00:00") },
    { state: "stopped" as const, at: at("02:00:00") },
    { state: "running" as const, at: at("03:00:00") },
  ];
  expect(nodeStates({ states, instance: null }).map(({ state }) => state)).toEqual([
    "running",
    "stopped",
    "running",
  ]);
});

test("of what nobody knows nothing is told", () => {
  expect(nodeStates({ states: [], instance: null })).toEqual([]);
});
