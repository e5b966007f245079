import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Config, loadConfig } from "../config.ts";
import { demoAccounts } from "../demo/fleet/demo-accounts.ts";
import type { Node } from "../model/node.ts";
import { openStore } from "../store/store.ts";
import { syncScope } from "../sync/sync-scope.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { plantedSecret, plantSecrets } from "../testing/plant-secrets.ts";
import { standingFor } from "../testing/standing-for.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";
import { makeReport } from "./make-report.ts";
import type { ReportSteps } from "./report-steps.ts";

let endpoint: DemoEndpoint;
let config: Config;
const scope = "640218093317:eu-central-1";

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  const accounts = demoAccounts.map(({ id, name, roleArn, externalId, regions }) => ({
    id,
    name,
    roleArn,
    externalId,
    regions,
  }));
  config = loadConfig({ env: { MUSTER_ACCOUNTS: JSON.stringify(accounts) }, folder: import.meta.dirname });
});
afterAll(() => endpoint.close());

async function report(options: { isRedacted: boolean; scope?: string }) {
  const connection = endpoint.connect();
  try {
    return await makeReport({ config, connection, ...options });
  } finally {
    connection.close();
  }
}

/** As from a file. */
async function diagnose(bundle: unknown) {
  const [diagnosis] = await diagnoseBundles([
    { json: JSON.parse(JSON.stringify(bundle)), file: "fleet.json" },
  ]);
  return [...diagnosis!.nodes];
}

/** Of each node what was concluded, by the rows of a sync. */
async function liveVerdicts() {
  const folder = mkdtempSync(join(tmpdir(), "muster-report-"));
  const store = await openStore({ folder });
  const connection = endpoint.connect();
  const [account, region] = scope.split(":") as [string, string];
  try {
    await syncScope({
      store,
      reader: connection.reader({ partition: "aws", account, region }),
      reason: "first",
      ageOf: standingFor(60 * 60_000),
      managedNodeQuota: 2_400,
      withOptional: false,
      now: Date.now,
      onProgress: () => undefined,
      onNodes: () => undefined,
    });
    const nodes: Node[] = [];
    for await (const batch of store.loadNodes()) nodes.push(...batch);
    return nodes.map(({ id, status, certainty, cause }) => [id, status, certainty, cause]).sort();
  } finally {
    connection.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

test("a report of a scope is diagnosed as the scope is, and redacted no differently", async () => {
  const plain = await report({ isRedacted: false, scope });
  const redacted = await report({ isRedacted: true, scope });
  expect(plain.gaps).toEqual([]);
  const nodes = await diagnose(plain.bundle);
  const causeOf = ({ cause }: (typeof nodes)[number]) =>
    cause && { code: cause.code, subject: cause.subject };
  expect(nodes.map((node) => [node.id, node.status, node.sure, causeOf(node)])).toEqual(await liveVerdicts());
  expect(nodes.length).toBeGreaterThan(5);
  const conclusions = (all: typeof nodes) =>
    all.map(({ id, status, sure, cause, checks }) => [
      ...[id, status, sure, cause?.code],
      ...checks.map((check) => `${check.id} ${check.outcome}`),
    ]);
  expect(conclusions(await diagnose(redacted.bundle))).toEqual(conclusions(nodes));
  expect(JSON.stringify(redacted.bundle)).not.toContain("640218093317");
});

test("a report tells what failed in the past, once each, and holds nothing of what was run", async () => {
  const [account, region] = scope.split(":") as [string, string];
  plantSecrets(endpoint, { account, region });
  const { bundle, failureGaps } = await report({ isRedacted: false, scope });
  expect(failureGaps).toEqual([]);
  expect(JSON.stringify(bundle)).not.toContain(plantedSecret);
  const since = Date.now() - 29 * 86_400_000;
  const planted = (endpoint.world.plantedFailures ?? []).filter(
    (truth) => `${truth.account}:${truth.region}` === scope && truth.at.getTime() > since,
  );
  const [diagnosis] = await diagnoseBundles([
    { json: JSON.parse(JSON.stringify(bundle)), file: "report.json" },
  ]);
  const missing = planted.filter(
    ({ kind, recordId, targets }) =>
      diagnosis!.failures.filter(
        (failure) =>
          failure.kind === kind &&
          failure.targets.join() === targets.join() &&
          failure.records.some(({ id }) => id === recordId),
      ).length !== 1,
  );
  expect(planted.length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

test("a report tells who changed what, as the scope does; who they are is not in a redacted one", async () => {
  const [account, region] = scope.split(":") as [string, string];
  const callers = [...endpoint.world.accounts.get(account)!.regions.values()]
    .flatMap(({ trail }) => trail.map(({ record }) => String(Object(record.userIdentity).arn)))
    .flatMap((arn) => arn.split(":").slice(5).join(":").split("/").slice(1));
  const names = [...new Set(callers)].filter((name) => !/^i-|amazonaws/.test(name));
  expect(names.length).toBeGreaterThan(3);
  const plain = await report({ isRedacted: false, scope });
  const redacted = await report({ isRedacted: true, scope });
  const changersIn = async (bundle: unknown) =>
    (await diagnose(bundle)).flatMap(({ id, changedBy }) => (changedBy === null ? [] : [{ id, changedBy }]));
  const changers = await changersIn(plain.bundle);
  expect(changers.length).toBeGreaterThan(0);
  expect((await changersIn(redacted.bundle)).map(({ id }) => id)).toEqual(changers.map(({ id }) => id));
  const text = JSON.stringify(redacted.bundle);
  expect(names.filter((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text))).toEqual([]);
  expect(region).not.toBe("us-east-1");
  expect(JSON.stringify(plain.bundle.documents["cloudtrail:LookupEvents"])).toMatch(/iam\.amazonaws\.com/);
});

test("private zones are in a report where they may be read, and not missed where not", async () => {
  const zones = "route53:ListHostedZonesByVPC";
  expect(Object.keys((await report({ isRedacted: false, scope })).bundle.documents)).toContain(zones);
  await endpoint.set("denied", { rules: [{ action: zones }] });
  const { bundle, gaps } = await report({ isRedacted: false, scope });
  await endpoint.set("denied", { rules: [] });
  expect(gaps).toEqual([]);
  expect([...Object.keys(bundle.documents), ...Object.keys(bundle.errors)]).not.toContain(zones);
});

test("a report tells how far it is, from before the first answer on", async () => {
  const connection = endpoint.connect();
  const steps: ReportSteps[] = [];
  await makeReport({
    ...{ config, connection, scope, isRedacted: false },
    onStep: (step) => void steps.push({ ...step }),
  }).finally(() => connection.close());
  expect(steps[0]).toEqual({ scope, answers: 0, items: 0, retrying: null });
  expect(steps.at(-1)!.answers).toBe(steps.length - 1);
  expect(steps.at(-1)!.items).toBeGreaterThan(300);
});

test("where several scopes are read, one has to be named, and all are told", async () => {
  await expect(report({ isRedacted: false })).rejects.toMatchObject({
    code: "invalid-input",
    message: expect.stringContaining(scope),
  });
  await expect(report({ isRedacted: false, scope: "640218093317:eu-west-3" })).rejects.toThrow(
    /eu-west-3 is no scope/,
  );
});
