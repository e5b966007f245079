import { expect, test } from "vitest";
import { scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { nodeId } from "../testing/a-bundle.ts";
import { aDocument } from "../testing/a-document.ts";
import { anAccount, withoutReading } from "../testing/an-account.ts";
import { drawPath } from "./draw-path.ts";
import { NodeView } from "./node-view.ts";
import { createScope } from "./scope-view.ts";

function lanesOf(snapshot: Snapshot, id = nodeId) {
  const scope = scopeKey(snapshot.scope);
  const { view } = createScope({ snapshots: new Map([[scope, snapshot]]), changes: [] }, scope);
  return drawPath(new NodeView(id, view))?.lanes.map(
    ({ service, isRequired, trace }) => `${service} ${isRequired ? "required" : "optional"} ${trace.answer}`,
  );
}

test("what is required comes first, and content last", async () => {
  expect(lanesOf(await anAccount("nat"))).toEqual([
    "ssm required reachable",
    "ssmmessages required reachable",
    "s3 optional reachable",
  ]);
});

test("an old agent has a lane for its channel", async () => {
  const account = await anAccount("nat");
  const record = { ...account.get("managed-node", nodeId)!, agentVersion: "3.2.0.0" };
  expect(lanesOf(account.patched({ "managed-node": { put: [record] } }))).toContain(
    "ec2messages required reachable",
  );
});

test("logs and keys are drawn where the VPC was made to reach them", async () => {
  const account = await anAccount("endpoints");
  const logs = aDocument("vpc-endpoint", "vpce-logs", { serviceName: "com.amazonaws.eu-west-1.logs" });
  const drawn = lanesOf(account.patched({ "vpc-endpoint": { put: [logs] } }));
  expect(drawn?.some((lane) => lane.startsWith("logs optional"))).toBe(true);
  expect(drawn?.some((lane) => lane.startsWith("kms"))).toBe(false);
});

test("nothing is drawn for what sends no packet through AWS", async () => {
  const account = await anAccount("nat");
  const instance = account.get("instance", nodeId)!;
  expect(
    lanesOf(account.patched({ instance: { put: [{ ...instance, state: "stopped" }] } })),
  ).toBeUndefined();
  expect(lanesOf(account, "mi-0123456789abcdef0")).toBeUndefined();
  expect(lanesOf(account, "i-0123456789abcdef9")).toBeUndefined();
  expect(lanesOf(withoutReading(account, ["instance"]))).toBeUndefined();
});
