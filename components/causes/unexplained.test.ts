import { expect, test } from "vitest";
import { silentOf, unexplainedOf } from "./unexplained.ts";

const causes = (byStatus: Record<string, number>) => ({ causes: 1, nodes: { total: 0, byStatus } });
const list = {
  notAnswering: causes({ lost: 5, unregistered: 2 }),
  degraded: causes({ degraded: 4 }),
  acknowledged: causes({ lost: 1 }),
};

test("what the causes do not explain is silent all the same, and what could not be judged is counted beside", () => {
  const summary = { shouldAnswer: 100, answer: 90, byStatus: { unknown: 3 } };
  expect(unexplainedOf(list, summary)).toEqual({ silent: 2, unjudged: 3 });
});

test("counts that are not of one moment leave nothing rather than less than nothing", () => {
  expect(unexplainedOf(list, { shouldAnswer: 95, answer: 90, byStatus: {} })).toEqual({
    silent: 0,
    unjudged: 0,
  });
});

test("of a cause that keeps some from answering and leaves others with less, the former alone do not answer", () => {
  const byStatus = { lost: 10, unregistered: 2, degraded: 7_226 };
  expect(silentOf({ nodes: { total: 7_238, byStatus } })).toBe(12);
});
