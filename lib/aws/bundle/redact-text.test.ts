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
