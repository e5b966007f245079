import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AwsConnection } from "../aws/connection.ts";
import type { PlantedFailure } from "../demo/cloud/condition.ts";
import { type Scope, scopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";
import { changesSince } from "../testing/changes-since.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { plantedSecret, plantSecrets } from "../testing/plant-secrets.ts";
import { standingFor } from "../testing/standing-for.ts";
import { NodeWorlds } from "./load-node-world.ts";
import { syncFailures } from "./sync-failures.ts";
import { syncScope } from "./sync-scope.ts";

let endpoint: DemoEndpoint;
let connection: AwsConnection;
let scope: Scope;

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  plantSecrets(endpoint, endpoint.scopes[0]!);
  connection = endpoint.connect({ maxAttempts: 2, sharedAnswersMs: 0 });
  scope = endpoint.scopes.find((one) => scopeKey(one) === "210987654321:eu-west-1")!;
});
afterAll(async () => {
  connection.close();
  await endpoint.close();
});

const isHere = ({ account, region }: PlantedFailure) => `${account}:${region}` === scopeKey(scope);
const planted = () => (endpoint.world.plantedFailures ?? []).filter(isHere);

async function everything(store: Store) {
  const range = { since: 0, until: Date.now() + 86_400_000 };
  const found = [];
  for (let after: { at: number; number: number } | null = null; ; ) {
    const page = await store.loadFailures({
      ...{ ...range, series: null, conditions: [], order: "oldest", after, limit: 500 },
    });
    found.push(...page.items);
    if (page.next === null) return found;
    after = page.next;
  }
}

describeStores(({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    await store.saveScopes(endpoint.scopes.map((each) => ({ ...each, accountName: null })));
    await endpoint.set("denied", { rules: [] });
  });

  const read = (options: Partial<Parameters<typeof syncFailures>[0]> = {}) =>
    syncFailures({
      store,
      reader: connection.reader(scope),
      worlds: new NodeWorlds(store),
      now: Date.now,
      retentionDays: 400,
      onProgress: () => undefined,
      onNodes: () => undefined,
      ...options,
    });
  const readFacts = () =>
    syncScope({
      store,
      reader: connection.reader(scope),
      reason: "first",
      ageOf: standingFor(1_800_000),
      managedNodeQuota: 2_400,
      withOptional: false,
      now: Date.now,
      onProgress: () => undefined,
      onNodes: () => undefined,
    });

  test("each failure of AWS's ninety days is kept once, however often it is read", async () => {
    await readFacts();
    const first = await read();
    expect(first).toMatchObject({ outcome: "complete", gaps: [] });
    expect(first.calls.map(({ action }) => action)).toContain("cloudtrail:LookupEvents");
    await read();
    const kept = await everything(store);
    const matching = (truth: PlantedFailure) =>
      kept.filter(
        ({ records, targets }) =>
          records.some(({ id }) => id === truth.recordId) && targets.join() === truth.targets.join(),
      );
    expect(planted().length).toBeGreaterThan(50);
    expect(planted().filter((truth) => matching(truth).length !== 1)).toEqual([]);
    expect(kept).toHaveLength(planted().length);
    const unexplained = kept.filter(({ explanation }) => explanation === null);
    expect(unexplained).toEqual([]);
  }, 60_000);

  test("rows of nodes say how many failures they had, as soon as failures are read and no sooner", async () => {
    await readFacts();
    const failuresOf = async () => {
      const { rows } = await changesSince(store, 0);
      return new Map(rows.map(({ id, failures }) => [id, failures]));
    };
    expect(new Set((await failuresOf()).values())).toEqual(new Set([null]));
    await read();
    const counted = await failuresOf();
    expect([...counted.values()]).not.toContain(null);
    expect(Math.max(...[...counted.values()].map(Number))).toBeGreaterThan(0);
    await readFacts();
    expect(await failuresOf()).toEqual(counted);
  }, 60_000);

  test("a reading that is stopped anywhere goes on where it was, and loses and doubles nothing", async () => {
    for (const pages of [1, 3, 7, 20]) {
      const stop = new AbortController();
      let saved = 0;
      const stopping: Store = {
        ...store,
        saveFailurePage: async (page) => {
          await store.saveFailurePage(page);
          if (++saved === pages) stop.abort();
        },
      };
      const reading = await read({ store: stopping, signal: stop.signal });
      expect(reading.outcome).toBe("interrupted");
    }
    await read();
    expect(await everything(store)).toHaveLength(planted().length);
  }, 60_000);

  test("without a permission the others are read, the gap is told, and it is over once it is granted", async () => {
    await endpoint.set("denied", { rules: [{ action: "cloudtrail:LookupEvents" }] });
    const reading = await read();
    expect(reading.outcome).toBe("partial");
    const gap = { source: "cloudtrail", action: "cloudtrail:LookupEvents", reason: "denied" };
    expect(reading.gaps).toEqual([expect.objectContaining(gap)]);
    expect(await store.loadFailureGaps()).toEqual([expect.objectContaining(gap)]);
    expect((await everything(store)).length).toBeGreaterThan(0);
    await endpoint.set("denied", { rules: [] });
    expect((await read()).outcome).toBe("complete");
    expect(await store.loadFailureGaps()).toEqual([]);
    expect(await everything(store)).toHaveLength(planted().length);
  }, 60_000);

  test("no parameter and no output of what failed is in any table", async () => {
    const secretive = endpoint.scopes[0]!;
    await read({ reader: connection.reader(secretive) });
    const folder = mkdtempSync(join(tmpdir(), "muster-secrets-"));
    await store.exportStore(folder, Date.now());
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    rmSync(folder, { recursive: true });
    expect(texts.some((text) => text.includes("InvalidInstanceId"))).toBe(true);
    expect(texts.filter((text) => text.includes(plantedSecret))).toEqual([]);
  }, 60_000);
});
