import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { demoCredentials } from "../demo/fleet/demo-accounts.ts";
import { startEndpoint } from "../demo/server.ts";
import { otherAccountId, smallWorld, accessKeyId as smallWorldKey } from "../demo/testing/small-world.ts";
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

  test("gets other credentials when AWS does not know its own any more, and gives up when those are no better", async () => {
    const given: string[] = [];
    const nobody = { ...demoCredentials, accessKeyId: "AKIANOBODY0000000001" };
    let next = [nobody, demoCredentials];
    const credentials = async () => {
      const [one = nobody] = next;
      next = next.slice(1);
      given.push(one.accessKeyId);
      return one;
    };
    const reader = connect({ accounts: [], credentials }).reader(scope());
    expect((await reader.call("ec2:DescribeVpcs", {})).Vpcs?.length).toBeGreaterThan(0);
    expect(given).toEqual([nobody.accessKeyId, demoCredentials.accessKeyId]);
    given.splice(0);
    const refused = connect({ accounts: [], credentials }).reader(scope());
    await expect(refused.call("ssm:ListAssociations", {})).rejects.toMatchObject({
      reason: "no-credentials",
    });
    expect(given).toHaveLength(2);
  });

  test("enters a role again whose session AWS has forgotten", async () => {
    const own = await startEndpoint({ world: () => smallWorld({ instances: 7 }), port: 0 });
    const access = {
      account: otherAccountId,
      roleArn: `arn:aws:iam::${otherAccountId}:role/muster-reader`,
      externalId: "roll-call",
    };
    const credentials = async () => ({ accessKeyId: smallWorldKey, secretAccessKey: "any" });
    const options = { endpoint: own.url, accounts: [access], credentials, sharedAnswersMs: 0 };
    const reader = connect(options).reader({ ...scope(), account: otherAccountId });
    expect((await reader.call("sts:GetCallerIdentity", {})).Account).toBe(otherAccountId);
    await fetch(`${own.url}/_demo/reset`, { method: "POST" });
    expect((await reader.call("sts:GetCallerIdentity", {})).Account).toBe(otherAccountId);
    await own.close();
  });

  test("leaves an API alone that answered none of the last calls, until it may have recovered", async () => {
    const clock = fakeClock();
    const reader = connect({ clock, accounts: [], maxAttempts: 2 }).reader(scope());
    const ask = () => reader.call("ssm:GetConnectionStatus", { Target: "i-0123456789abcdef0" });
    await ask();
    await endpoint.set("faults", { rules: [{ kind: "error", action: "ssm:GetConnectionStatus" }] });
    const before = await calls("ssm:GetConnectionStatus");
    for (let asked = 0; asked < 20; asked++)
      await expect(ask()).rejects.toMatchObject({ reason: "failed", code: "InternalServerError" });
    expect((await calls("ssm:GetConnectionStatus")) - before).toBe(16);
    await endpoint.set("faults", { rules: [] });
    await expect(ask()).rejects.toMatchObject({ reason: "failed" });
    clock.advance(30_000);
    expect((await ask()).Status).toBe("notconnected");
    expect((await reader.call("ec2:DescribeVpcs", {})).Vpcs?.length).toBeGreaterThan(0);
  });

  test("does not try again and again an API that has never answered", async () => {
    await endpoint.set("faults", { rules: [{ kind: "html", action: "ssm:ListAssociations" }] });
    const reader = connect({ accounts: [] }).reader(scope());
    const ask = () => reader.call("ssm:ListAssociations", {});
    const before = await calls("ssm:ListAssociations");
    for (let asked = 0; asked < 3; asked++)
      await expect(ask()).rejects.toMatchObject({ reason: "failed", status: 503 });
    expect((await calls("ssm:ListAssociations")) - before).toBe(6);
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
