import { expect, test } from "vitest";
import { ReadError } from "../aws/errors.ts";
import { WriteError } from "../aws/write-error.ts";
import { makeCall, type Send } from "./make-call.ts";
import type { WriteOperation } from "./written-call.ts";

const call = { operation: "ec2:CreateRoute", input: { RouteTableId: "rtb-1" }, resource: "rtb-1" } as const;

function anError(
  facts: Partial<ConstructorParameters<typeof ReadError>[0]> & { mayBeDone?: boolean } = {},
): WriteError {
  const { mayBeDone = false, ...rest } = facts;
  const error = new ReadError({ reason: "failed", operation: call.operation, message: "No.", ...rest });
  return new WriteError(error, { operation: error.operation, requestId: "r-1", mayBeDone });
}

/** Answers call by call what it is given; an error is thrown. */
function answering(...answers: (Record<string, unknown> | Error)[]): Send & { sent: unknown[] } {
  const sent: unknown[] = [];
  const send: Send = async (operation: WriteOperation, input) => {
    sent.push([operation, input]);
    const answer = answers[sent.length - 1];
    if (answer === undefined) throw new Error("one call too many");
    if (answer instanceof Error) throw answer;
    return { $metadata: { requestId: "r-1" }, ...answer };
  };
  return Object.assign(send, { sent });
}

test("what AWS did is done, with its answer and the id of the request", async () => {
  const send = answering({ Return: true });
  expect(await makeCall(call, send)).toEqual({
    outcome: "done",
    sentence: "AWS did it: ec2:CreateRoute on rtb-1.",
    answer: { code: null, message: null, requestId: "r-1" },
    output: { Return: true },
  });
  expect(send.sent).toEqual([["ec2:CreateRoute", { RouteTableId: "rtb-1" }]]);
});

test.each([
  ["denied", "UnauthorizedOperation", "Give it ec2:CreateRoute"],
  ["throttled", "RequestLimitExceeded", "Try again in a minute"],
  ["expired-credentials", "ExpiredToken", "New ones are asked for"],
  ["no-credentials", null, "Give Muster some"],
  ["unreachable", "ECONNREFUSED", "when the network is back"],
  ["failed", "InvalidRouteTableID.NotFound", "AWS refused it"],
] as const)("what is refused as %s was not done, and says what to do", async (reason, code, advice) => {
  const end = await makeCall(call, answering(anError({ reason, code })));
  expect(end).toMatchObject({ outcome: "failed", answer: { code, message: "No.", requestId: "r-1" } });
  expect(end.sentence).toContain("Nothing was changed");
  expect(end.sentence).toContain(advice);
});

test("where the answer never came nobody says that it was done, nor that it was not", async () => {
  const end = await makeCall(call, answering(anError({ mayBeDone: true, code: "TimeoutError" })));
  expect(end).toMatchObject({ outcome: "unknown", output: null });
  expect(end.sentence).toContain("Look at rtb-1 before you repeat it.");
});

test("a role that cannot be assumed changed nothing", async () => {
  const end = await makeCall(call, answering(anError({ operation: "sts:AssumeRole", reason: "denied" })));
  expect(end.outcome).toBe("failed");
  expect(end.sentence).toContain("the role for changes could not be assumed");
});

test.each([
  [{ Return: false }, "it answered false"],
  [
    { Unsuccessful: [{ ResourceId: "vpce-1", Error: { Code: "InvalidVpcEndpoint.NotFound" } }] },
    "vpce-1: InvalidVpcEndpoint.NotFound",
  ],
])("an answer that says %j inside is no success", async (answer, words) => {
  const end = await makeCall(call, answering(answer));
  expect(end.outcome).toBe("failed");
  expect(end.sentence).toContain(words);
});

test("of a VPC one attribute is changed in a call, and half of it is told as half", async () => {
  const both = {
    operation: "ec2:ModifyVpcAttribute",
    resource: "vpc-1",
    input: { VpcId: "vpc-1", EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: true } },
  } as const;
  const send = answering({}, {});
  expect(await makeCall(both, send)).toMatchObject({ outcome: "done" });
  expect(send.sent).toEqual([
    ["ec2:ModifyVpcAttribute", { VpcId: "vpc-1", EnableDnsSupport: { Value: true } }],
    ["ec2:ModifyVpcAttribute", { VpcId: "vpc-1", EnableDnsHostnames: { Value: true } }],
  ]);
  const half = await makeCall(
    both,
    answering({}, anError({ reason: "denied", code: "UnauthorizedOperation" })),
  );
  expect(half.sentence).toContain("The first 1 of its 2 calls had been done before.");
});

test("a bug is nobody's refusal", async () => {
  await expect(makeCall(call, answering(new TypeError("a bug")))).rejects.toThrow("a bug");
});
