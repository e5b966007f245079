import { expect, test } from "vitest";
import { parseBundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import type { AwsReader } from "../aws/reader.ts";
import { requiredActions } from "../model/documents/role-simulation.ts";
import { collectSnapshot } from "./collect-snapshot.ts";
import { roleSimulations } from "./role-simulations.ts";

const scope = { partition: "aws", account: "123456789012", region: "eu-central-1" };
const arn = "arn:aws:iam::123456789012:role/app/web";

test("the simulator is told the Region and all else that is known of a call", async () => {
  const asked: Record<string, unknown>[] = [];
  const reader = {
    scope,
    async *pages(_: string, input: Record<string, unknown>) {
      asked.push(input);
      yield { EvaluationResults: [] };
    },
  } as unknown as AwsReader;
  const context = { needed: () => new Set([arn]), nodes: null };
  for await (const _ of roleSimulations.read(reader, context));

  expect(asked).toMatchObject([{ PolicySourceArn: arn, ActionNames: requiredActions }]);
  const entries = asked[0]!.ContextEntries as { ContextKeyName: string }[];
  const entry = (name: string) => entries.find(({ ContextKeyName }) => ContextKeyName === name);
  expect(entry("aws:RequestedRegion")).toEqual({
    ContextKeyName: "aws:RequestedRegion",
    ContextKeyValues: ["eu-central-1"],
    ContextKeyType: "string",
  });
  expect(entry("aws:PrincipalArn")).toMatchObject({ ContextKeyValues: [arn] });
  expect(entry("aws:SecureTransport")).toMatchObject({
    ContextKeyValues: ["true"],
    ContextKeyType: "boolean",
  });
});

test("a bundle's answers count whatever they were asked with, one for all actions or one each", async () => {
  const answer = (EvalActionName: string, EvalDecision: string) => ({ EvalActionName, EvalDecision });
  const bundle = {
    muster: 1,
    scope,
    at: "2026-11-01T12:00:00Z",
    documents: {
      "ec2:DescribeInstances": { Reservations: [{ Instances: [anInstance] }] },
      "iam:GetInstanceProfile": [{ InstanceProfile: aProfile }],
      "iam:GetRole": [{ Role: { RoleName: "web", Arn: arn } }],
      "iam:SimulatePrincipalPolicy": [
        {
          input: { PolicySourceArn: arn, ActionNames: ["ssm:UpdateInstanceInformation"] },
          output: { EvaluationResults: [answer("ssm:UpdateInstanceInformation", "allowed")] },
        },
        {
          input: { PolicySourceArn: arn },
          output: { EvaluationResults: [answer("ssmmessages:OpenDataChannel", "implicitDeny")] },
        },
      ],
    },
  };
  const reader = createBundleReader(parseBundle(bundle, "hand-made.json"));
  const snapshot = await collectSnapshot(reader, Date.parse(bundle.at));
  expect(snapshot.get("role-simulation", arn)?.results).toMatchObject([
    { action: "ssm:UpdateInstanceInformation", decision: "allowed" },
    { action: "ssmmessages:OpenDataChannel", decision: "implicitDeny" },
  ]);
});

const profileArn = "arn:aws:iam::123456789012:instance-profile/web";
const anInstance = {
  InstanceId: "i-0123456789abcdef0",
  State: { Name: "running" },
  IamInstanceProfile: { Arn: profileArn },
};
const aProfile = { Arn: profileArn, InstanceProfileName: "web", Roles: [{ Arn: arn, RoleName: "web" }] };
