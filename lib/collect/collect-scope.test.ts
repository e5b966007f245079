import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ReadError } from "../aws/errors.ts";
import type { OperationName } from "../aws/operations.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { CallProgress } from "../model/sync-progress.ts";
import { collected } from "../testing/collected.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { collectScope } from "./collect-scope.ts";
import { toStored } from "./stored.ts";

let endpoint: DemoEndpoint;
beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
});
afterEach(async () => {
  await endpoint.set("denied", { rules: [] });
  await endpoint.set("faults", { rules: [] });
});
afterAll(() => endpoint.close());

const scope = { partition: "aws", account: "123456789012", region: "eu-west-1" };
const silent = { page() {}, done() {}, gap() {} };

/** Answers each operation with what is given, and denies the rest. */
function answering(answers: Partial<Record<OperationName, object | Error>>): AwsReader {
  const call = async (name: OperationName) => {
    const answer = answers[name];
    if (answer instanceof Error) throw answer;
    if (answer !== undefined) return answer;
    throw new ReadError({ reason: "denied", operation: name, message: "no" });
  };
  return {
    scope,
    call: call as AwsReader["call"],
    pages: async function* (name: OperationName) {
      yield await call(name);
    } as AwsReader["pages"],
  };
}

const vpcs = { Vpcs: [{ VpcId: "vpc-1", CidrBlock: "10.0.0.0/16" }, { CidrBlock: "10.1.0.0/16" }] };
const attributes = { EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: true } };

describe("collectScope", () => {
  test("refuses what has no id, and reads the others of its kind", async () => {
    const reader = answering({ "ec2:DescribeVpcs": vpcs, "ec2:DescribeVpcAttribute": attributes });
    const { items, done, gaps } = await collected(reader, { kinds: ["vpc"] });
    expect([...(items.get("vpc")?.keys() ?? [])]).toEqual(["vpc-1"]);
    expect(done.has("vpc")).toBe(true);
    expect(gaps).toMatchObject([
      { kind: "vpc", reason: "failed", message: expect.stringContaining("VpcId is missing") },
    ]);
  });

  test("names the part of a resource that could not be read, and keeps the resource", async () => {
    const { items, gaps } = await collected(answering({ "ec2:DescribeVpcs": vpcs }), { kinds: ["vpc"] });
    expect(items.get("vpc")?.get("vpc-1")).toMatchObject({
      missing: ["EnableDnsSupport", "EnableDnsHostnames"],
      document: { cidrBlocks: ["10.0.0.0/16"], enableDnsSupport: undefined },
    });
    expect(gaps).toContainEqual(
      expect.objectContaining({ action: "ec2:DescribeVpcAttribute", reason: "denied", resource: "vpc-1" }),
    );
  });

  test.each([
    ["expired-credentials", "ec2:DescribeVpcs", "expired-credentials"],
    ["no-credentials", "ec2:DescribeVpcs", "no-credentials"],
    ["denied", "sts:AssumeRole", "denied"],
    ["unreachable", "sts:AssumeRole", "unreachable"],
  ] as const)("ends with a FleetError where %s of %s lets nobody in", async (reason, operation, code) => {
    const reader = answering({ "ec2:DescribeVpcs": new ReadError({ reason, operation, message: "no" }) });
    await expect(collectScope(reader, silent)).rejects.toMatchObject({ name: "FleetError", code });
  });

  test("ends with the signal's reason when it is told to stop", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(collectScope(answering({}), silent, { signal })).rejects.toThrow("enough");
  });

  test("passes on what the sink throws, as it is a bug or a broken store and no gap", async () => {
    const reader = answering({ "ec2:DescribeSubnets": { Subnets: [{ SubnetId: "subnet-1" }] } });
    const page = () => Promise.reject(new Error("the disk is full"));
    await expect(collectScope(reader, { ...silent, page })).rejects.toThrow("the disk is full");
  });

  test("reads single nodes again, unknown ones among them, and nothing else", async () => {
    const connection = endpoint.connect();
    const reader = connection.reader(endpoint.scopes[0]!);
    const { items } = await collected(reader, { kinds: ["instance", "managed-node"] });
    const known = [...(items.get("managed-node")?.keys() ?? [])]
      .filter((id) => id.startsWith("i-"))
      .slice(0, 3);
    const nodes = [...known, "i-0123456789abcdef0", "mi-0123456789abcdef0"];
    const again = await collected(reader, { nodes });
    connection.close();

    expect([...again.done.keys()].sort()).toEqual([
      "connection-status",
      "instance",
      "instance-status",
      "managed-node",
    ]);
    expect([...(again.items.get("managed-node")?.keys() ?? [])].sort()).toEqual(known.toSorted());
    expect([...(again.items.get("instance-status")?.keys() ?? [])].sort()).toEqual(known.toSorted());
    expect(again.gaps).toEqual([]);
  });

  test("outlasts a bad day without a gap, and tells how often it had to try", async () => {
    await endpoint.set("faults", {
      rules: ["throttle", "error", "reset", "html", "empty"].map((kind) => ({
        kind,
        rate: 0.03,
        action: "ec2:*",
      })),
    });
    const calls = new Map<string, CallProgress>();
    const connection = endpoint.connect({ maxAttempts: 12, clock: undefined });
    const onProgress = (call: CallProgress) => calls.set(`${call.kind} ${call.action}`, call);
    const { gaps } = await collected(connection.reader(endpoint.scopes[0]!), { onProgress });
    connection.close();
    expect(gaps).toEqual([]);
    const all = [...calls.values()];
    expect(all.every(({ state }) => state === "done")).toBe(true);
    expect(all.reduce((sum, { retries }) => sum + retries, 0)).toBeGreaterThan(0);
    expect(calls.get("instance ec2:DescribeInstances")).toMatchObject({ pages: expect.any(Number) });
  });

  test("a lasting fault of one service is a gap of its kinds, and no empty list", async () => {
    await endpoint.set("faults", { rules: [{ kind: "html", action: "ec2:DescribeSubnets" }] });
    const connection = endpoint.connect({ maxAttempts: 2 });
    const { gaps, done, items } = await collected(connection.reader(endpoint.scopes[0]!));
    connection.close();
    expect(gaps).toMatchObject([{ kind: "subnet", action: "ec2:DescribeSubnets", reason: "failed" }]);
    expect(done.has("subnet")).toBe(false);
    expect(items.has("subnet")).toBe(false);
    expect(done.has("vpc")).toBe(true);
  });
});

describe("what is kept of an answer", () => {
  test("holds no secrets, however deep", () => {
    const secret = { Parameters: { password: ["hunter2"] }, TaskParameters: {}, UserData: "c2VjcmV0" };
    const answer = {
      Id: "1",
      ...secret,
      Tasks: [{ Id: "2", TaskInvocationParameters: secret, Inner: secret }],
    };
    expect(toStored(answer)).toEqual({ Id: "1", Tasks: [{ Id: "2", Inner: {} }] });
  });

  test("is the same, whatever moves with every heartbeat and whatever order AWS lists in", () => {
    const one = { LastPingDateTime: new Date(0), Groups: [{ GroupId: "b" }, { GroupId: "a" }] };
    const other = { LastPingDateTime: new Date(1), Groups: [{ GroupId: "a" }, { GroupId: "b" }] };
    expect(toStored(one)).toEqual(toStored(other));
  });

  test("is JSON: times are text, and what AWS leaves out is left out", () => {
    const answer = { LaunchTime: new Date("2026-11-01T12:00:00Z"), VpcId: undefined, $metadata: {} };
    expect(toStored(answer)).toEqual({ LaunchTime: "2026-11-01T12:00:00.000Z" });
  });

  test("of all that the demo's tasks and associations carry has no parameters", async () => {
    const connection = endpoint.connect();
    for (const each of endpoint.scopes) {
      const { items } = await collected(connection.reader(each), {
        kinds: ["association", "maintenance-window"],
      });
      const bodies = [...items.values()].flatMap((kind) => [...kind.values()].map(({ body }) => body));
      expect(JSON.stringify(bodies)).not.toContain("Parameters");
    }
    connection.close();
  });
});
