import { expect, test } from "vitest";
import { aDocument, aGap, aSnapshot } from "../testing/a-document.ts";
import { nodeIdsOf, referencesOf } from "./node-ids.ts";

const ids = [
  "i-0123456789abcdef0",
  "i-0123456789abcdef1",
  "i-0123456789abcdef2",
  "mi-0123456789abcdef3",
] as const;
const [own, listed, named, hybrid] = ids;

const association = (values: string[], instanceId: string | null = null) =>
  aDocument("association", "assoc-1", {
    name: "nightly",
    targets: [{ key: "InstanceIds", values }],
    instanceId,
  });

test("nodes are what EC2 has, what SSM has, and what something aims at", () => {
  const snapshot = aSnapshot({
    instance: [aDocument("instance", own)],
    "managed-node": [aDocument("managed-node", listed)],
    association: [association([named], hybrid)],
  });
  expect(nodeIdsOf(snapshot)).toEqual(new Set(ids));
});

test("what is no id of a node is none: a star, a typing error, a tag", () => {
  const byTag = aDocument("association", "assoc-2", { targets: [{ key: "tag:Env", values: [own] }] });
  const snapshot = aSnapshot({ association: [association(["*", "i-12", "web-1"]), byTag] });
  expect(nodeIdsOf(snapshot)).toEqual(new Set());
});

test("a maintenance window aims with its targets and with its tasks", () => {
  const aim = (id: string) => ({ targets: [{ key: "InstanceIds", values: [id] }] });
  const window = aDocument("maintenance-window", "mw-1", {
    name: "patching",
    targets: [{ ...{ id: "t", name: null, resourceType: null, ownerInformation: null }, ...aim(own) }],
    tasks: [
      {
        ...{ id: "k", name: null, type: null, taskArn: null, serviceRoleArn: null, priority: null },
        ...aim(named),
      },
    ],
  });
  const snapshot = aSnapshot({ "maintenance-window": [window] });
  expect(nodeIdsOf(snapshot)).toEqual(new Set([own, named]));
  expect(referencesOf(snapshot).get(own)).toEqual([
    { kind: "maintenance-window", id: "mw-1", name: "patching" },
  ]);
});

test("targets that could not be read name nobody, and hide nobody that EC2 has", () => {
  const snapshot = aSnapshot(
    {
      instance: [aDocument("instance", own)],
      "maintenance-window": [
        aDocument("maintenance-window", "mw-1", { targets: undefined, tasks: undefined }),
      ],
    },
    { gaps: [aGap("association", "ssm:ListAssociations")] },
  );
  expect(nodeIdsOf(snapshot)).toEqual(new Set([own]));
});
