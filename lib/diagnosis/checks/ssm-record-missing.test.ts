import { expect, test } from "vitest";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf } from "../../testing/a-node-view.ts";
import { ssmRecordMissing as check } from "./ssm-record-missing.ts";

const id = "i-0123456789abcdef0";
const instance = [aDocument("instance", id)];

test("fails for a running instance without a record, for a reason that is at best likely", () => {
  expect(outcomeOf(check, aNodeView(id, { instance }))).toBe(
    `fail agent-never-registered instance/${id} (likely)`,
  );
});

test("passes with any record, online or not", () => {
  const record = aDocument("managed-node", id, { pingStatus: "ConnectionLost" });
  expect(outcomeOf(check, aNodeView(id, { instance, "managed-node": [record] }))).toBe("pass");
});

test("does not apply to a stopped instance: those leave SSM's list", () => {
  const stopped = [aDocument("instance", id, { state: "stopped" })];
  expect(outcomeOf(check, aNodeView(id, { instance: stopped }))).toBe("does not apply");
});

test("is unknown, not failed, where SSM's records could not be read", () => {
  const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
  expect(outcomeOf(check, aNodeView(id, { instance }, { gaps }))).toBe(
    "unknown ssm:DescribeInstanceInformation",
  );
});
