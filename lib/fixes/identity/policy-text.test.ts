import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  exceptingRole,
  readPolicy,
  widePatterns,
  withChangedStatement,
  withoutActions,
  withStatement,
} from "./policy-text.ts";

const heartbeat = "ssm:UpdateInstanceInformation";
const channel = ["ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"];
const needed = [heartbeat, ...channel];
const deny = (changes: object) => ({ Effect: "Deny", Resource: "*", ...changes });

describe("a statement without some actions", () => {
  test.each([
    ["names the others", ["s3:*", heartbeat], { Action: ["s3:*"] }],
    ["keeps a pattern that covers none of them", "ssm:Put*", { Action: ["ssm:Put*"] }],
    ["loses a pattern that covers one, in whatever letters", ["SSM:update*", "s3:*"], { Action: ["s3:*"] }],
    ["loses one with a question mark", ["ssm:UpdateInstanceInformatio?", "s3:*"], { Action: ["s3:*"] }],
    ["is for all but them, where it was for everything", ["*", "s3:*"], { NotAction: needed }],
    [
      "takes no dot for any letter",
      ["ssm.UpdateInstanceInformation"],
      { Action: ["ssm.UpdateInstanceInformation"] },
    ],
  ])("%s", (_, Action, expected) => {
    expect(withoutActions(deny({ Action }), needed)).toEqual([deny(expected)]);
  });

  test("is none, where it named nothing else", () => {
    expect(withoutActions(deny({ Action: ["ssmmessages:*", heartbeat] }), needed)).toEqual([]);
  });

  test("spares them too, where it named what it spares", () => {
    const statement = deny({ NotAction: ["s3:*", "ssmmessages:*"] });
    expect(withoutActions(statement, needed)).toEqual([
      deny({ NotAction: ["s3:*", "ssmmessages:*", heartbeat] }),
    ]);
  });

  test("tells which patterns took more with them", () => {
    expect(widePatterns(deny({ Action: ["ssm:Update*", heartbeat, "s3:*"] }), needed)).toEqual([
      "ssm:Update*",
    ]);
    expect(widePatterns(deny({ Action: "*" }), needed)).toEqual([]);
    expect(widePatterns(deny({ NotAction: "s3:*" }), needed)).toEqual([]);
  });
});

describe("a statement that excepts a role", () => {
  const role = "arn:aws:iam::123456789012:role/node";

  test("says the same of everyone else, and of the role all but the actions", () => {
    const Condition = { Bool: { "aws:SecureTransport": "false" } };
    const statement = deny({ Sid: "Guard", Action: ["s3:*", heartbeat], Condition });
    expect(exceptingRole(statement, role, needed)).toEqual([
      { ...statement, Condition: { ...Condition, ArnNotEquals: { "aws:PrincipalArn": [role] } } },
      deny({ Action: ["s3:*"], Condition: { ...Condition, ArnEquals: { "aws:PrincipalArn": [role] } } }),
    ]);
  });

  test("excepts it beside those that are excepted already, in whatever letters the key is", () => {
    const Condition = { ArnNotEquals: { "AWS:principalarn": "arn:other" } };
    expect(exceptingRole(deny({ Action: heartbeat, Condition }), role, needed)).toEqual([
      deny({ Action: heartbeat, Condition: { ArnNotEquals: { "AWS:principalarn": ["arn:other", role] } } }),
    ]);
  });
});

describe("a policy", () => {
  const policy = {
    Version: "2012-10-17",
    Id: "p",
    Statement: [deny({ Action: "a:b" }), deny({ Action: "c:d" })],
  };
  const text = JSON.stringify(policy);

  test("keeps all but the statement that is changed", () => {
    const written = JSON.stringify(policy.Statement[0]);
    expect(JSON.parse(withChangedStatement(text, written, () => [])!)).toEqual({
      ...policy,
      Statement: [policy.Statement[1]],
    });
  });

  test("of one statement is none without it, whether that stands in a list or not", () => {
    const [only] = policy.Statement;
    for (const Statement of [only, [only]])
      expect(withChangedStatement(JSON.stringify({ Statement }), JSON.stringify(only), () => [])).toBeNull();
  });

  test.each(["", "null", "[]", "{}", '{"Statement":null}', "no JSON"])("is not what says %j", (other) => {
    expect(withStatement(other, {})).toBeNull();
    expect(withChangedStatement(other, "", () => [])).toBeNull();
  });

  test("has one statement more, and all that it had", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ Effect: fc.constant("Allow"), Sid: fc.string() })), (statements) => {
        const more = withStatement(JSON.stringify({ Statement: statements }), { Sid: "own" })!;
        expect(readPolicy(more)?.Statement).toEqual([...statements, { Sid: "own" }]);
      }),
    );
  });
});
