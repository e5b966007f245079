import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { accountIds } from "../demo/fleet/demo-accounts.ts";
import { handClock } from "../demo/testing/hand-clock.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { type Collected, collected } from "../testing/collected.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import type { CollectedItem } from "./collect-scope.ts";
import { allReadActions, collectors } from "./index.ts";

let endpoint: DemoEndpoint;
let whole: Collected;

const options = { kinds: collectors.map(({ kind }) => kind) };

const scope = { partition: "aws", account: accountIds.data, region: "us-east-1" };

async function collectAnew(): Promise<Collected> {
  const connection = endpoint.connect();
  const result = await collected(connection.reader(scope), options);
  connection.close();
  return result;
}

beforeAll(async () => {
  // In the demo, too, an instance that is shutting down is soon gone: between two readings, time stands still.
  endpoint = await startDemoEndpoint({ nodes: 300, clock: handClock(Date.now()) });
  // All else that can be read is there in this scope.
  for (const { inlinePolicies } of endpoint.world.accounts.get(scope.account)!.iam.roles.values())
    inlinePolicies.set("own", { Version: "2012-10-17", Statement: [] });
  whole = await collectAnew();
});
afterEach(() => endpoint.set("denied", { rules: [] }));
afterAll(() => endpoint.close());

test("with every permission there is no gap, and every kind is read through", () => {
  expect(whole.gaps).toEqual([]);
  expect([...whole.done.keys()].sort()).toEqual([...options.kinds].sort());
});

function bodiesOf(items: ReadonlyMap<string, CollectedItem> | undefined): [string, unknown][] {
  return [...(items ?? [])].map(([id, { body }]): [string, unknown] => [id, body]).sort();
}

/** The kinds that cannot be read without `kind`, and those that cannot without these. */
function dependentsOf(kind: DocumentKind): DocumentKind[] {
  const direct = collectors.filter(({ needs }) => kind in needs).map((collector) => collector.kind);
  return [kind, ...direct.flatMap(dependentsOf)];
}

test.each(allReadActions({ withOptional: true }))(
  "without %s the reading ends, the gap names it, and nothing else changes",
  async (action) => {
    await endpoint.set("denied", { rules: [{ action }] });
    const { items, done, gaps } = await collectAnew();

    expect(gaps.length).toBeGreaterThan(0);
    for (const gap of gaps) expect(gap).toMatchObject({ action, reason: "denied" });
    const own = collectors.filter(({ actions }) => actions.includes(action)).map(({ kind }) => kind);
    const touched = new Set(own.flatMap(dependentsOf));
    expect(gaps.filter(({ kind }) => !touched.has(kind))).toEqual([]);
    for (const { kind } of collectors) {
      if (touched.has(kind)) continue;
      expect(bodiesOf(items.get(kind)), kind).toEqual(bodiesOf(whole.items.get(kind)));
      expect(done.get(kind), kind).toEqual(whole.done.get(kind));
    }
    // What could not be read through says nothing of what is gone; what could, still sees all that was there.
    for (const kind of touched) {
      const isRead = gaps.every((gap) => gap.kind !== kind || gap.resource !== null);
      if (isRead) expect(done.get(kind), kind).toEqual(whole.done.get(kind));
      else expect(done.has(kind), kind).toBe(false);
    }
  },
);
