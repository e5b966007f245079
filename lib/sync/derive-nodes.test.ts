import { expect, test } from "vitest";
import { createDiagnosis, type Diagnosis } from "../diagnosis/diagnose.ts";
import { scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { aDocument, aGap, aMoment, aScope, aSnapshot } from "../testing/a-document.ts";
import { deriveNodes } from "./derive-nodes.ts";

const id = "i-0123456789abcdef0";
const nothing = aSnapshot({});

function diagnose(snapshot: Snapshot): Diagnosis {
  return createDiagnosis({ snapshots: new Map([[scopeKey(aScope), snapshot]]), changes: [] });
}

function rowsOf(snapshot: Snapshot, outdated = nothing) {
  return deriveNodes(diagnose(snapshot), { snapshot, outdated });
}

test("a row shows what AWS says of a node, and what is concluded of it", () => {
  const stopped = aDocument("instance", id, { state: "stopped", tags: { Name: "api-7", Team: "web" } });
  const { nodes, causes } = rowsOf(aSnapshot({ instance: [stopped] }));
  expect(nodes).toMatchObject([
    {
      scope: "123456789012:eu-west-1",
      id,
      name: "api-7",
      status: "off",
      state: "stopped",
      tags: { Name: "api-7", Team: "web" },
      cause: { code: "instance-stopped", subject: { kind: "instance", id } },
      readAt: aMoment,
    },
  ]);
  expect(causes).toMatchObject([{ code: "instance-stopped", subject: { id }, since: null }]);
});

test("an id that only an association names has a row, and is gone", () => {
  const association = aDocument("association", "a-1", {
    targets: [{ key: "InstanceIds", values: [id] }],
  });
  expect(rowsOf(aSnapshot({ association: [association] })).nodes).toMatchObject([
    { id, status: "gone", cause: { code: "instance-not-found" }, state: null },
  ]);
});

test("a record that SSM made moments ago may be of an instance that was launched after the list, and waits", () => {
  const record = (ageMs: number) =>
    aSnapshot({ "managed-node": [aDocument("managed-node", id, { registeredAt: aMoment - ageMs })] });
  expect(rowsOf(record(60_000)).nodes).toEqual([]);
  expect(rowsOf(record(3_600_000)).nodes).toMatchObject([{ id, status: "gone" }]);
});

test("a node of which everything is too old keeps its row with what was known, and is unknown", () => {
  const gaps = [
    aGap("instance", "ec2:DescribeInstances"),
    aGap("managed-node", "ssm:DescribeInstanceInformation"),
  ];
  const outdated = aSnapshot({ instance: [aDocument("instance", id, { tags: { Name: "api-7" } })] });
  expect(rowsOf(aSnapshot({}, { gaps }), outdated).nodes).toMatchObject([
    { id, name: "api-7", status: "unknown", why: expect.stringContaining("ec2:DescribeInstances") },
  ]);
});

test("one node at which Muster fails hides no other", () => {
  const other = "i-0123456789abcdef1";
  const snapshot = aSnapshot({ instance: [id, other].map((each) => aDocument("instance", each)) });
  const broken: Diagnosis = {
    ...diagnose(snapshot),
    judgeNode(scope, node) {
      if (node === id) throw new Error("a bug");
      return diagnose(snapshot).judgeNode(scope, node);
    },
  };
  const { nodes, faults } = deriveNodes(broken, { snapshot, outdated: nothing });
  expect(nodes.map(({ status }) => status)).toEqual(["unknown", "unregistered"]);
  expect(faults).toMatchObject([{ id, error: { message: "a bug" } }]);
});

test("of nodes that are asked for and are not there, there is no row", () => {
  const snapshot = aSnapshot({ instance: [aDocument("instance", id)] });
  const { nodes } = deriveNodes(
    diagnose(snapshot),
    { snapshot, outdated: nothing },
    { only: [id, "i-0123456789abcdef9"] },
  );
  expect(nodes.map((node) => node.id)).toEqual([id]);
});
