import { expect, test } from "vitest";
import type { InstanceStatus } from "../../model/documents/instance-status.ts";
import { aDocument, aGap, aMoment, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, sentenceOf } from "../../testing/a-node-view.ts";
import { instanceStatusImpaired as check } from "./instance-status-impaired.ts";

const id = "i-0123456789abcdef0";
const impaired = `fail instance-status-impaired instance/${id}`;

function aNode(status: Partial<InstanceStatus> | null, parts: WorldParts = {}) {
  const statuses = status === null ? [] : [aDocument("instance-status", id, status)];
  return aNodeView(id, { instance: [aDocument("instance", id)], "instance-status": statuses, ...parts });
}

test.each(["systemStatus", "instanceStatus", "attachedEbsStatus"] as const)("fails for %s", (field) => {
  expect(outcomeOf(check, aNode({ [field]: "impaired" }))).toBe(impaired);
});

test("says which check fails, and since when", () => {
  const node = aNode({ systemStatus: "impaired", instanceStatus: "impaired", impairedSince: aMoment });
  expect(sentenceOf(check, node)).toBe(
    `${id} fails its status checks: the system check and the instance check are impaired since 2026-11-01T12:00:00.000Z.`,
  );
});

test.each(["ok", "initializing", "not-applicable", null])("passes for %s", (instanceStatus) => {
  expect(outcomeOf(check, aNode({ instanceStatus }))).toBe("pass");
});

test("only warns while EC2 has no data, and of a node that answers all the same", () => {
  expect(outcomeOf(check, aNode({ instanceStatus: "insufficient-data" }))).toBe("warn");
  const heard = { "managed-node": [aDocument("managed-node", id)] };
  expect(outcomeOf(check, aNode({ systemStatus: "impaired" }, heard))).toBe("warn");
});

test("does not apply without a status, nor to what does not run", () => {
  expect(outcomeOf(check, aNode(null))).toBe("not-applicable");
  const stopped = { instance: [aDocument("instance", id, { state: "stopped" })] };
  expect(outcomeOf(check, aNode({ systemStatus: "impaired" }, stopped))).toBe("does not apply");
});

test("is unknown where the status could not be read", () => {
  const gaps = [aGap("instance-status", "ec2:DescribeInstanceStatus")];
  const node = aNodeView(id, { instance: [aDocument("instance", id)] }, { gaps });
  expect(outcomeOf(check, node)).toBe("unknown ec2:DescribeInstanceStatus");
});
