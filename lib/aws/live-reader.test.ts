import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { fakeClock } from "../testing/fake-clock.ts";
import { toList } from "../testing/to-list.ts";
import type { AwsConnection, ConnectionOptions } from "./connection.ts";

let endpoint: DemoEndpoint;
const open: AwsConnection[] = [];

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
});
afterEach(async () => {
  for (const connection of open.splice(0)) connection.close();
  await endpoint.set("faults", { rules: [] });
  await endpoint.set("denied", { rules: [] });
});
afterAll(() => endpoint.close());

function connect(options: Partial<ConnectionOptions> = {}): AwsConnection {
  const connection = endpoint.connect({ clock: fakeClock(), ...options });
  open.push(connection);
  return connection;
}

const scope = () => endpoint.scopes[0]!;
const calls = async (action: string): Promise<number> => {
  const counts: Record<string, { calls: number }> = await (await fetch(`${endpoint.url}/_demo/calls`)).json();
  return counts[action]?.calls ?? 0;
};

describe("a reader", () => {
  test("goes through all pages, and tells of each", async () => {
    const seen: number[] = [];
    const onPage = (_: string, items: number) => seen.push(items);
    const pages = connect().reader(scope()).pages("ec2:DescribeInstances", { MaxResults: 50 }, { onPage });
    const answers = await toList(pages);
    const instances = answers.flatMap(({ Reservations = [] }) =>
      Reservations.flatMap((each) => each.Instances ?? []),
    );
    expect(answers.length).toBeGreaterThan(1);
    expect(seen).toHaveLength(answers.length);
    expect(new Set(instances.map((each) => each.InstanceId)).size).toBe(instances.length);
  });

  test.each(["throttle", "error", "reset", "html", "empty"])("outlasts a passing %s", async (kind) => {
    await endpoint.set("faults", { rules: [{ kind, times: 2, action: "ec2:DescribeVpcs" }] });
    let retries = 0;
    const onRetry = () => {
      retries += 1;
    };
    const answer = await connect().reader(scope()).call("ec2:DescribeVpcs", {}, { onRetry });
    expect(answer.Vpcs?.length).toBeGreaterThan(0);
    expect(retries).toBe(2);
  });

  test.each([
    ["throttle", "throttled"],
    ["error", "failed"],
    ["reset", "failed"],
    ["html", "failed"],
    ["empty", "failed"],
  ])("says what a lasting %s is, and never answers with an empty list", async (kind, reason) => {
    await endpoint.set("faults", { rules: [{ kind, action: "*:*" }] });
    const reader = connect({ accounts: [], maxAttempts: 3 }).reader(scope());
    await expect(reader.call("ec2:DescribeVpcs", {})).rejects.toMatchObject({ reason });
    await expect(reader.call("ssm:ListAssociations", {})).rejects.toMatchObject({ reason });
    await expect(reader.call("iam:ListRolePolicies", { RoleName: "muster-reader" })).rejects.toMatchObject({
      reason,
    });
  });

  test("waits longer from try to try, with jitter, and tries as often as it is told", async () => {
    await endpoint.set("faults", { rules: [{ kind: "error", action: "ec2:DescribeVpcs" }] });
    const clock = fakeClock({ random: () => 0.5 });
    const reader = connect({ clock, accounts: [], maxAttempts: 4 }).reader(scope());
    await expect(reader.call("ec2:DescribeVpcs", {})).rejects.toMatchObject({ reason: "failed" });
    expect(clock.slept).toEqual([250, 500, 1000]);
  });

  test("does not try again what AWS refused", async () => {
    await endpoint.set("denied", { rules: [{ action: "ec2:DescribeVpcs" }] });
    const before = await calls("ec2:DescribeVpcs");
    await expect(connect().reader(scope()).call("ec2:DescribeVpcs", {})).rejects.toMatchObject({
      reason: "denied",
      operation: "ec2:DescribeVpcs",
    });
    expect(await calls("ec2:DescribeVpcs")).toBe(before + 1);
  });

  test("stops when it is told to", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const call = connect().reader(scope()).call("ec2:DescribeVpcs", {}, { signal });
    await expect(call).rejects.toMatchObject({ reason: "aborted" });
  });

  test("says that nobody is there", async () => {
    const reader = connect({ endpoint: "http://127.0.0.1:9", accounts: [], maxAttempts: 2 }).reader(scope());
    await expect(reader.call("ec2:DescribeVpcs", {})).rejects.toMatchObject({ reason: "unreachable" });
  });
});

describe("a connection", () => {
  test("enters each account by its role, once for all that read it", async () => {
    const before = await calls("sts:AssumeRole");
    const connection = connect();
    const readers = endpoint.scopes
      .filter(({ account }) => account === scope().account)
      .map((each) => connection.reader(each));
    const identities = await Promise.all(readers.map((reader) => reader.call("sts:GetCallerIdentity", {})));
    expect(new Set(identities.map(({ Account }) => Account))).toEqual(new Set([scope().account]));
    expect(identities[0]?.Arn).toMatch(/assumed-role\/muster-reader\/muster-[0-9a-f]{12}$/);
    expect((await calls("sts:AssumeRole")) - before).toBe(1);
  });

  test("says that the role cannot be assumed, under the action that was refused", async () => {
    const { account } = endpoint.scopes.at(-1)!;
    const roleArn = `arn:aws:iam::${account}:role/muster-reader`;
    const connection = connect({ accounts: [{ account, roleArn, externalId: "wrong" }] });
    await expect(
      connection.reader(endpoint.scopes.at(-1)!).call("ec2:DescribeVpcs", {}),
    ).rejects.toMatchObject({ reason: "denied", operation: "sts:AssumeRole" });
  });

  test("gets other credentials when AWS calls its own expired, whatever their date says", async () => {
    const reader = connect().reader(scope());
    await reader.call("ec2:DescribeVpcs", {});
    const before = await calls("sts:AssumeRole");
    await endpoint.set("faults", { rules: [], expireSessions: true });
    await expect(reader.call("ec2:DescribeVpcs", {})).rejects.toMatchObject({
      reason: "expired-credentials",
    });
    await endpoint.set("faults", { rules: [], expireSessions: false });
    expect((await reader.call("ec2:DescribeVpcs", {})).Vpcs?.length).toBeGreaterThan(0);
    expect(await calls("sts:AssumeRole")).toBeGreaterThan(before);
  });

  test("asks once an account for what is the same in every Region", async () => {
    const connection = connect();
    const before = await calls("iam:GetRole");
    const input = { RoleName: "muster-reader" };
    const readers = endpoint.scopes.slice(0, 4).map((each) => connection.reader(each));
    await Promise.all(readers.map((reader) => reader.call("iam:GetRole", input)));
    await readers[0]!.call("iam:GetRole", input);
    expect((await calls("iam:GetRole")) - before).toBe(1);
  });

  test("asks again for a shared answer that failed", async () => {
    await endpoint.set("denied", { rules: [{ action: "iam:GetRole" }] });
    const reader = connect().reader(scope());
    const input = { RoleName: "muster-reader" };
    await expect(reader.call("iam:GetRole", input)).rejects.toMatchObject({ reason: "denied" });
    await endpoint.set("denied", { rules: [] });
    expect((await reader.call("iam:GetRole", input)).Role?.RoleName).toBe("muster-reader");
  });
});
