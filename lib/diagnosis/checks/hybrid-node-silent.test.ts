import { expect, test } from "vitest";
import { aDocument, aGap, aMoment } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf } from "../../testing/a-node-view.ts";
import { hybridNodeSilent as check } from "./hybrid-node-silent.ts";

const id = "mi-0123456789abcdef0";
const failed = `fail hybrid-node-silent managed-node/${id} (likely)`;
const aNode = (changes: object) =>
  aNodeView(id, { "managed-node": [aDocument("managed-node", id, changes)] });

test("passes while the machine is heard", () => {
  expect(outcomeOf(check, aNode({}))).toBe("pass");
});

test.each([
  ["connection is lost", { pingStatus: "ConnectionLost" }],
  ["last ping is an hour old", { lastPingAt: aMoment - 3_600_000 }],
])("fails once its %s, and only likely, as nothing of its network is seen", (_, changes) => {
  expect(outcomeOf(check, aNode(changes))).toBe(failed);
});

test("does not apply to instances, and not to an id without a record", () => {
  expect(outcomeOf(check, aNodeView("i-1", { instance: [aDocument("instance", "i-1")] }))).toBe(
    "does not apply",
  );
  expect(outcomeOf(check, aNodeView(id, {}))).toBe("does not apply");
});

test("is unknown where the record could not be read", () => {
  const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
  expect(outcomeOf(check, aNodeView(id, {}, { gaps }))).toBe("unknown ssm:DescribeInstanceInformation");
});
