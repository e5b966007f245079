import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { applyPolicy, sentDocuments } from "./apply-policy.ts";
import { fixes } from "./catalogue/index.ts";
import { operationsOfFix } from "./operations-of-fix.ts";
import { attachedPolicies, needs, rightsOf } from "./rights.ts";
import { writeOperations } from "./written-call.ts";

const all = applyPolicy(writeOperations);
const place = { partition: "aws", account: "123456789012", region: "eu-west-1" };

test("the policy allows the operations that it is made for, passing roles where they need that, and nothing else", () => {
  const actions = all.Statement.flatMap(({ Action }) => Action);
  expect(actions.toSorted()).toEqual([...writeOperations, "iam:PassRole", "iam:PassRole"].sort());
  const few = applyPolicy(["ec2:CreateRoute", "ec2:StartInstances"]);
  expect(few.Statement.flatMap(({ Action }) => Action).toSorted()).toEqual([
    "ec2:CreateRoute",
    "ec2:StartInstances",
  ]);
  expect(applyPolicy([]).Statement).toEqual([]);
});

test("every operation's own action is among its needs", () => {
  for (const operation of writeOperations)
    expect(needs[operation].map(({ action }) => action)).toContain(operation);
});

test("no right is on everything, and statements can be told apart", () => {
  for (const { Resource } of all.Statement) expect(Resource).not.toContain("*");
  const sids = all.Statement.map(({ Sid }) => Sid);
  expect(new Set(sids).size).toBe(sids.length);
  for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
});

test("roles are passed to EC2 and Systems Manager alone, and only policies for managed nodes are attached", () => {
  const passing = all.Statement.filter(({ Action }) => Action.includes("iam:PassRole"));
  expect(passing.map(({ Condition }) => Condition)).toEqual([
    { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com"] } },
    { StringEquals: { "iam:PassedToService": ["ssm.amazonaws.com"] } },
  ]);
  const attaching = all.Statement.find(({ Action }) => Action.includes("iam:AttachRolePolicy"));
  expect(attaching?.Condition).toEqual({
    ArnEquals: { "iam:PolicyARN": attachedPolicies.map((name) => `arn:aws:iam::aws:policy/${name}`) },
  });
});

test("commands are sent with AWS's own documents that are named, and no others", () => {
  const sending = all.Statement.find(({ Action }) => Action.includes("ssm:SendCommand"));
  expect(sending?.Resource.filter((arn) => arn.includes(":document/"))).toEqual(
    sentDocuments.map((name) => `arn:aws:ssm:*::document/${name}`),
  );
});

test("names of another partition are that partition's", () => {
  expect(JSON.stringify(applyPolicy(writeOperations, { partition: "aws-cn" }))).not.toContain("arn:aws:");
});

test("in China a role may be passed to EC2 by either of its names, and is asked about by that of the place", () => {
  const inChina = { partition: "aws-cn", account: "123456789012", region: "cn-north-1" };
  const [passing] = applyPolicy(["ec2:AssociateIamInstanceProfile"], inChina).Statement.filter(({ Action }) =>
    Action.includes("iam:PassRole"),
  );
  expect(passing).toMatchObject({
    Sid: "IamPassRoleToEc2",
    Condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com.cn", "ec2.amazonaws.com"] } },
  });
  const input = { InstanceId: "i-1", IamInstanceProfile: { Name: "Nodes" } };
  expect(rightsOf("ec2:AssociateIamInstanceProfile", input, inChina).at(-1)?.context).toEqual({
    "iam:PassedToService": "ec2.amazonaws.com.cn",
  });
});

test("a call's rights are on the resources that its input names", () => {
  expect(
    rightsOf("ec2:ModifyVpcAttribute", { VpcId: "vpc-1", EnableDnsSupport: { Value: true } }, place),
  ).toEqual([
    {
      action: "ec2:ModifyVpcAttribute",
      resources: ["arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1"],
      context: {},
    },
  ]);
  expect(rightsOf("iam:AttachRolePolicy", { RoleName: "Nodes", PolicyArn: "arn:x" }, place)).toEqual([
    {
      action: "iam:AttachRolePolicy",
      resources: ["arn:aws:iam::123456789012:role/Nodes"],
      context: { "iam:PolicyARN": "arn:x" },
    },
  ]);
  expect(
    rightsOf("ssm:DeregisterManagedInstance", { InstanceId: "mi-1" }, place).map(
      ({ resources }) => resources,
    ),
  ).toEqual([["arn:aws:ssm:eu-west-1:123456789012:managed-instance/mi-1"]]);
});

test("a role that is passed is asked about by the service that it is passed to", () => {
  const input = { InstanceId: "i-1", IamInstanceProfile: { Name: "Nodes" } };
  expect(rightsOf("ec2:AssociateIamInstanceProfile", input, place)).toEqual([
    {
      action: "ec2:AssociateIamInstanceProfile",
      resources: ["arn:aws:ec2:eu-west-1:123456789012:instance/i-1"],
      context: {},
    },
    { action: "iam:PassRole", resources: ["*"], context: { "iam:PassedToService": "ec2.amazonaws.com" } },
  ]);
});

test("the documentation prints the policy of all fixes as it is", () => {
  const text = readFileSync(join(resolve(import.meta.dirname, "../.."), "docs/applying.md"), "utf8");
  const printed = /<!-- apply-policy:[^\n]*-->\n```json\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
  const policy = applyPolicy(fixes.flatMap(({ id }) => operationsOfFix(id)));
  expect(printed.trim(), "put this into docs/applying.md").toBe(JSON.stringify(policy, null, 2));
});
