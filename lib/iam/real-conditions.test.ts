import { describe, expect, test } from "vitest";
import { variable, type Written } from "../testing/a-role.ts";
import {
  callingInstance,
  coreStatements,
  decideForInstance,
  everything,
  overEndpoint,
} from "../testing/decide-for-instance.ts";

// Conditions as AWS's documentation and its samples write them, and what it says of a key that a call does not have.

const unless = (Condition: object) => [...coreStatements, { ...everything, Effect: "Deny", Condition }];
const onlyIf = (Condition: object) => coreStatements.map((statement) => ({ ...statement, Condition }));
const both = (decision: string) => `${decision}, ${decision}`;
const [allowed, denied, missing, open] = ["allowed", "explicitly-denied", "not-allowed", "undecided"].map(
  both,
);

describe("a condition on", () => {
  test.each<
    [name: string, statements: Written[], overNat: string | undefined, overEndpoint?: string | undefined]
  >([
    [
      "a Region, but for services that are global",
      [
        ...coreStatements,
        {
          Effect: "Deny",
          NotAction: ["iam:*", "sts:*"],
          Resource: "*",
          Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1"] } },
        },
      ],
      denied,
    ],
    ["TLS", unless({ Bool: { "aws:SecureTransport": "false" } }), allowed],
    [
      "a second factor, where it is there",
      unless({ Bool: { "aws:MultiFactorAuthPresent": "false" } }),
      denied,
    ],
    [
      "a service in between",
      onlyIf({ "ForAnyValue:StringEquals": { "aws:CalledVia": "cloudformation.amazonaws.com" } }),
      missing,
    ],
    [
      "a service in between, which a call without any passes",
      onlyIf({ "ForAllValues:StringEquals": { "aws:CalledVia": "cloudformation.amazonaws.com" } }),
      allowed,
    ],
    [
      "none in between, where there is none",
      unless({ "ForAnyValue:StringNotEquals": { "aws:CalledVia": "cloudformation.amazonaws.com" } }),
      allowed,
    ],
    ["tags of the role", onlyIf({ StringEquals: { "aws:PrincipalTag/team": ["core", "web"] } }), allowed],
    ["a tag that it lacks", unless({ StringNotEquals: { "aws:PrincipalTag/owner": "core" } }), denied],
    [
      "a tag that it lacks, if it has it",
      unless({ StringNotEqualsIfExists: { "aws:PrincipalTag/owner": "core" } }),
      denied,
    ],
    ["whether it has a tag", unless({ Null: { "aws:PrincipalTag/cost-center": "true" } }), allowed],
    [
      "a variable that has no value, which nothing equals",
      onlyIf({ StringEquals: { "aws:PrincipalAccount": variable("aws:PrincipalTag/owner") } }),
      missing,
    ],
    [
      "a variable that has no value, from which everything differs",
      unless({ StringNotEquals: { "aws:PrincipalAccount": variable("aws:PrincipalTag/owner") } }),
      denied,
    ],
    [
      "a variable with a value for where it has none",
      onlyIf({ StringEquals: { "aws:RequestedRegion": variable("aws:PrincipalTag/home, 'eu-west-1'") } }),
      allowed,
    ],
    [
      "tags of the instance, which the session channel is not about",
      onlyIf({ StringEquals: { "aws:ResourceTag/team": "core" } }),
      "undecided, not-allowed",
    ],
    [
      "other tags of the node in Systems Manager",
      unless({ StringNotEquals: { "ssm:resourceTag/env": "prod" } }),
      "undecided, explicitly-denied",
    ],
    ["a tag of the node", unless({ StringLike: { "ssm:resourceTag/env": "prod*" } }), "undecided, allowed"],
    [
      "a tag of the node, where it has one",
      onlyIf({ StringEqualsIfExists: { "aws:ResourceTag/team": "core" } }),
      "undecided, allowed",
    ],
    [
      "another tag of the node, where it has one",
      unless({ StringNotEqualsIfExists: { "ec2:ResourceTag/team": "core" } }),
      "undecided, explicitly-denied",
    ],
    [
      "whether the node lacks a tag",
      unless({ Null: { "aws:ResourceTag/team": "true" } }),
      "undecided, explicitly-denied",
    ],
    [
      "whether the node has a tag",
      unless({ Null: { "aws:ResourceTag/team": "false" } }),
      "undecided, allowed",
    ],
    [
      "tags of the node as a set, which is empty",
      onlyIf({ "ForAllValues:StringEquals": { "aws:ResourceTag/team": ["core"] } }),
      "undecided, allowed",
    ],
    [
      "a tag of the node that is to be the role's",
      onlyIf({ StringEquals: { "aws:ResourceTag/team": variable("aws:PrincipalTag/team") } }),
      "undecided, not-allowed",
    ],
    [
      "the role's tag that is to be the node's",
      unless({ StringNotEquals: { "aws:PrincipalTag/team": variable("aws:ResourceTag/team") } }),
      "undecided, explicitly-denied",
    ],
    [
      "the instance itself",
      onlyIf({
        ArnEquals: {
          "ec2:SourceInstanceARN": `arn:aws:ec2:eu-west-1:123456789012:instance/${callingInstance}`,
        },
      }),
      allowed,
    ],
    [
      "another",
      onlyIf({ StringLike: { "ec2:SourceInstanceARN": "arn:aws:ec2:*:*:instance/i-0fff*" } }),
      missing,
    ],
    ["the organization", unless({ StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }), open],
    [
      "an organization that it is asked for only if it has one",
      unless({ StringNotEqualsIfExists: { "aws:ResourceOrgID": "o-a1b2c3d4e5" } }),
      open,
    ],
    [
      "the organization beside what is known to differ",
      unless({
        StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:PrincipalAccount": "123456789012" },
      }),
      allowed,
    ],
    [
      "a date that is over, with its zone",
      onlyIf({ DateLessThan: { "aws:CurrentTime": "2026-11-01T13:30:00+02:00" } }),
      missing,
    ],
    [
      "a day",
      onlyIf({
        DateGreaterThan: { "aws:CurrentTime": "2026-10-31T00:00:00Z" },
        DateLessThanEquals: { "aws:CurrentTime": "2026-11-30T23:59:59Z" },
      }),
      allowed,
    ],
    [
      "seconds since 1970, as a date",
      onlyIf({ DateGreaterThan: { "aws:EpochTime": "1700000000" } }),
      allowed,
    ],
    [
      "the ways of a data perimeter",
      unless({
        NotIpAddressIfExists: { "aws:SourceIp": ["203.0.113.0/24"] },
        StringNotEqualsIfExists: { "aws:SourceVpc": ["vpc-1"] },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
        ArnNotLikeIfExists: { "aws:PrincipalArn": "arn:aws:iam::*:role/aws-service-role/*" },
      }),
      denied,
      allowed,
    ],
    [
      "the ways of a data perimeter of which the role is let off",
      unless({
        NotIpAddressIfExists: { "aws:SourceIp": ["203.0.113.0/24"] },
        StringNotEqualsIfExists: { "aws:PrincipalTag/team": "core" },
      }),
      allowed,
      allowed,
    ],
    [
      "a VPC, by the instance that had the credentials",
      unless({
        StringNotEquals: { "aws:SourceVpc": variable("aws:Ec2InstanceSourceVpc") },
        Null: { "ec2:SourceInstanceARN": "false" },
        BoolIfExists: { "aws:ViaAWSService": "false" },
      }),
      denied,
      allowed,
    ],
    [
      "its address, by the instance that had the credentials",
      unless({ StringNotEquals: { "aws:VpcSourceIp": variable("aws:Ec2InstanceSourcePrivateIPv4") } }),
      denied,
      allowed,
    ],
    [
      "an endpoint, which a call over none passes",
      unless({
        StringNotEqualsIfExists: { "aws:SourceVpce": "vpce-1" },
        Null: { "aws:SourceVpce": "false" },
      }),
      allowed,
      allowed,
    ],
    [
      "an endpoint of several, as sets",
      onlyIf({ "ForAnyValue:StringEquals": { "aws:SourceVpce": ["vpce-0", "vpce-1"] } }),
      missing,
      allowed,
    ],
    [
      "any endpoint of the account",
      unless({ StringNotEquals: { "aws:VpceAccount": "123456789012" } }),
      denied,
      open,
    ],
    [
      "addresses of both families",
      onlyIf({ IpAddress: { "aws:SourceIp": ["2001:db8::/32", "198.51.100.10"] } }),
      allowed,
      missing,
    ],
    [
      "whether a call comes over an endpoint",
      onlyIf({ Null: { "aws:SourceVpce": false } }),
      missing,
      allowed,
    ],
  ])("%s", (_, statements, expected, other) => {
    expect(decideForInstance(statements)).toBe(expected);
    expect(decideForInstance(statements, { way: overEndpoint })).toBe(other ?? expected);
  });
});
