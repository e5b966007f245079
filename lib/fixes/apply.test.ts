import { expect, test } from "vitest";
import { ReadError } from "../aws/errors.ts";
import { WriteError } from "../aws/write-error.ts";
import { type ApplyTools, applyCall } from "./apply.ts";
import { rehearse } from "./rehearse.ts";

const call = { operation: "ec2:CreateRoute", input: { RouteTableId: "rtb-1" }, resource: "rtb-1" } as const;
const changed = { kind: "route-table", id: "rtb-1", fields: ["routes"], what: "changed", why: null } as const;
const unread = {
  ...changed,
  fields: [],
  what: "unread",
  why: "ec2:DescribeRouteTables is not allowed",
} as const;

/** Tools that note in which order they are used. */
function noting(tools: Partial<ApplyTools> = {}) {
  const used: string[] = [];
  const note =
    <Args extends unknown[], Result>(name: string, work: (...args: Args) => Promise<Result>) =>
    (...args: Args): Promise<Result> => {
      used.push(name);
      return work(...args);
    };
  return {
    used,
    begin: note("begin", tools.begin ?? (async () => undefined)),
    findDifferences: note("compare", tools.findDifferences ?? (async () => [])),
    send: note("send", tools.send ?? (async () => ({ $metadata: {}, Return: true }))),
    end: note("end", tools.end ?? (async () => undefined)),
  };
}

test("it is written down first, then the world is compared, then the call is made, then its answer is kept", async () => {
  const tools = noting();
  expect(await applyCall(call, tools)).toMatchObject({ outcome: "done" });
  expect(tools.used).toEqual(["begin", "compare", "send", "end"]);
});

test("a changed world stops it before the call, and says what has changed", async () => {
  const tools = noting({ findDifferences: async () => [changed] });
  const end = await applyCall(call, tools);
  expect(end.outcome).toBe("world-changed");
  expect(end.sentence).toContain("Nothing was sent");
  expect(end.sentence).toContain("route table rtb-1 has changed (routes)");
  expect(tools.used).toEqual(["begin", "compare", "end"]);
});

test("what cannot be read again is not changed", async () => {
  const end = await applyCall(call, noting({ findDifferences: async () => [unread] }));
  expect(end.outcome).toBe("failed");
  expect(end.sentence).toContain("ec2:DescribeRouteTables is not allowed");
});

test("whoever may not begin changes nothing and ends nothing", async () => {
  const tools = noting({ begin: async () => Promise.reject(new Error("somebody else is at it")) });
  await expect(applyCall(call, tools)).rejects.toThrow("somebody else is at it");
  expect(tools.used).toEqual(["begin"]);
});

test("a fault in the middle leaves no run open, and claims nothing that nobody knows", async () => {
  const before = await applyCall(
    call,
    noting({ findDifferences: async () => Promise.reject(new Error("bug")) }),
  );
  expect(before).toMatchObject({ outcome: "failed", sentence: "Nothing was sent: bug" });
  const after = await applyCall(call, noting({ send: async () => Promise.reject(new Error("bug")) }));
  expect(after.outcome).toBe("unknown");
});

const place = { partition: "aws", account: "123456789012", region: "eu-west-1" };
const anEnd = (
  code: string,
  facts: { reason?: "denied" | "throttled" | "failed"; mayBeDone?: boolean } = {},
) => {
  const { reason = "failed", mayBeDone = false } = facts;
  const error = new ReadError({ reason, operation: call.operation, code, status: 400, message: "Said." });
  return new WriteError(error, { operation: call.operation, requestId: "r-1", mayBeDone });
};
const refusing = (error: Error) => async () => Promise.reject(error);
const rehearsed = (tools: Partial<Parameters<typeof rehearse>[1]>, rehearsal: "dry-run" | "simulate") =>
  rehearse(
    { operation: call.operation, input: call.input, rehearsal },
    {
      findDifferences: async () => [],
      send: refusing(anEnd("DryRunOperation")),
      mayDo: async () => ({ refusal: null }),
      place,
      ...tools,
    },
  );

test.each([
  [anEnd("DryRunOperation"), "would-work"],
  [anEnd("UnauthorizedOperation", { reason: "denied" }), "refused"],
  [anEnd("RouteAlreadyExists"), "refused"],
  [anEnd("RequestLimitExceeded", { reason: "throttled" }), "unknown"],
  [anEnd("TimeoutError", { mayBeDone: true }), "unknown"],
] as const)("a dry run that ends with %s %s", async (error, outcome) => {
  const inputs: unknown[] = [];
  const send = async (_: unknown, input: unknown) => {
    inputs.push(input);
    throw error;
  };
  expect(await rehearsed({ send }, "dry-run")).toMatchObject({ outcome });
  expect(inputs).toEqual([{ ...call.input, DryRun: true }]);
});

test("a dry run that answers as if it was done is believed in nothing", async () => {
  const send = async () => ({ $metadata: { requestId: "r-1" } });
  expect(await rehearsed({ send }, "dry-run")).toMatchObject({ outcome: "unknown" });
});

test("where AWS has no dry run IAM is asked, and nothing is sent", async () => {
  const send = refusing(new Error("it was sent"));
  expect(await rehearsed({ send }, "simulate")).toMatchObject({ outcome: "would-work" });
  const refusal = "ec2:CreateRoute on * is not allowed";
  expect(await rehearsed({ send, mayDo: async () => ({ refusal }) }, "simulate")).toMatchObject({
    outcome: "refused",
    sentence: expect.stringContaining(refusal),
  });
  const why = "iam:SimulatePrincipalPolicy came to nothing";
  expect(await rehearsed({ send, mayDo: async () => ({ unread: why }) }, "simulate")).toMatchObject({
    outcome: "unknown",
    sentence: expect.stringContaining(why),
  });
});

test("a rehearsal sees a changed world, too", async () => {
  expect(await rehearsed({ findDifferences: async () => [changed] }, "dry-run")).toMatchObject({
    outcome: "world-changed",
  });
  expect(await rehearsed({ findDifferences: async () => [unread] }, "dry-run")).toMatchObject({
    outcome: "unknown",
  });
});
