import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Request } from "../request.ts";
import { parseRequest } from "./parse-request.ts";
import { a, arns, b, commands, errors, expressions, hybrid, ids, old, structures } from "./paste-cases.ts";
import { observed } from "./paste-observed.ts";
import { programs } from "./paste-programs.ts";
import { scripts } from "./paste-scripts.ts";

/** What a request says, without what the text left open. */
function brief(request: Request) {
  return {
    form: request.form,
    ...(request.isOperationAssumed ? {} : { operation: request.operation }),
    ...(request.nodes.length > 0 ? { ids: request.nodes.map(({ id }) => id) } : {}),
    ...(request.malformed.length > 0 ? { malformed: request.malformed.map(({ text }) => text) } : {}),
    ...(request.expressions.length > 0
      ? { expressions: request.expressions.map(({ key, values }) => `${key}=${values.join(",")}`) }
      : {}),
    ...(request.holders.length > 0
      ? { holders: request.holders.map(({ kind, id }) => `${kind} ${id}`) }
      : {}),
    ...(request.documentName === null ? {} : { document: request.documentName }),
    ...(request.region === null ? {} : { region: request.region }),
    ...(request.account === null ? {} : { account: request.account }),
    ...(request.error === null ? {} : { error: request.error.code }),
    ...(request.notes.length > 0 ? { notes: request.notes.map(({ kind }) => kind) } : {}),
  };
}

describe.each([
  ["ids in any mess", "text", ids],
  ["ARNs", "text", arns],
  ["expressions", "text", expressions],
  ["command lines", "command-line", commands],
  ["scripts", "command-line", scripts],
  ["programs", "source-code", programs],
  ["structures", "", structures],
  ["what was observed", "", observed],
  ["errors", "error-message", errors],
] as const)("%s", (_, form, cases) => {
  test.each([...cases])("%s", async (_name, text, expected) => {
    expect(brief(await parseRequest(text))).toEqual({ form, ...expected });
  });
});

test("nothing at all is empty, and no failure", async () => {
  expect(brief(await parseRequest(" \n\t"))).toEqual({ form: "empty" });
});

test("what an ARN says of the place is kept", async () => {
  const { nodes } = await parseRequest(`arn:aws:ec2:eu-west-1:123456789012:instance/${a}`);
  expect(nodes[0]!.place).toEqual({ partition: "aws", account: "123456789012", region: "eu-west-1" });
});

test("notifications are read, in shorthand and in JSON", async () => {
  const shorthand = await parseRequest(
    `aws ssm send-command --instance-ids ${a} --service-role-arn arn:aws:iam::123456789012:role/notify --notification-config NotificationArn=arn:aws:sns:eu-west-1:123456789012:runs,NotificationEvents=Success,Failed,NotificationType=Command`,
  );
  expect(shorthand.notification).toEqual({
    topicArn: "arn:aws:sns:eu-west-1:123456789012:runs",
    events: ["Success", "Failed"],
    type: "Command",
    roleArn: "arn:aws:iam::123456789012:role/notify",
  });
});

test("parameters are left behind: they may be secrets", async () => {
  const secret = "correct-horse-battery-staple";
  const texts = [
    `aws ssm send-command --instance-ids ${a} --parameters 'commands=["export TOKEN=${secret}"]'`,
    JSON.stringify({ InstanceIds: [a], Parameters: { commands: [secret] } }),
    `Targets:\n  - Key: InstanceIds\n    Values: [${a}]\nParameters:\n  commands: [${secret}]\n`,
  ];
  for (const text of texts) expect(JSON.stringify(await parseRequest(text))).not.toContain(secret);
});

test("ten thousand ids in one paste are all found, in their order", async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `i-${index.toString(16).padStart(17, "0")}`);
  const { nodes } = await parseRequest(many.join(",\n"));
  expect(nodes.map(({ id }) => id)).toEqual(many);
});

test("no text at all makes it throw, and every well-formed id between spaces is found", async () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(
      a,
      b,
      "aws ssm ",
      "--targets ",
      "Key=",
      "Values=",
      "{",
      "}",
      "[[",
      "'",
      '"',
      "\\\n",
      'resource "aws_ssm_association"',
      "tag:",
      "- ",
      ": ",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      await parseRequest(pieces.join(""));
    }),
    { numRuns: 600 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(a, b, old, hybrid), { minLength: 1, maxLength: 30 }),
      async (list) => {
        expect((await parseRequest(list.join(" "))).nodes.map(({ id }) => id)).toEqual(list);
      },
    ),
  );
});

// A search that starts anew from each place of such a line takes minutes, and the runner's patience ends after seconds.
const units = [
  ...["a", "-", " ", '"', "'", "[", "\\", "```", "0", "i-", "i-1 ", "mw-0", "\t", "=", ","],
  ...["tag:", "Key=", "Key=a,Values=", "Key=a,Values=b ", "tag:Env=prod ", "- a\n", "a: b\n", "x \\\n"],
  ...["aws ", "aws -x ", "aws ssm send-command ", "aws ssm send-command '", "--instance-ids "],
  ...["An error occurred (", "Instances [[", "is not authorized to perform: ssm:", "association "],
  ...['resource "aws_ssm_association" "x" {', "arn:aws:ec2:", "i-0123456789abcdef0, "],
];

test.each(units)("a line of nothing but %j is read while somebody waits", async (unit) => {
  const request = await parseRequest(`x${unit.repeat(400_000 / unit.length)}`);
  expect(request.form).not.toBe("empty");
});

test("half a million words that begin like an id are all found", async () => {
  const request = await parseRequest("i-1 ".repeat(500_000));
  expect(request.malformed).toHaveLength(500_000);
});
