import { expect, test } from "vitest";
import { GapError } from "../model/snapshot.ts";
import { aDocument, aGap } from "../testing/a-document.ts";
import { aNodeView } from "../testing/a-node-view.ts";
import type { Check } from "./check.ts";
import { fail, likely, pass } from "./finding.ts";
import { findTrouble, runCheck, runChecks } from "./run-checks.ts";

const id = "i-0123456789abcdef0";
const node = aNodeView(id, { instance: [aDocument("instance", id)] });
const gap = aGap("role", "iam:GetRole");

const aCheck = (changes: Partial<Check>): Check => ({
  ...{ id: "a-check", group: "target", title: "Wrong", passTitle: "Right", why: "It matters." },
  ...{ rows: ["ID-02"], causes: ["agent-silent"], needs: ["instance"] },
  appliesTo: () => true,
  examine: () => pass("It is right."),
  ...changes,
});

const failing = aCheck({
  examine: () =>
    fail(likely("agent-silent", { kind: "instance", id }, () => ({ sentence: "Wrong.", evidence: [] }))),
});
const unread = aCheck({
  examine: () => {
    throw new GapError(gap);
  },
});

test("a check that asks for what could not be read is unknown, and names the permission", () => {
  const finding = runCheck(unread, node);
  expect(finding).toMatchObject({ outcome: "unknown", gaps: [gap] });
  expect(finding.explain().sentence).toBe("It could not be read: iam:GetRole is denied.");
});

test("so is one that cannot even tell whether it applies", () => {
  const appliesTo = () => {
    throw new GapError(gap);
  };
  expect(runCheck(aCheck({ appliesTo }), node).outcome).toBe("unknown");
});

test("one that does not apply is not examined", () => {
  expect(runCheck({ ...failing, appliesTo: () => false }, node).outcome).toBe("not-applicable");
});

test("a gap of one leaves the others as they are, and a bug is none", () => {
  expect(runChecks(node, [unread, failing]).map(({ finding }) => finding.outcome)).toEqual([
    "unknown",
    "fail",
  ]);
  const bug = aCheck({
    examine: () => {
      throw new TypeError("x is undefined");
    },
  });
  expect(() => runChecks(node, [bug])).toThrow("x is undefined");
});

test("trouble is what does not pass, of checks that can give a cause", () => {
  const advice = { ...failing, causes: [] };
  const found = findTrouble(node, [{ checks: [failing, aCheck({}), unread, advice] }]);
  expect(found.map(({ check }) => check)).toEqual([failing, unread]);
});

test("of a list that is clear at a glance nothing is asked", () => {
  expect(findTrouble(node, [{ checks: [failing], isClear: () => true }])).toEqual([]);
  expect(findTrouble(node, [{ checks: [failing], isClear: () => false }])).toHaveLength(1);
});
