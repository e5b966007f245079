import { describe, expect, test } from "vitest";
import { aDocument, aScope, aSnapshot } from "../testing/a-document.ts";
import { aPolicy, aRole, type Written } from "../testing/a-role.ts";
import { callingInstance, coreStatements, everything } from "../testing/decide-for-instance.ts";
import { createPermissions } from "./permissions.ts";

// Trust and endpoint policies as people write them, and what AWS's documentation says of each.

describe("EC2 may assume a role whose trust names", () => {
  const trust = (changes: Written) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...changes });
  const ec2 = { Principal: { Service: "ec2.amazonaws.com" } };
  test.each<[name: string, partition: string, statements: Written[], decision: string]>([
    ["its service", "aws", [trust(ec2)], "allowed"],
    [
      "its service among others",
      "aws",
      [trust({ Principal: { Service: ["ssm.amazonaws.com", "ec2.amazonaws.com"] } })],
      "allowed",
    ],
    [
      "Systems Manager instead",
      "aws",
      [trust({ Principal: { Service: "ssm.amazonaws.com" } })],
      "not-allowed",
    ],
    [
      "its service in China, outside of China",
      "aws",
      [trust({ Principal: { Service: "ec2.amazonaws.com.cn" } })],
      "not-allowed",
    ],
    [
      "its service in China",
      "aws-cn",
      [trust({ Principal: { Service: "ec2.amazonaws.com.cn" } })],
      "allowed",
    ],
    ["the account", "aws", [trust({ Principal: { AWS: "arn:aws:iam::123456789012:root" } })], "not-allowed"],
    [
      "an identity provider",
      "aws",
      [
        trust({
          Action: "sts:AssumeRoleWithSAML",
          Principal: { Federated: "arn:aws:iam::123456789012:saml-provider/x" },
        }),
      ],
      "not-allowed",
    ],
    ["its service, for tagging alone", "aws", [trust({ ...ec2, Action: "sts:TagSession" })], "not-allowed"],
    [
      "its service, with an external id",
      "aws",
      [trust({ ...ec2, Condition: { StringEquals: { "sts:ExternalId": "x" } } })],
      "not-allowed",
    ],
    [
      "its service, and denies whoever is of no organization but services",
      "aws",
      [
        trust(ec2),
        trust({
          Effect: "Deny",
          Principal: "*",
          Condition: {
            StringNotEquals: { "aws:PrincipalOrgID": "o-1" },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
          },
        }),
      ],
      "allowed",
    ],
    [
      "its service, and denies it elsewhere",
      "aws",
      [trust(ec2), trust({ ...ec2, Effect: "Deny", Action: "sts:*" })],
      "explicitly-denied",
    ],
    ["nobody", "aws", [], "not-allowed"],
  ])("%s: %s", (_, partition, statements, decision) => {
    const role = aRole(coreStatements, { trustPolicy: aPolicy(statements) });
    const snapshot = aSnapshot({ role: [role] }, { scope: { ...aScope, partition } });
    expect(createPermissions(snapshot).trusts(role, "ec2").decision).toBe(decision);
  });
});

describe("through an endpoint passes", () => {
  const pass = (changes: Written) => [{ ...everything, Principal: "*", ...changes }];
  const mine = {
    StringEquals: { "aws:PrincipalAccount": "123456789012", "aws:ResourceAccount": "123456789012" },
  };
  test.each<[name: string, statements: Written[], decision: string]>([
    ["who is of the account, to what is of it", pass({ Condition: mine }), "allowed"],
    [
      "who is of an organization, perhaps",
      pass({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1", "aws:ResourceOrgID": "o-1" } } }),
      "undecided",
    ],
    [
      "nobody who is of another",
      pass({
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1", "aws:PrincipalAccount": "999999999999" } },
      }),
      "not-allowed",
    ],
    [
      "what AWS's own services ask, which a node is not",
      pass({ Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } } }),
      "not-allowed",
    ],
    [
      "no role by a wildcard in its ARN, which principals do not know",
      pass({ Principal: { AWS: "arn:aws:iam::123456789012:role/*" } }),
      "not-allowed",
    ],
    [
      "a role by a pattern of its ARN in a condition",
      pass({ Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/n*" } } }),
      "allowed",
    ],
    [
      "no heartbeat of a policy for Systems Manager's own resources",
      pass({ Action: "ssm:*", Resource: "arn:aws:ssm:eu-west-1:123456789012:*" }),
      "not-allowed",
    ],
    [
      "whoever a perimeter knows to come by it",
      [
        ...pass({}),
        ...pass({ Effect: "Deny", Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } } }),
      ],
      "allowed",
    ],
    [
      "what no public address is asked of",
      pass({ Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }),
      "not-allowed",
    ],
  ])("%s", (_, statements, decision) => {
    const role = aRole(coreStatements);
    const endpoint = aDocument("vpc-endpoint", "vpce-1", { policyDocument: aPolicy(statements) });
    const permissions = createPermissions(aSnapshot({ role: [role], "vpc-endpoint": [endpoint] }));
    expect(
      permissions.mayPass(endpoint, role, "ssm:UpdateInstanceInformation", callingInstance).decision,
    ).toBe(decision);
  });
});
