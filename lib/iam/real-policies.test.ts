import { describe, expect, test } from "vitest";
import { aSnapshot } from "../testing/a-document.ts";
import { aPolicy, aRole, variable, type Written } from "../testing/a-role.ts";
import { coreStatements, decideForInstance, everything } from "../testing/decide-for-instance.ts";
import { createPermissions } from "./permissions.ts";

// Policies as AWS publishes them and as people write them for nodes, and what AWS's documentation says of each.

const channels = { Action: ["ssmmessages:*", "ec2messages:*"] };
const heartbeat = { Action: "ssm:UpdateInstanceInformation" };
const deny = (changes: Written): Written => ({ ...everything, Effect: "Deny", ...changes });
const both = (decision: string) => `${decision}, ${decision}`;
const [allowed, missing] = ["allowed", "not-allowed"].map(both);

type Case = [name: string, statements: Written[], expected: string | undefined, boundary?: Written[]];

describe("a role with", () => {
  test.each<Case>([
    ["AmazonSSMManagedInstanceCore", coreStatements, allowed],
    [
      "AmazonEC2RoleforSSM, which AWS no longer supports and which allows all the same",
      [
        {
          Effect: "Allow",
          Action: [
            "ssm:DescribeAssociation",
            "ssm:GetDeployablePatchSnapshotForInstance",
            "ssm:GetDocument",
            "ssm:DescribeDocument",
            "ssm:GetManifest",
            "ssm:GetParameters",
            "ssm:ListAssociations",
            "ssm:ListInstanceAssociations",
            "ssm:PutInventory",
            "ssm:PutComplianceItems",
            "ssm:PutConfigurePackageResult",
            "ssm:UpdateAssociationStatus",
            "ssm:UpdateInstanceAssociationStatus",
            "ssm:UpdateInstanceInformation",
          ],
          Resource: "*",
        },
        {
          Effect: "Allow",
          Action: [
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
          ],
          Resource: "*",
        },
        {
          Effect: "Allow",
          Action: ["cloudwatch:PutMetricData", "ec2:DescribeInstanceStatus", "s3:GetObject", "s3:PutObject"],
          Resource: "*",
        },
      ],
      allowed,
    ],
    [
      "CloudWatchAgentServerPolicy alone",
      [
        {
          Effect: "Allow",
          Action: ["cloudwatch:PutMetricData", "ec2:DescribeTags", "logs:*"],
          Resource: "*",
        },
        {
          Effect: "Allow",
          Action: "ssm:GetParameter",
          Resource: "arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*",
        },
      ],
      missing,
    ],
    [
      "AmazonSSMReadOnlyAccess alone",
      [{ ...everything, Action: ["ssm:Describe*", "ssm:Get*", "ssm:List*"] }],
      missing,
    ],
    [
      "PowerUserAccess",
      [
        { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
        { ...everything, Action: ["iam:ListRoles", "organizations:DescribeOrganization"] },
      ],
      allowed,
    ],
    ["AdministratorAccess", [everything], allowed],
    [
      "Session Manager's own minimum, without the heartbeat",
      [{ ...everything, ...channels }],
      "not-allowed, allowed",
    ],
    [
      "Session Manager's own minimum",
      [{ ...everything, Action: ["ssm:UpdateInstanceInformation", ...channels.Action] }],
      allowed,
    ],
    [
      "names in any case and with wildcards",
      [{ ...everything, Action: ["SSM:Update?nstance*", "SsmMessages:*Channel"] }],
      allowed,
    ],
    [
      "the heartbeat on its instances, and the channels on everything",
      [
        { ...everything, ...heartbeat, Resource: "arn:aws:ec2:*:123456789012:instance/*" },
        { ...everything, ...channels },
      ],
      allowed,
    ],
    [
      "everything on instances alone, which the channels do not know",
      [
        {
          ...everything,
          Action: ["ssm:*", "ssmmessages:*"],
          Resource: "arn:aws:ec2:eu-west-1:123456789012:instance/*",
        },
      ],
      "allowed, not-allowed",
    ],
    [
      "resources of Systems Manager alone, of which an instance is none",
      [{ ...everything, Action: ["ssm:*", "ssmmessages:*"], Resource: "arn:aws:ssm:*:*:*" }],
      missing,
    ],
    [
      "instances of an account by a variable with a value for where it has none",
      [
        {
          ...everything,
          ...heartbeat,
          Resource: `arn:aws:ec2:*:${variable("aws:PrincipalTag/owner, '123456789012'")}:instance/*`,
        },
        { ...everything, ...channels },
      ],
      allowed,
    ],
    [
      "instances by a variable that has no value, of which there are none",
      [
        {
          ...everything,
          ...heartbeat,
          Resource: `arn:aws:ec2:*:*:instance/${variable("aws:PrincipalTag/owner")}*`,
        },
        { ...everything, ...channels },
      ],
      "not-allowed, allowed",
    ],
    [
      "all but instances by a variable that has no value",
      [
        {
          ...everything,
          Resource: undefined,
          NotResource: `arn:aws:ec2:*:*:instance/${variable("aws:PrincipalTag/owner")}`,
        },
      ],
      allowed,
    ],
    [
      "all but parameters, by NotResource",
      [{ Effect: "Allow", Action: ["ssm:*", "ssmmessages:*"], NotResource: "arn:aws:ssm:*:*:parameter/*" }],
      allowed,
    ],
    [
      "a denial of all but what a developer needs",
      [everything, { Effect: "Deny", NotAction: ["s3:*", "ssm:*"], Resource: "*" }],
      "allowed, explicitly-denied",
    ],
    ["a boundary that allows what it must", coreStatements, allowed, coreStatements],
    [
      "a boundary without the channels",
      coreStatements,
      "allowed, not-allowed",
      [{ ...everything, Action: ["ssm:*", "s3:*"] }],
    ],
    [
      "a boundary of another Region",
      coreStatements,
      missing,
      [{ ...everything, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }],
    ],
    [
      "a boundary that denies changing itself",
      coreStatements,
      allowed,
      [everything, deny({ Action: ["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"] })],
    ],
    ["no statement at all", [], missing],
    ["an empty list of actions", [{ ...everything, Action: [] }], missing],
  ])("%s", (_, statements, expected, boundary) => {
    expect(decideForInstance(statements, { boundary })).toBe(expected);
  });
});

test("variables of a policy of 2008 are plain text", () => {
  const statement = {
    ...everything,
    Condition: { StringEquals: { "aws:RequestedRegion": variable("aws:RequestedRegion") } },
  };
  const decided = (Version: string | undefined) => {
    const role = aRole([], { inlinePolicies: [{ name: "old", document: aPolicy([statement], Version) }] });
    return createPermissions(aSnapshot({ role: [role] })).mayCall(role, "ssm:UpdateInstanceInformation")
      .decision;
  };
  expect([decided("2012-10-17"), decided("2008-10-17")]).toEqual(["allowed", "not-allowed"]);
});
