import { expect, test } from "vitest";
import { aNodeSummary } from "./a-node-summary.ts";
import {
  isSelected,
  nothingSelected,
  type Selection,
  selectedCount,
  underFilter,
  withNodes,
} from "./selection.ts";

const one = aNodeSummary({ id: "i-1" });
const two = aNodeSummary({ id: "i-2" });

test("rows are chosen and let go, and choosing twice changes nothing", () => {
  const both = withNodes(withNodes(nothingSelected, [one, two], true), [two], true);
  expect(selectedCount(both, 10)).toBe(2);
  const left = withNodes(both, [one], false);
  expect([isSelected(left, one), isSelected(left, two)]).toEqual([false, true]);
});

test("the same id in two scopes is two nodes", () => {
  const chosen = withNodes(nothingSelected, [one], true);
  expect(isSelected(chosen, aNodeSummary({ id: "i-1", scope: "123456789012:us-east-1" }))).toBe(false);
});

test("all that match includes rows nobody has seen, but for those let go", () => {
  const all: Selection = { kind: "all", q: "status:lost", except: new Set() };
  const butOne = withNodes(all, [one], false);
  expect(selectedCount(butOne, 61)).toBe(60);
  expect([isSelected(butOne, one), isSelected(butOne, two)]).toEqual([false, true]);
  expect(selectedCount(withNodes(butOne, [one], true), 61)).toBe(61);
});

test("all that match ends with the filter it was made under; single rows stay", () => {
  const all: Selection = { kind: "all", q: "status:lost", except: new Set() };
  expect(underFilter(all, "status:lost")).toBe(all);
  expect(underFilter(all, "")).toBe(nothingSelected);
  const some = withNodes(nothingSelected, [one], true);
  expect(underFilter(some, "anything")).toBe(some);
});
