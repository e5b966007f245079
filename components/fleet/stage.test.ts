import { expect, test } from "vitest";
import type { FleetSummary } from "../../lib/api/list.ts";
import { anOverview, aScope, aSync } from "../sync/a-scope.ts";
import { stageOf } from "./stage.ts";

const empty: FleetSummary = {
  total: 0,
  shouldAnswer: 0,
  answer: 0,
  byStatus: {},
  starting: 0,
  excluded: 0,
  causes: { notAnswering: 0, degraded: 0 },
  awaitingCause: 0,
  oldestReadAt: null,
};
const reading = aScope({ readAt: null, sync: aSync({ outcome: "running" }) });
const failing = aScope({ readAt: null, sync: aSync({ outcome: "failed" }) });

test("the first read is watched until there is a node", () => {
  expect(stageOf(anOverview([reading]), empty)).toBe("first-run");
  expect(stageOf(anOverview([reading]), { ...empty, total: 1 })).toBe("fleet");
});

test("where nothing could ever be read, that is what is said", () => {
  expect(stageOf(anOverview([failing]), empty)).toBe("failed");
  const trouble = { code: "no-credentials", message: "none" };
  expect(stageOf({ ...anOverview([]), trouble }, empty)).toBe("failed");
});

test("before it is known which scopes there are, nothing has failed", () => {
  expect(stageOf(anOverview([]), empty)).toBe("first-run");
});

test("one scope that failed does not hide that another is being read", () => {
  expect(stageOf(anOverview([failing, reading]), empty)).toBe("first-run");
});

test("an account without nodes is an empty fleet, and not a first run", () => {
  expect(stageOf(anOverview([aScope({ nodes: 0 })]), empty)).toBe("fleet");
});
