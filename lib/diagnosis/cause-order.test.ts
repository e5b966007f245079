import { expect, test } from "vitest";
import { causeCodes } from "../model/cause.ts";
import { nodeCauseCodes } from "./cause-order.ts";

/** Of a failure or a preflight alone (design.md, Causes). */
const neverOfNodes = [
  "target-malformed",
  "target-expression-invalid",
  "target-matches-nothing",
  "target-duplicate",
  "caller-not-authorized",
  "platform-unsupported",
  "notification-invalid",
  "advanced-tier-required",
  "unexplained",
];

test("every cause that a node can have stands in the order of layers once", () => {
  expect(nodeCauseCodes.toSorted()).toEqual(
    causeCodes.filter((code) => !neverOfNodes.includes(code)).toSorted(),
  );
});
