import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AttachRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Config, loadConfig } from "../config.ts";
import { demoAccounts, demoCredentials } from "../demo/fleet/demo-accounts.ts";
import { FleetError } from "../model/fleet-error.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { ScopeStatus } from "../model/sync-progress.ts";
import { openStore, type Store } from "../store/store.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { type Scheduler, startScheduler } from "./scheduler.ts";

// The scheduler makes its own way into AWS, as in production: by the SDK's chain and AWS_ENDPOINT_URL.
let endpoint: DemoEndpoint;
let folder: string;
let store: Store;
let config: Config;
const environment = { ...process.env };

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  folder = mkdtempSync(join(tmpdir(), "muster-scheduler-"));
  store = await openStore({ folder });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_ACCESS_KEY_ID: demoCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: demoCredentials.secretAccessKey,
  });
  const [, staging] = demoAccounts;
  const accounts = [
    { id: staging!.id, name: "staging", roleArn: staging!.roleArn, regions: staging!.regions },
  ];
  config = loadConfig({
    env: { MUSTER_ACCOUNTS: JSON.stringify(accounts), MUSTER_QUOTA_SHARE: "1" },
    folder,
  });
}, 30_000);

afterAll(async () => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  await store.close();
  await endpoint.close();
  rmSync(folder, { recursive: true });
});

/** A scheduler, and a way to wait until what it has told so far is enough. */
async function watch(own: Config = config, now = Date.now) {
  const told: ScopeStatus[] = [];
  const troubles: unknown[] = [];
  const saved: number[] = [];
  let notice = () => {};
  const scheduler: Scheduler = await startScheduler({
    config: own,
    store,
    now,
    onScope: (scope) => {
      told.push(structuredClone(scope));
      notice();
    },
    onNodes: (nodes) => {
      saved.push(nodes);
      notice();
    },
    onFailures: () => undefined,
    onTrouble: (trouble) => {
      troubles.push(trouble);
      notice();
    },
  });
  const until = (isEnough: () => boolean) =>
    new Promise<void>((resolve) => {
      notice = () => isEnough() && resolve();
      notice();
    });
  const ended = (key: ScopeKey) =>
    new Set(
      told.filter((scope) => scope.key === key && scope.sync?.finishedAt).map((scope) => scope.sync!.id),
    );
  return { scheduler, told, troubles, saved, until, ended };
}

const staging = () => endpoint.scopes.filter(({ account }) => account === demoAccounts[1]!.id).map(scopeKey);

test("reads every scope once by itself, and again at once when somebody asks, never two at a time of one scope", async () => {
  const { scheduler, told, until, ended } = await watch();
  const keys = staging();
  await until(() => keys.every((key) => ended(key).size === 1));
  const [key] = keys as [ScopeKey];
  await store.requestSync({ kind: "scope", scope: key }, "somebody", Date.now());
  await store.requestSync({ kind: "scope", scope: key }, "somebody else", Date.now());
  await scheduler.takeRequests();
  await until(() => ended(key).size >= 2);
  await scheduler.stop();
  for (const each of keys) {
    const syncs = new Map(told.filter((scope) => scope.key === each).map(({ sync }) => [sync!.id, sync!]));
    const inOrder = [...syncs.values()].sort((a, b) => a.startedAt - b.startedAt);
    for (let at = 1; at < inOrder.length; at++)
      expect(inOrder[at]!.startedAt).toBeGreaterThanOrEqual(inOrder[at - 1]!.finishedAt!);
  }
  expect(ended(keys[1]!).size).toBe(1);
}, 60_000);

test("who asks for a scope gets it although somebody asked for one of its nodes at the same time", async () => {
  const { scheduler, until, ended } = await watch();
  const [key] = staging() as [ScopeKey];
  await until(() => true);
  await store.requestSync(
    { kind: "nodes", scope: key, nodeIds: ["i-0123456789abcdef0"] },
    "somebody",
    Date.now(),
  );
  await store.requestSync({ kind: "scope", scope: key }, "somebody else", Date.now());
  await scheduler.takeRequests();
  await until(() => ended(key).size === 1);
  await scheduler.stop();
  expect(ended(key).size).toBe(1);
}, 60_000);

test("who has just mended a role and asks for one node is told so of all, though another answer was kept", async () => {
  const condition = endpoint.world.conditions.get("ci-runner-role")!;
  const scope = endpoint.scopes.find(
    (each) => scopeKey(each) === `${condition.account}:${condition.region}`,
  )!;
  const [id] = condition.nodes as [string];
  const causes = async () => {
    const nodes = [];
    for await (const batch of store.loadNodes()) nodes.push(...batch);
    return new Set(nodes.flatMap(({ id, cause }) => (condition.nodes.includes(id) ? [cause?.code] : [])));
  };
  const { scheduler, saved, until, ended } = await watch();
  await until(() => true);
  await store.requestSync({ kind: "scope", scope: scopeKey(scope) }, "somebody", Date.now());
  await scheduler.takeRequests();
  await until(() => ended(scopeKey(scope)).size === 1);
  expect(await causes()).toContain("role-actions-missing");
  await new IAMClient(endpoint.clientConfig(scope)).send(
    new AttachRolePolicyCommand({
      RoleName: condition.subject.id.split("/").at(-1),
      PolicyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    }),
  );
  await store.requestSync({ kind: "nodes", scope: scopeKey(scope), nodeIds: [id] }, "somebody", Date.now());
  await scheduler.takeRequests();
  await until(() => saved.includes(1) && saved.slice(saved.indexOf(1)).some((nodes) => nodes > 1));
  await scheduler.stop();
  expect(await causes()).not.toContain("role-actions-missing");
}, 60_000);

test("a scope that AWS lets nobody into is told, no turn dies of it, and it is tried again on its interval", async () => {
  const { scheduler, told, troubles, until, ended } = await watch();
  const [key] = staging() as [ScopeKey];
  await until(() => true);
  await endpoint.set("faults", { rules: [], expireSessions: true });
  const request = async () => {
    await store.requestSync({ kind: "scope", scope: key }, "somebody", Date.now());
    await scheduler.takeRequests();
  };
  for (const times of [1, 2, 3]) {
    await request();
    await until(() => ended(key).size >= times);
  }
  await scheduler.stop();
  await endpoint.set("faults", { rules: [], expireSessions: false });
  const last = told.findLast((scope) => scope.key === key)!;
  expect(last).toMatchObject({ sync: { outcome: "failed" }, consecutiveFailures: 3 });
  expect(last.nextAt! - last.sync!.startedAt).toBeLessThanOrEqual(config.intervals.facts * 1100);
  expect(troubles.filter((trouble) => trouble !== null)).toEqual([]);
}, 60_000);

test("after the clock is set back everything is read again, and nothing is left in its future", async () => {
  let aheadMs = 3 * 86_400_000;
  const { scheduler, told, until } = await watch(config, () => Date.now() + aheadMs);
  const keys = staging();
  const areRead = (isIt: (startedAt: number) => boolean) => () =>
    keys.every((key) =>
      told.some((one) => one.key === key && one.sync?.finishedAt && isIt(one.sync.startedAt)),
    );
  await until(areRead((startedAt) => startedAt > Date.now() + aheadMs / 2));
  aheadMs = 0;
  await scheduler.takeRequests();
  await until(areRead((startedAt) => startedAt <= Date.now()));
  await scheduler.stop();
  for (const { readAt, nextAt } of await store.loadScopes()) {
    expect(readAt).toBeLessThanOrEqual(Date.now());
    expect(nextAt).toBeLessThanOrEqual(Date.now() + config.intervals.facts * 1100);
  }
  expect(await store.takeBackFuture(Date.now())).toEqual({ hadFuture: false });
}, 60_000);

test("after a start goes on where the scopes stand: what was read lately is not read again", async () => {
  const { scheduler, told } = await watch();
  await store.requestSync({ kind: "scope", scope: staging()[0]! }, "somebody", Date.now());
  await scheduler.takeRequests();
  await scheduler.stop();
  expect(told.filter(({ key }) => key !== staging()[0])).toEqual([]);
  const stored = await store.loadScopes();
  expect(stored.every(({ nextAt }) => nextAt !== null && nextAt > Date.now())).toBe(true);
}, 60_000);

test("scopes that are configured no more leave with their nodes", async () => {
  const account = { ...config.accounts[0]!, regions: ["eu-west-1"] };
  const { scheduler, until, troubles } = await watch({ ...config, accounts: [account] });
  await until(() => troubles.length > 0);
  await scheduler.stop();
  expect((await store.loadScopes()).map(({ region }) => region)).toEqual(["eu-west-1"]);
  for await (const batch of store.loadNodes())
    expect(new Set(batch.map(({ scope }) => scope))).toEqual(new Set([`${account.id}:eu-west-1`]));
}, 60_000);

test("credentials that open nothing are told, and what was read stays", async () => {
  const nodesBefore = await store.loadNodeSeq();
  process.env.AWS_ACCESS_KEY_ID = "AKIAOTHERKEY00000001";
  const { scheduler, until, troubles } = await watch({ ...config, accounts: [] });
  await until(() => troubles.length > 0);
  await scheduler.stop();
  process.env.AWS_ACCESS_KEY_ID = demoCredentials.accessKeyId;
  expect(troubles[0]).toMatchObject({
    code: "no-credentials",
    message: expect.stringContaining("npm run demo"),
  });
  expect(await store.loadNodeSeq()).toBe(nodesBefore);
}, 60_000);

test("a store that cannot be written is told, the scope waits, and nothing dies of it", async () => {
  const saveSync = store.saveSync;
  let tries = 0;
  store.saveSync = async () => {
    tries++;
    throw new FleetError("store-full", "The disk is full. Free some space; reading goes on by itself then.");
  };
  try {
    const account = { ...config.accounts[0]!, regions: ["eu-central-1"] };
    const { scheduler, until, troubles } = await watch({ ...config, accounts: [account] });
    await until(() => troubles.some((trouble) => trouble !== null));
    await scheduler.stop();
    expect(troubles.find((trouble) => trouble !== null)).toMatchObject({ code: "store-full" });
    expect(tries).toBe(1);
  } finally {
    store.saveSync = saveSync;
  }
}, 60_000);
