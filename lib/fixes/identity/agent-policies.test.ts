import { expect, test } from "vitest";
import { awsManagedPolicies } from "../../demo/cloud/iam/aws-managed-policies.ts";
import { attachedPolicies } from "../rights.ts";
import { attachedPolicy, hostManagementPolicy, managedInstanceCore } from "./agent-policies.ts";

const actionsIn = (document: unknown) =>
  (document as { Statement: { Action: string | string[] }[] }).Statement.flatMap(
    ({ Action }) => Action,
  ).sort();

test.each([managedInstanceCore, hostManagementPolicy] as const)("%s allows what AWS publishes", (name) => {
  const { arn, document } = attachedPolicy({ partition: "aws" }, name);
  const published = awsManagedPolicies.get(arn);
  const version = published?.versions.get(published.defaultVersionId);
  expect(actionsIn(JSON.parse(document!))).toEqual(actionsIn(version));
});

test("no other policy is attached than those that the role for changes may attach", () => {
  expect([managedInstanceCore, hostManagementPolicy]).toEqual(attachedPolicies);
});

test("in another partition they are that partition's", () => {
  expect(attachedPolicy({ partition: "aws-cn" }, managedInstanceCore).arn).toMatch(/^arn:aws-cn:/);
});
