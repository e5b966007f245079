import { describe, expect, test } from "vitest";
import type { Role } from "../model/documents/role.ts";
import { aDocument, aMoment, aSnapshot } from "../testing/a-document.ts";
import { allow, aRole, deny, onlyIf, variable, type Written } from "../testing/a-role.ts";
import { createPermissions } from "./permissions.ts";
import type { CallWay } from "./request.ts";

const heartbeat = "ssm:UpdateInstanceInformation";

function decide(role: Role, { action = heartbeat, node }: { action?: string; node?: string } = {}) {
  return createPermissions(aSnapshot({ role: [role] })).mayCall(role, action, node);
}

type Case = [name: string, statements: Written[], decision: string];

describe("conditions on what is known of every call", () => {
  const revoked = (moment: number) =>
    deny({ Action: "*", ...onlyIf("DateLessThan", "aws:TokenIssueTime", new Date(moment).toISOString()) });
  test.each<Case>([
    ["the Region", [allow(onlyIf("StringEquals", "aws:RequestedRegion", "eu-west-1"))], "allowed"],
    [
      "the Region in another case of the key",
      [allow(onlyIf("StringEquals", "AWS:requestedregion", "eu-west-1"))],
      "allowed",
    ],
    ["another Region", [allow(onlyIf("StringEquals", "aws:RequestedRegion", "us-east-1"))], "not-allowed"],
    [
      "a list of Regions",
      [allow(onlyIf("StringEquals", "aws:RequestedRegion", ["us-east-1", "eu-west-1"]))],
      "allowed",
    ],
    ["Regions by a pattern", [allow(onlyIf("StringLike", "aws:RequestedRegion", "eu-*"))], "allowed"],
    [
      "a Region that is denied",
      [allow(), deny(onlyIf("StringNotEquals", "aws:RequestedRegion", ["us-east-1"]))],
      "explicitly-denied",
    ],
    [
      "Regions that are not denied",
      [allow(), deny(onlyIf("StringNotEquals", "aws:RequestedRegion", ["eu-west-1"]))],
      "allowed",
    ],
    ["the role", [allow(onlyIf("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::*:role/node"))], "allowed"],
    [
      "another role",
      [allow(onlyIf("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/admin-*"))],
      "not-allowed",
    ],
    [
      "the account as a number",
      [allow(onlyIf("StringEquals", "aws:PrincipalAccount", 123456789012))],
      "allowed",
    ],
    ["the kind of principal", [allow(onlyIf("StringEquals", "aws:PrincipalType", "User"))], "not-allowed"],
    ["TLS", [allow(onlyIf("Bool", "aws:SecureTransport", true))], "allowed"],
    ["no TLS denied", [allow(), deny(onlyIf("Bool", "aws:SecureTransport", "false"))], "allowed"],
    ["a service that calls", [allow(onlyIf("Bool", "aws:ViaAWSService", "true"))], "not-allowed"],
    [
      "the services in between",
      [allow(onlyIf("ForAnyValue:StringEquals", "aws:CalledVia", ["ssm.amazonaws.com"]))],
      "not-allowed",
    ],
    ["a second factor", [allow(onlyIf("Bool", "aws:MultiFactorAuthPresent", "true"))], "not-allowed"],
    [
      "calls without a second factor denied",
      [allow(), deny(onlyIf("BoolIfExists", "aws:MultiFactorAuthPresent", "false"))],
      "explicitly-denied",
    ],
    [
      "tags that a call would give",
      [allow(), deny(onlyIf("Null", "aws:RequestTag/team", "true"))],
      "explicitly-denied",
    ],
    [
      "tags that a call may not give",
      [allow(), deny(onlyIf("StringEquals", "aws:RequestTag/team", "x"))],
      "allowed",
    ],
    ["a key that no session has", [allow(onlyIf("Null", "aws:SourceArn", "true"))], "allowed"],
    [
      "a date that is over",
      [allow(onlyIf("DateLessThan", "aws:CurrentTime", "2026-01-01T00:00:00Z"))],
      "not-allowed",
    ],
    ["a date to come", [allow(onlyIf("DateLessThan", "aws:CurrentTime", "2027-01-01T00:00:00Z"))], "allowed"],
    ["a date in seconds", [allow(onlyIf("NumericLessThan", "aws:EpochTime", "1"))], "not-allowed"],
    ["sessions that were revoked long ago", [allow(), revoked(aMoment - 30 * 86_400_000)], "allowed"],
    ["sessions that were revoked just now", [allow(), revoked(aMoment - 60_000)], "undecided"],
    ["sessions that are revoked for good", [allow(), revoked(aMoment + 86_400_000)], "explicitly-denied"],
    [
      "two of one operator",
      [
        allow({
          Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1", "aws:PrincipalType": "User" } },
        }),
      ],
      "not-allowed",
    ],
    [
      "an operator that IAM does not have",
      [allow(onlyIf("Resembles", "aws:RequestedRegion", "eu-west-1"))],
      "not-allowed",
    ],
  ])("%s", (_, statements, decision) => {
    expect(decide(aRole(statements)).decision).toBe(decision);
  });
});

describe("conditions on what nobody here knows", () => {
  const fromEndpoint = onlyIf("StringEquals", "aws:SourceVpce", "vpce-1");
  const notFromEndpoint = onlyIf("StringNotEquals", "aws:SourceVpce", "vpce-1");
  test.each<Case>([
    ["an allow and no other", [allow(fromEndpoint)], "undecided"],
    ["an allow beside one without", [allow(fromEndpoint), allow()], "allowed"],
    ["a deny over an allow", [allow(), deny(notFromEndpoint)], "undecided"],
    ["a deny over nothing", [deny(notFromEndpoint)], "not-allowed"],
    ["a deny beside one without", [allow(), deny(notFromEndpoint), deny()], "explicitly-denied"],
    [
      "a deny of other actions",
      [allow(), deny({ Action: "ssm:SendCommand", ...notFromEndpoint })],
      "allowed",
    ],
    [
      "an allow in another Region as well",
      [
        allow({
          Condition: { StringEquals: { "aws:SourceVpce": "vpce-1", "aws:RequestedRegion": "us-east-1" } },
        }),
      ],
      "not-allowed",
    ],
    ["an allow of another action", [allow({ Action: "ssm:GetParameter", ...fromEndpoint })], "not-allowed"],
    ["an allow on other resources", [allow({ Resource: "arn:aws:s3:::x", ...fromEndpoint })], "not-allowed"],
    ["a tag of the role", [allow(onlyIf("StringEquals", "aws:PrincipalTag/team", "a"))], "undecided"],
    ["the organization", [allow(onlyIf("StringEquals", "aws:PrincipalOrgID", "o-1"))], "undecided"],
    ["an address", [allow(), deny(onlyIf("NotIpAddress", "aws:SourceIp", "192.0.2.0/24"))], "undecided"],
    [
      "if it is there at all",
      [allow(onlyIf("StringEqualsIfExists", "aws:SourceVpce", "vpce-1"))],
      "undecided",
    ],
    ["whether it is there", [allow(onlyIf("Null", "aws:SourceVpce", "false"))], "undecided"],
    [
      "a variable in a value",
      [allow(onlyIf("StringEquals", "aws:PrincipalAccount", variable("aws:PrincipalTag/account")))],
      "undecided",
    ],
    [
      "the instance that calls",
      [allow(onlyIf("ArnLike", "ec2:SourceInstanceARN", "arn:aws:ec2:*:*:instance/i-1*"))],
      "undecided",
    ],
  ])("%s", (_, statements, decision) => {
    expect(decide(aRole(statements)).decision).toBe(decision);
  });

  test("are named, those alone that could change it", () => {
    const role = aRole([
      allow(),
      deny(notFromEndpoint),
      deny(onlyIf("NotIpAddress", "aws:SourceIp", "192.0.2.0/24")),
      allow(onlyIf("StringEquals", "aws:PrincipalTag/team", "a")),
    ]);
    expect(decide(role)).toMatchObject({
      decision: "undecided",
      by: "identity-policy",
      conditionKeys: ["aws:SourceIp", "aws:SourceVpce"],
      isPerNode: false,
      statement: { policy: "own", sid: "statement 2" },
    });
  });
});

describe("tags of the role", () => {
  const under = (operator: string, key: string, tags: Role["tags"]) =>
    decide(aRole([allow(), deny(onlyIf(operator, `aws:PrincipalTag/${key}`, "core"))], { tags })).decision;

  test.each([
    ["StringEquals", "team", { team: "core" }, "explicitly-denied"],
    ["StringEquals", "Team", { team: "core" }, "explicitly-denied"],
    ["StringNotEquals", "team", { team: "core" }, "allowed"],
    ["StringNotEquals", "team", { team: "web" }, "explicitly-denied"],
    ["StringNotEquals", "team", { owner: "core" }, "explicitly-denied"],
    ["StringEquals", "team", { owner: "core" }, "allowed"],
    ["StringNotEqualsIfExists", "team", null, "undecided"],
    ["StringEquals", "team", null, "undecided"],
  ] as const)("decide %s on %s with %j", (operator, key, tags, decision) => {
    expect(under(operator, key, tags)).toBe(decision);
  });

  test("are put where a policy wants their value", () => {
    const role = aRole(
      [allow(onlyIf("StringEquals", "aws:RequestedRegion", variable("aws:PrincipalTag/home")))],
      {
        tags: { home: "eu-west-1" },
      },
    );
    expect(decide(role).decision).toBe("allowed");
  });
});

describe("the instance that has its credentials from EC2", () => {
  const id = "i-0123456789abcdef0";
  const decideFor = (statements: Written[], changes: Partial<Role> = {}, way?: CallWay) => {
    const role = aRole(statements, changes);
    const instance = aDocument("instance", id, { vpcId: "vpc-1", privateAddress: "10.0.0.7" });
    const permissions = createPermissions(aSnapshot({ role: [role], instance: [instance] }));
    return permissions.mayCall(role, "ssmmessages:OpenControlChannel", id, way);
  };
  const open = { Action: "ssmmessages:*" };
  const self = (pattern: string) => onlyIf("ArnLike", "ec2:SourceInstanceARN", pattern);

  test.each<Case>([
    ["its own ARN", [allow({ ...open, ...self(`arn:aws:ec2:*:*:instance/${id}`) })], "allowed"],
    ["another's", [allow({ ...open, ...self("arn:aws:ec2:*:*:instance/i-0fff") })], "not-allowed"],
    [
      "its VPC",
      [allow(open), deny({ ...open, ...onlyIf("StringNotEquals", "aws:Ec2InstanceSourceVpc", "vpc-1") })],
      "allowed",
    ],
    [
      "its address",
      [allow({ ...open, ...onlyIf("StringEquals", "aws:Ec2InstanceSourcePrivateIPv4", "10.0.0.8") })],
      "not-allowed",
    ],
  ])("is known by %s", (_, statements, decision) => {
    expect(decideFor(statements).decision).toBe(decision);
  });

  test.each([
    ["required", "allowed"],
    ["optional", "undecided"],
  ] as const)(
    "had its role by the second version of metadata where that is %s: %s",
    (httpTokens, decision) => {
      const role = aRole([
        allow(open),
        deny({ ...open, ...onlyIf("NumericLessThan", "ec2:RoleDelivery", "2.0") }),
      ]);
      const metadataOptions = {
        ...{ state: "applied", httpEndpoint: "enabled", httpTokens },
        ...{ httpPutResponseHopLimit: 1, httpProtocolIpv6: null },
      };
      const instance = aDocument("instance", id, { metadataOptions });
      const permissions = createPermissions(aSnapshot({ role: [role], instance: [instance] }));
      expect(permissions.mayCall(role, "ssmmessages:OpenControlChannel", id).decision).toBe(decision);
    },
  );

  test("is not known where it is another service that hands the role out", () => {
    const statement = {
      Effect: "Allow",
      Principal: { Service: "ssm.amazonaws.com" },
      Action: "sts:AssumeRole",
    };
    const trustPolicy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const statements = [allow({ ...open, ...self("arn:aws:ec2:*:*:instance/*") })];
    expect(decideFor(statements, { trustPolicy }).decision).toBe("undecided");
  });

  test("may use its credentials from its own VPC alone, where a guard compares the two", () => {
    const guard = deny({
      Action: "*",
      Condition: {
        StringNotEquals: { "aws:SourceVpc": variable("aws:EC2InstanceSourceVPC") },
        Null: { "ec2:SourceInstanceARN": "false" },
        BoolIfExists: { "aws:ViaAWSService": "false" },
      },
    });
    const over = (vpcId: string) =>
      decideFor([allow(open), guard], {}, { over: "endpoint", endpointId: "vpce-1", vpcId, addresses: null });
    expect(over("vpc-1").decision).toBe("allowed");
    expect(over("vpc-2").decision).toBe("explicitly-denied");
    expect(decideFor([allow(open), guard], {}, { over: "internet", addresses: null }).decision).toBe(
      "explicitly-denied",
    );
    expect(decideFor([allow(open), guard]).conditionKeys).toEqual(["aws:SourceVpc"]);
  });
});

describe("the way of a call", () => {
  const over = (condition: object, way?: CallWay) => {
    const role = aRole([allow(), deny({ Condition: condition })]);
    return createPermissions(aSnapshot({ role: [role] })).mayCall(role, heartbeat, "i-1", way).decision;
  };
  const endpoint: CallWay = { over: "endpoint", endpointId: "vpce-1", vpcId: "vpc-1", addresses: null };
  const internet: CallWay = { over: "internet", addresses: null };

  test.each([
    [{ StringNotEquals: { "aws:SourceVpce": "vpce-1" } }, "allowed", "explicitly-denied"],
    [{ StringNotEquals: { "aws:sourceVpc": ["vpc-1", "vpc-2"] } }, "allowed", "explicitly-denied"],
    [{ StringEquals: { "aws:SourceVpc": "vpc-1" } }, "explicitly-denied", "allowed"],
    [{ NotIpAddress: { "aws:SourceIp": "198.51.100.0/24" } }, "explicitly-denied", "undecided"],
    [{ IpAddress: { "aws:SourceIp": "198.51.100.0/24" } }, "allowed", "undecided"],
    [{ NotIpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } }, "undecided", "explicitly-denied"],
  ])(
    "decides %j: over an endpoint %s, over the internet %s, and unknown not at all",
    (condition, ...expected) => {
      expect([over(condition, endpoint), over(condition, internet)]).toEqual(expected);
      expect(over(condition)).toBe("undecided");
    },
  );
});
