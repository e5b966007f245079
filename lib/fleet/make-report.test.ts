import { afterAll, beforeAll, expect, test } from "vitest";
import { type Config, loadConfig } from "../config.ts";
import { demoAccounts } from "../demo/fleet/demo-accounts.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";
import { makeReport } from "./make-report.ts";

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
const diagnose = async (bundle: unknown) =>
  (await diagnoseBundles([{ json: JSON.parse(JSON.stringify(bundle)), file: "fleet.json" }]))[0]!;

test("a report of a scope is diagnosed as the scope is, and redacted no differently", async () => {
  const plain = await report({ isRedacted: false, scope });
  const redacted = await report({ isRedacted: true, scope });
  expect(plain.gaps).toEqual([]);
  const statuses = async (bundle: unknown) =>
    (await diagnose(bundle)).nodes.map(({ id, status, sure }) => [id, status, sure]);
  const expected = await statuses(plain.bundle);
  expect(expected.length).toBeGreaterThan(5);
  expect(await statuses(redacted.bundle)).toEqual(expected);
  expect(JSON.stringify(redacted.bundle)).not.toContain("640218093317");
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
