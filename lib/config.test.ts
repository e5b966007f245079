import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { variables } from "./config/environment.ts";
import { configJsonSchema } from "./config/schema.ts";
import { applyRoleOf, loadConfig, managedNodeQuotaOf } from "./config.ts";
import { FleetError } from "./model/fleet-error.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-config-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function load(settings?: unknown, env: Record<string, string> = {}) {
  if (settings !== undefined) {
    const text = typeof settings === "string" ? settings : JSON.stringify(settings);
    writeFileSync(join(folder, "muster.config.json"), text);
  }
  return loadConfig({ env, folder });
}

function refused(settings: unknown, env: Record<string, string> = {}): FleetError {
  try {
    load(settings, env);
  } catch (error) {
    if (error instanceof FleetError) return error;
    throw error;
  }
  throw new Error("The configuration was accepted.");
}

const account = "123456789012";
const lab = {
  filter: "tag:Env=lab",
  reason: "Rebuilt every night.",
  owner: "platform",
  until: "2026-12-31",
};
const roleArn = `arn:aws:iam::${account}:role/MusterRead`;

test("nothing configured reads the caller's own account in all enabled Regions, and changes nothing", () => {
  expect(load()).toEqual({
    accounts: [],
    regions: "enabled",
    exclusions: [],
    intervals: { facts: 300, failures: 900 },
    hostedZones: false,
    staleMinutes: 30,
    retentionDays: { documents: 90, failures: 400, syncs: 14 },
    store: { folder: join(folder, ".muster") },
    pacing: { share: 0.5, perAction: {} },
    quotas: { managedNodesPerScope: 2400 },
    apply: { enabled: false, fixes: [] },
    web: { host: "127.0.0.1", port: 3000 },
    banner: null,
    logLevel: "info",
    file: null,
  });
});

test("a file is read, with its $schema", () => {
  const config = load({
    $schema: "./muster.config.schema.json",
    accounts: [{ id: account, name: "Production", roleArn, externalId: "muster", regions: ["eu-west-1"] }],
    regions: ["eu-west-1", "us-gov-west-1"],
    store: { folder: "data" },
  });
  expect(config.accounts[0]).toEqual({
    id: account,
    name: "Production",
    roleArn,
    externalId: "muster",
    regions: ["eu-west-1"],
  });
  expect(config.store).toEqual({ folder: join(folder, "data") });
  expect(config.file).toBe(join(folder, "muster.config.json"));
});

test("a file may begin with an editor's byte order mark", () => {
  expect(load('\uFEFF{"web":{"port":3001}}').web.port).toBe(3001);
});

test("nodes that are not meant to answer are named by a filter, with reason, owner and last day", () => {
  expect(load({ exclusions: [lab] }).exclusions).toEqual([lab]);
});

test("a Region of an account may have a quota of managed nodes of its own", () => {
  const config = load({
    accounts: [{ id: account, managedNodeQuotas: { "eu-west-1": 50 } }],
    quotas: { managedNodesPerScope: 900 },
  });
  expect(managedNodeQuotaOf(config, `${account}:eu-west-1`)).toBe(50);
  expect(managedNodeQuotaOf(config, `${account}:eu-west-2`)).toBe(900);
  expect(managedNodeQuotaOf(config, "999999999999:eu-west-1")).toBe(900);
});

describe("a variable goes over the file", () => {
  test.each([
    ["MUSTER_DATA", "/data", { store: { folder: "/data" } }],
    ["DATABASE_URL", "postgres://db/muster", { store: { databaseUrl: "postgres://db/muster" } }],
    ["MUSTER_HOST", "::1", { web: { host: "::1", port: 3001 } }],
    ["PORT", "0", { web: { host: "127.0.0.1", port: 0 } }],
    ["MUSTER_ACCOUNTS", `[{"id":"${account}"}]`, { accounts: [{ id: account }] }],
    ["MUSTER_REGIONS", "us-east-1, eu-west-2", { regions: ["us-east-1", "eu-west-2"] }],
    ["MUSTER_REGIONS", "enabled", { regions: "enabled" }],
    ["MUSTER_INTERVAL_SECONDS", "60", { intervals: { facts: 60 } }],
    ["MUSTER_STALE_MINUTES", "20", { staleMinutes: 20 }],
    ["MUSTER_QUOTA_SHARE", "0.25", { pacing: { share: 0.25, perAction: {} } }],
    ["MUSTER_MANAGED_NODE_QUOTA", "5000", { quotas: { managedNodesPerScope: 5000 } }],
    ["MUSTER_BANNER", "demo", { banner: "demo" }],
    ["MUSTER_LOG_LEVEL", "debug", { logLevel: "debug" }],
  ])("%s=%s", (name, text, expected) => {
    const file = { regions: ["eu-west-1"], store: { folder: "data" }, web: { port: 3001 } };
    expect(load(file, { [name]: text })).toMatchObject(expected);
  });

  test("an empty one counts as not set", () => {
    expect(load({ web: { port: 3001 } }, { PORT: "" }).web.port).toBe(3001);
  });

  test("MUSTER_DATABASE_SCHEMA goes with a database", () => {
    const env = { DATABASE_URL: "postgres://db/muster", MUSTER_DATABASE_SCHEMA: "muster" };
    expect(load({}, env).store).toEqual({ databaseUrl: "postgres://db/muster", schema: "muster" });
  });

  test("MUSTER_DATA goes over a database in the file, and is relative to where Muster runs", () => {
    const file = { store: { databaseUrl: "postgres://db/muster", schema: "muster" } };
    expect(load(file, { MUSTER_DATA: "here" }).store).toEqual({ folder: join(folder, "here") });
  });

  test("MUSTER_CONFIG names another file, and what is relative in it is relative to it", () => {
    writeFileSync(join(folder, "other.json"), JSON.stringify({ store: { folder: "data" } }));
    const config = loadConfig({ env: { MUSTER_CONFIG: join(folder, "other.json") }, folder: tmpdir() });
    expect(config.store).toEqual({ folder: join(folder, "data") });
  });
});

describe("what is wrong is refused by its path, with what is allowed", () => {
  test.each<[unknown, string, string]>([
    [{ acounts: [] }, "acounts", "did you mean accounts?"],
    [{ web: { prt: 1 } }, "web.prt", "did you mean port?"],
    [{ web: { zzz: 1 } }, "web.zzz", "allowed are host, port."],
    [{ accounts: [{ id: account, rolearn: roleArn }] }, "accounts[0].rolearn", "did you mean roleArn?"],
    [{ accounts: {} }, "accounts", "must be a list of accounts"],
    [{ accounts: ["x"] }, "accounts[0]", "must be an object"],
    [{ accounts: [{ id: 123456789012 }] }, "accounts[0].id", "12 digits in quotes"],
    [{ accounts: [{ id: account }, { id: account }] }, "accounts[1].id", "named once"],
    [{ accounts: [{ id: "210987654321", roleArn }] }, "accounts[0].roleArn", `belongs to ${account}`],
    [{ accounts: [{ id: account, externalId: "muster" }] }, "accounts[0].externalId", "with a roleArn"],
    [{ exclusions: [{ ...lab, until: "soon" }] }, "exclusions[0].until", "must be a day"],
    [{ exclusions: [{ ...lab, reason: " " }] }, "exclusions[0].reason", "must be the reason"],
    [{ exclusions: [{ ...lab, filter: "-excluded:yes" }] }, "exclusions[0].filter", "must not build on"],
    [{ exclusions: [{ ...lab, end: "2026-12-31" }] }, "exclusions[0].end", "allowed are"],
    [{ regions: ["eu-west-1", "Ireland"] }, "regions[1]", "must be a Region"],
    [{ regions: [] }, "regions", "a list of Regions"],
    [{ intervals: { facts: 5 } }, "intervals.facts", "seconds from 30 to 86400"],
    [{ intervals: 5 }, "intervals", "must be an object"],
    [{ staleMinutes: 4 }, "staleMinutes", "at least 5"],
    [{ retentionDays: { documents: 0.5 } }, "retentionDays.documents", "whole number of days"],
    [
      { store: { folder: "a", databaseUrl: "postgres://b/c" } },
      "store.databaseUrl",
      "either a folder or a database",
    ],
    [{ store: { databaseUrl: "mysql://b/c" } }, "store.databaseUrl", "must be a Postgres address"],
    [{ store: { schema: "muster" } }, "store.schema", "with a databaseUrl"],
    [{ pacing: { share: 2 } }, "pacing.share", "at most 1"],
    [{ pacing: { perAction: { describe: 1 } } }, "pacing.perAction.describe", "must be an action"],
    [{ apply: { enabled: true } }, "apply.roleArn", "a role of their own"],
    [{ accounts: [{ id: account, roleArn }], apply: { roleArn } }, "apply.roleArn", "another role"],
    [
      { accounts: [{ id: account, roleArn, applyRoleArn: roleArn }] },
      "accounts[0].applyRoleArn",
      "another role",
    ],
    [
      { accounts: [{ id: "210987654321", applyRoleArn: roleArn }] },
      "accounts[0].applyRoleArn",
      `belongs to ${account}`,
    ],
    [{ web: { host: "0.0.0.0" } }, "web.host", "no sign-in yet"],
    [{ web: { host: "127.0.0.1.example.com" } }, "web.host", "no sign-in yet"],
    [{ web: { port: 70000 } }, "web.port", "from 0 to 65535"],
    [{ banner: "production" }, "banner", 'must be "demo"'],
    [{ logLevel: "loud" }, "logLevel", "debug, info, warn or error"],
  ])("%j", (settings, path, allowed) => {
    const error = refused(settings);
    expect(error).toMatchObject({ code: "invalid-input", field: path });
    expect(error.message).toContain(`- ${path} `);
    expect(error.message).toContain(allowed);
  });

  test("all mistakes are told at once", () => {
    const { message } = refused({ logLevel: "loud", web: { port: -1 }, acounts: [] });
    expect(message).toContain("3 mistakes");
  });

  test("a wrong variable is told by its own name", () => {
    const { message } = refused(
      {},
      { PORT: "http", MUSTER_REGIONS: "eu-west-1,Ireland", MUSTER_ACCOUNTS: "[{" },
    );
    expect(message).toContain("PORT (web.port) must be a port");
    expect(message).toContain("MUSTER_REGIONS (regions[1]) must be a Region");
    expect(message).toContain("MUSTER_ACCOUNTS (accounts) must be a list");
  });

  test.each([
    ["AWS_ENDPOINT_URL", "localhost:4599", "http://"],
    ["AWS_ENDPOINT_URL_SSM", "vpce-1.ssm.eu-west-1.vpce.amazonaws.com", "http://"],
    ["AWS_REGION", "eu west 1", "eu-west-1"],
  ])("%s that the SDK could not use, as %s", (name, value, allowed) => {
    const { message } = refused({}, { [name]: value });
    expect(message).toContain(name);
    expect(message).toContain(allowed);
    expect(message).toContain(`"${value}"`);
  });

  test.each([
    ['{"web":', "is no JSON"],
    ["[]", "must be an object"],
  ])("a file that says %s", (text, sentence) => {
    expect(refused(text).message).toContain(sentence);
  });

  test("a file that MUSTER_CONFIG names and that is not there", () => {
    expect(refused(undefined, { MUSTER_CONFIG: "nowhere.json" }).message).toContain("does not exist");
  });
});

test("every variable sets a key that the schema has", () => {
  for (const { name, path } of variables) {
    let shape = configJsonSchema() as { properties?: Record<string, object> } | undefined;
    for (const key of path) shape = shape?.properties?.[key];
    expect(shape, name).toBeDefined();
  }
});

test("muster.config.schema.json is what the schema says (node lib/config/write-json-schema.ts writes it)", () => {
  const file = new URL("../muster.config.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
});

test("every key and every variable stands in docs/configuration.md", () => {
  const page = readFileSync(resolve(import.meta.dirname, "../docs/configuration.md"), "utf8");
  for (const { name } of variables) expect(page).toContain(`\`${name}\``);
  const properties = (configJsonSchema().properties ?? {}) as Record<string, { properties?: object }>;
  for (const [key, { properties: inner = {} }] of Object.entries(properties)) {
    if (key === "$schema") continue;
    const keys = Object.keys(inner).map((name) => `${key}.${name}`);
    for (const each of keys.length > 0 ? keys : [key]) expect(page).toContain(`\`${each}\``);
  }
});

test("an account is changed with its own role, else with the one for all that is its; others are not changed", () => {
  const [own, general] = [`arn:aws:iam::${account}:role/Own`, "arn:aws:iam::210987654321:role/MusterApply"];
  const config = load({
    accounts: [{ id: account, applyRoleArn: own }],
    apply: { enabled: true, roleArn: general, fixes: ["start-instance"] },
  });
  expect(applyRoleOf(config, account)).toBe(own);
  expect(applyRoleOf(config, "210987654321")).toBe(general);
  expect(applyRoleOf(config, "310412087755")).toBeNull();
});
