import { expect, test } from "vitest";
import type { Target } from "../../model/documents/targets.ts";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView } from "../../testing/a-node-view.ts";
import { findContentNeed } from "./content-needs.ts";

const id = "i-0123456789abcdef0";
const instance = [aDocument("instance", id, { tags: { Env: "prod", Service: "api" } })];
const patching = (targets: Target[], documentName = "AWS-RunPatchBaseline") =>
  aNodeView(id, { instance, association: [aDocument("association", "a-1", { documentName, targets })] });

test.each<[string, Target[], boolean]>([
  ["its id", [{ key: "InstanceIds", values: [id] }], true],
  ["its id in another spelling of the key", [{ key: "instanceids", values: [id] }], true],
  ["every node", [{ key: "InstanceIds", values: ["*"] }], true],
  ["another id", [{ key: "InstanceIds", values: ["i-0fedcba9876543210"] }], false],
  ["one of the values of its tag", [{ key: "tag:Env", values: ["staging", "prod"] }], true],
  [
    "two tags that it has",
    [
      { key: "tag:Env", values: ["prod"] },
      { key: "tag:Service", values: ["api"] },
    ],
    true,
  ],
  [
    "two tags of which it has one",
    [
      { key: "tag:Env", values: ["prod"] },
      { key: "tag:Service", values: ["web"] },
    ],
    false,
  ],
  ["a key of its tags", [{ key: "tag-key", values: ["Service"] }], true],
  [
    "a resource group, whose members are not known",
    [{ key: "resource-groups:Name", values: ["web"] }],
    false,
  ],
  ["nothing", [], false],
])("an association that targets %s", (_, targets, isMeant) => {
  expect(findContentNeed(patching(targets)) !== undefined).toBe(isMeant);
});

test("a document that takes nothing from S3 needs nothing", () => {
  expect(
    findContentNeed(patching([{ key: "InstanceIds", values: ["*"] }], "AWS-RunShellScript")),
  ).toBeUndefined();
});

test("a task of an enabled maintenance window, by the window's target", () => {
  const window = (isEnabled: boolean) =>
    aDocument("maintenance-window", "mw-1", {
      isEnabled,
      targets: [
        {
          id: "t-1",
          name: null,
          resourceType: "INSTANCE",
          targets: [{ key: "tag:Env", values: ["prod"] }],
          ownerInformation: null,
        },
      ],
      tasks: [
        {
          id: "k-1",
          name: null,
          type: "RUN_COMMAND",
          taskArn: "AWS-RunPatchBaseline",
          serviceRoleArn: null,
          priority: 1,
          targets: [{ key: "WindowTargetIds", values: ["t-1"] }],
        },
      ],
    });
  const view = (isEnabled: boolean) => aNodeView(id, { instance, "maintenance-window": [window(isEnabled)] });
  expect(findContentNeed(view(true))).toEqual({
    kind: "maintenance-window",
    id: "mw-1",
    documentName: "AWS-RunPatchBaseline",
  });
  expect(findContentNeed(view(false))).toBeUndefined();
});

test("associations that could not be read ask for nothing that is known", () => {
  const gaps = [aGap("association", "ssm:ListAssociations")];
  expect(findContentNeed(aNodeView(id, { instance }, { gaps }))).toBeUndefined();
});
