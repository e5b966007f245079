import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { demoAccounts, demoCredentials } from "../../demo/fleet/demo-accounts.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../../testing/endpoint.ts";
import { run } from "./sync.ts";

let endpoint: DemoEndpoint;
let folder: string;

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  folder = mkdtempSync(join(tmpdir(), "muster-sync-"));
}, 30_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await endpoint.close();
  rmSync(folder, { recursive: true });
});

test("an account whose role opens nothing is told beside the scopes that were read, and the exit code says so", async () => {
  const [, staging, data] = demoAccounts;
  const accounts = [
    { id: staging!.id, roleArn: staging!.roleArn, regions: ["ap-southeast-2"] },
    { id: data!.id, roleArn: data!.roleArn, externalId: "another" },
  ];
  // The demo keeps to no quotas.
  const pacing = { share: 1, perAction: { "cloudtrail:LookupEvents": 1_000 } };
  const file = join(folder, "config.json");
  writeFileSync(file, JSON.stringify({ accounts, pacing, store: { folder: "store" } }));
  vi.stubEnv("MUSTER_CONFIG", file);
  vi.stubEnv("AWS_ENDPOINT_URL", endpoint.url);
  vi.stubEnv("AWS_ACCESS_KEY_ID", demoCredentials.accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", demoCredentials.secretAccessKey);
  const [said, told] = [process.stdout, process.stderr].map((stream) => {
    const written: string[] = [];
    vi.spyOn(stream, "write").mockImplementation((text) => written.push(String(text)) > 0);
    return written;
  });
  expect(await run([])).toBe(2);
  expect(said!.join("")).toMatch(RegExp(`^${staging!.id}:ap-southeast-2 +complete`));
  expect(told!.join("")).toMatch(
    RegExp(`The role for account ${data!.id} could not be assumed, .*the external id`),
  );
}, 60_000);
