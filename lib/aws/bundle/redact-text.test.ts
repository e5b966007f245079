import { describe, expect, test } from "vitest";
import type { BundleFile } from "./recorder.ts";
import { redactBundle } from "./redact.ts";
import { createRedaction } from "./redact-text.ts";

const redaction = createRedaction("only for this test");

describe("no text keeps", () => {
  test.each([
    ["a public address in a host's name", "ec2-54-73-169-56.compute-1.amazonaws.com", "54-73-169-56"],
    ["a hardware address", "02:79:5d:fa:a2:88", "79:5d:fa"],
    ["a bucket's name", "arn:aws:s3:::prod-ledger/*", "ledger"],
    ["a parameter's name", "arn:aws:ssm:eu-west-1:123456789012:parameter/prod/db", "prod"],
    ["a secret's name", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ledger-a1b2c3", "ledger"],
    ["an address of mail", "Owner: jane.doe@corp.example", "jane"],
    ["an access key, which tells its account", "key ASIAIOSFODNN7EXAMPLE", "IOSFODNN7"],
    ["an organization", "aws:PrincipalOrgID o-a1b2c3d4e5", "a1b2c3d4e5"],
    ["a role that a denial names", "on resource: role ledger-web because no policy", "ledger"],
    ["what AWS encoded", "Encoded authorization failure message: aBcD-1234", "aBcD"],
  ])("%s", (_, whole, secret) => {
    expect(redaction.text(whole)).not.toContain(secret);
  });
});

describe("rules go on to hold, as nothing is replaced in", () => {
  test.each([
    "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    "arn:aws:ec2:us-east-1:aws:prefix-list/pl-02cd2c6b",
    "arn:aws:s3:::aws-ssm-eu-west-1/*",
    "arn:aws:ec2:*:*:instance/i-*",
    "arn:aws:ec2:*:*:instance/i-0b3*",
    "ssmmessages.eu-west-1.amazonaws.com",
    "ec2:DescribeInstances",
  ])("%s", (whole) => {
    expect(redaction.text(whole)).toBe(whole);
  });

  test("the types, ids, wildcards and variables of an ARN", () => {
    expect(redaction.text("arn:aws:ec2:*:*:instance/i-0123456789abcdef0")).toBe(
      "arn:aws:ec2:*:*:instance/i-0123456789abcdef0",
    );
    const own = redaction.text(`arn:aws:s3:::home/\${aws:username}/*`);
    expect(own).toBe(`arn:aws:s3:::${redaction.name("home")}/\${aws:username}/*`);
  });
});

test("a name is the same in a field, in an ARN and in AWS's message about it", () => {
  const bundle: BundleFile = {
    muster: 1,
    scope: { partition: "aws", account: "123456789012", region: "eu-west-1" },
    at: "2026-11-01T12:00:00Z",
    documents: {},
    errors: {
      "iam:GetRole": [
        {
          input: { RoleName: "web" },
          code: "NoSuchEntity",
          message: "The role with name web cannot be found.",
        },
      ],
    },
  };
  const name = redaction.name("web");
  expect(redactBundle(bundle, "only for this test").errors["iam:GetRole"]).toEqual([
    {
      input: { RoleName: name },
      code: "NoSuchEntity",
      message: `The role with name ${name} cannot be found.`,
    },
  ]);
  expect(redaction.text("arn:aws:iam::*:role/web")).toBe(`arn:aws:iam::*:role/${name}`);
});

test("a tag's value is replaced even where it begins as AWS's own names do", () => {
  expect(redaction.tagValue("aws-payments")).not.toContain("payments");
});

test("a zone over AWS's own names stays what it is, and others do not", () => {
  const zones = [
    "ssm.eu-west-1.amazonaws.com.",
    "amazonaws.com.",
    "ledger.s3.eu-west-1.amazonaws.com.",
    "corp.example.",
  ];
  const bundle: BundleFile = {
    muster: 1,
    scope: { partition: "aws", account: "123456789012", region: "eu-west-1" },
    at: "2026-11-01T12:00:00Z",
    documents: { "route53:ListHostedZonesByVPC": { HostedZoneSummaries: zones.map((Name) => ({ Name })) } },
    errors: {},
  };
  const { documents } = redactBundle(bundle, "only for this test");
  const text = JSON.stringify(documents);
  expect(zones.filter((zone) => text.includes(`"${zone}"`))).toEqual(zones.slice(0, 2));
});

test("nothing that somebody wrote stays in an event of CloudTrail, and who called in a service's name does", () => {
  const event = (userAgent: string) => ({
    CloudTrailEvent: JSON.stringify({
      userIdentity: { principalId: "AROA:jane.doe", accessKeyId: "ASIAIOSFODNN7EXAMPLE" },
      userAgent,
      requestParameters: { reason: "jane asks", tagSet: { items: [{ key: "Owner", value: "jane" }] } },
      responseElements: { sessionId: "jane.doe-19c946019951254fd", streamUrl: "wss://x/jane.doe-19c946" },
    }),
    Username: "jane.doe",
    Resources: [{ ResourceName: "jane" }, { ResourceName: "i-0123456789abcdef0" }],
  });
  const bundle: BundleFile = {
    muster: 1,
    scope: { partition: "aws", account: "123456789012", region: "eu-west-1" },
    at: "2026-11-01T12:00:00Z",
    documents: {
      "cloudtrail:LookupEvents": { Events: [event("aws-cli/2.15 jane-laptop"), event("ssm.amazonaws.com")] },
      "ec2:DescribeInstances": { Reservations: [{ Instances: [{ PrivateDnsName: "db.jane.corp" }] }] },
    },
    errors: {},
  };
  const text = JSON.stringify(redactBundle(bundle, "only for this test"));
  expect(text).not.toMatch(/jane|IOSFODNN7/);
  expect(text).toContain("ssm.amazonaws.com");
  expect(text).toContain("i-0123456789abcdef0");
});
