import fc from "fast-check";
import { expect, test } from "vitest";
import type { Failure, FailureGap } from "../model/failure.ts";
import type { ScopeKey } from "../model/scope.ts";
import { aFailure, anExplanation } from "../testing/a-failure.ts";
import { describeStores } from "../testing/describe-stores.ts";
import type { FailureDayRow } from "./failure-schema.ts";
import type { Store } from "./store.ts";

const scope: ScopeKey = "123456789012:eu-west-1";
const dayMs = 86_400_000;
const noon = Date.UTC(2026, 10, 20, 12);
const ever = { since: 0, until: noon + 365 * dayMs };

const aPage = (
  failures: readonly Failure[],
  changes: Partial<Parameters<Store["saveFailurePage"]>[0]> = {},
) => ({
  scope,
  source: "cloudtrail" as const,
  failures,
  links: [],
  gaps: [],
  checkpoint: {},
  at: noon,
  ...changes,
});

async function idsOf(store: Store, query: Partial<Parameters<Store["loadFailures"]>[0]> = {}) {
  const { items, next } = await store.loadFailures({
    ...ever,
    series: null,
    conditions: [],
    order: "newest",
    after: null,
    limit: 100,
    ...query,
  });
  return { ids: items.map(({ id }) => id), next };
}

/** The counts that are kept, and the same counted from the failures themselves. */
async function counts(store: Store) {
  const inOrder = (rows: FailureDayRow[]) => rows.toSorted((a, b) => a.series - b.series || a.day - b.day);
  const { days } = await store.loadFailureSeriesSince(0);
  return { kept: inOrder(days), counted: inOrder(await store.countFailures(ever)) };
}

describeStores(({ open }) => {
  test("a failure comes back as it was saved, however often it is", async () => {
    const store = await open();
    const failure = aFailure();
    await store.saveFailurePage(aPage([failure]));
    await store.saveFailurePage(aPage([failure, failure]));
    const [{ series: _, ...held } = { series: 0 }, ...more] = await store.findFailures([failure.id]);
    expect(held).toEqual(failure);
    expect(more).toEqual([]);
    const { kept, counted } = await counts(store);
    expect(kept).toEqual(counted);
    expect(kept.map(({ count }) => count)).toEqual([1]);
  });

  test("the checkpoint, the links and the gaps of a page are saved with it", async () => {
    const store = await open();
    const link = { scope, innerId: "c-1", records: [], caller: "arn:x", requestId: null, at: noon };
    const gap: FailureGap = {
      ...{ scope, source: "cloudtrail", action: "cloudtrail:LookupEvents" },
      ...{ reason: "denied", message: "No.", code: "AccessDenied" },
    };
    const checkpoint = { all: { covered: [[1, 2] as [number, number]], pass: null } };
    expect(await store.loadFailureCheckpoint(scope, "cloudtrail")).toBeNull();
    await store.saveFailurePage(aPage([], { links: [link, link], gaps: [gap], checkpoint }));
    expect(await store.loadFailureCheckpoint(scope, "cloudtrail")).toEqual(checkpoint);
    expect(await store.findFailureLinks(scope, ["c-1", "c-2"])).toEqual([link]);
    expect(await store.loadFailureGaps()).toEqual([{ ...gap, since: noon, at: noon }]);
  });

  test("a gap is over when a whole pass did not meet it again, and keeps its beginning while it lasts", async () => {
    const store = await open();
    const gap: FailureGap = {
      ...{ scope, source: "cloudtrail", action: "cloudtrail:LookupEvents" },
      ...{ reason: "denied", message: "No.", code: null },
    };
    await store.saveFailurePage(aPage([], { gaps: [gap], at: noon }));
    await store.saveFailurePage(aPage([], { gaps: [gap], at: noon + 10 }));
    await store.finishFailureRead(scope, { startedAt: noon + 5, at: noon + 11 });
    expect(await store.loadFailureGaps()).toEqual([{ ...gap, since: noon, at: noon + 10 }]);
    await store.finishFailureRead(scope, { startedAt: noon + 20, at: noon + 21 });
    expect(await store.loadFailureGaps()).toEqual([]);
    expect(await store.loadFailureReads(scope)).toEqual([{ scope, source: "cloudtrail", readAt: noon + 21 }]);
  });

  test("failures are found by a record of their chain, in their scope alone", async () => {
    const store = await open();
    const records = [{ source: "run-command" as const, idName: "CommandId", id: "c-1", isGreen: false }];
    const elsewhere: ScopeKey = "123456789012:us-east-1";
    await store.saveFailurePage(
      aPage([
        aFailure({ id: "a", records }),
        aFailure({ id: "b" }),
        aFailure({ id: "c", records, scope: elsewhere }),
      ]),
    );
    const found = await store.findFailuresByRecord(scope, ["c-1", "no-such"]);
    expect(found.map(({ id }) => id)).toEqual(["a"]);
  });

  test("pages neither repeat nor miss, in either order, among few series and many", async () => {
    const store = await open();
    const failures = Array.from({ length: 120 }, (_, index) =>
      aFailure({ id: `f-${index}`, at: noon - Math.floor(index / 3) * 1_000, operation: `Op${index % 40}` }),
    );
    await store.saveFailurePage(aPage(failures));
    const { series } = await store.loadFailureSeriesSince(0);
    const numbers = series.map(({ number }) => number);
    for (const only of [null, numbers, numbers.slice(0, 5)]) {
      for (const order of ["newest", "oldest"] as const) {
        const seen: string[] = [];
        let after: { at: number; number: number } | null = null;
        do {
          const page = await idsOf(store, { series: only, order, after, limit: 7 });
          seen.push(...page.ids);
          after = page.next;
        } while (after !== null);
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toHaveLength(only?.length === 5 ? 15 : 120);
      }
    }
  });

  test("conditions choose by node, by id and by series, and can be negated", async () => {
    const store = await open();
    await store.saveFailurePage(
      aPage([
        aFailure({ id: "a", targets: ["i-0a1b2c3d4e5f60001"], requestId: "r-a" }),
        aFailure({
          ...{ id: "b", targets: ["i-0a1b2c3d4e5f60002"], requestId: null },
          explanation: anExplanation("instance-stopped", null, ["i-0a1b2c3d4e5f60002"]),
        }),
      ]),
    );
    const condition = { series: [], nodes: [], ids: [], negated: false };
    const node = { ...condition, nodes: ["i-0a1b2c3d4e5f60001"] };
    expect((await idsOf(store, { conditions: [node] })).ids).toEqual(["a"]);
    expect((await idsOf(store, { conditions: [{ ...node, negated: true }] })).ids).toEqual(["b"]);
    const request = { ...condition, ids: ["r-a"] };
    expect((await idsOf(store, { conditions: [request] })).ids).toEqual(["a"]);
    expect((await idsOf(store, { conditions: [{ ...request, negated: true }] })).ids).toEqual(["b"]);
    const record = { ...condition, ids: ["event-1"] };
    expect((await idsOf(store, { conditions: [record] })).ids.toSorted()).toEqual(["a", "b"]);
    expect((await idsOf(store, { conditions: [condition] })).ids).toEqual([]);
    const counted = await store.countFailures(ever, [node]);
    expect(counted.map(({ count }) => count)).toEqual([1]);
  });

  test("what a node and a cause have behind them is counted since a moment", async () => {
    const store = await open();
    const group = { kind: "security-group", id: "sg-1" };
    const ids = ["i-0a1b2c3d4e5f60001", "i-0a1b2c3d4e5f60002"];
    const explanation = anExplanation("security-group-egress-blocks", group, ids);
    await store.saveFailurePage(
      aPage([
        aFailure({ id: "a", targets: ids, explanation }),
        aFailure({ id: "b", targets: ids, explanation, at: noon - 40 * dayMs }),
        aFailure({
          id: "c",
          targets: ["tag:Role=batch"],
          explanation: anExplanation("target-matches-nothing", null),
        }),
      ]),
    );
    const since = noon - 30 * dayMs;
    expect(await store.countNodeFailures([...ids, "i-none"], since)).toEqual(
      new Map(ids.map((id) => [id, 1])),
    );
    const bySeries = await store.countNodeFailuresBySeries(ids, since);
    expect(bySeries.map(({ node, count }) => [node, count]).toSorted()).toEqual(ids.map((id) => [id, 1]));
    const { series } = await store.loadFailureSeriesSince(0);
    const nodes = await store.loadFailureNodes(series.map(({ number }) => number));
    expect(nodes.map(({ node, lastAt }) => [node, lastAt]).toSorted()).toEqual(ids.map((id) => [id, noon]));
  });

  test("a caller's sessions and the targets' own ids make no series of their own", async () => {
    const store = await open();
    const role = "arn:aws:sts::123456789012:assumed-role";
    await store.saveFailurePage(
      aPage([
        aFailure({ id: "a", caller: `${role}/deploy/run-1` }),
        aFailure({
          ...{ id: "b", caller: `${role}/deploy/run-2`, targets: ["i-0a1b2c3d4e5f60002"] },
          explanation: anExplanation("instance-terminated", { kind: "instance", id: "i-0a1b2c3d4e5f60002" }),
        }),
        aFailure({ id: "c", caller: `${role}/AWSReservedSSO_Ops_1/maya` }),
      ]),
    );
    const { series } = await store.loadFailureSeriesSince(0);
    expect(series.map(({ caller, subject }) => [caller, subject]).toSorted()).toEqual([
      [`${role}/AWSReservedSSO_Ops_1/maya`, null],
      [`${role}/deploy`, null],
    ]);
  });

  test("who is to blame in another scope is so in the series too", async () => {
    const store = await open();
    const subject = { kind: "security-group", id: "sg-1", scope: "210987654321:eu-west-1" as const };
    await store.saveFailurePage(
      aPage([
        aFailure({ id: "a", explanation: anExplanation("endpoint-security-group-blocks", subject) }),
        aFailure({ id: "b", explanation: anExplanation("endpoint-security-group-blocks", subject) }),
      ]),
    );
    const { series } = await store.loadFailureSeriesSince(0);
    expect(series.map((each) => each.subject)).toEqual([subject]);
  });

  test("the counts of days are those of the failures, whatever is saved, moved and deleted", async () => {
    const store = await open();
    let turn = 0;
    const anyFailure = fc.record({
      id: fc.constantFrom("a", "b", "c", "d", "e"),
      at: fc.integer({ min: 0, max: 4 }).map((day) => noon - day * dayMs + day),
      kind: fc.constantFrom("Undeliverable", "InvalidTarget"),
      isSilent: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyFailure, { maxLength: 6 }), fc.nat({ max: 3 }), async (changes, days) => {
        await store.saveFailurePage(aPage(changes.map((change) => aFailure(change))));
        if (turn++ % 5 === 4)
          await store.applyRetention(noon, { documents: 1, syncs: 1, failures: Math.max(1, days) });
        const { kept, counted } = await counts(store);
        expect(kept).toEqual(counted);
      }),
      { numRuns: 60 },
    );
  });

  test("failures past their age are deleted with all that belongs to them", async () => {
    const store = await open();
    const old = noon - 50 * dayMs;
    await store.saveFailurePage(aPage([aFailure({ id: "old", at: old }), aFailure({ id: "new" })]));
    const before = await store.loadFailureSeriesSince(0);
    const { failures } = await store.applyRetention(noon, { documents: 1, syncs: 1, failures: 30 });
    expect(failures).toBe(1);
    expect((await idsOf(store)).ids).toEqual(["new"]);
    const changes = await store.loadFailureSeriesSince(before.seq);
    expect(changes.days.map(({ count }) => count)).toEqual([1]);
    const nodes = await store.loadFailureNodes(before.series.map(({ number }) => number));
    expect(nodes.map(({ lastAt }) => lastAt)).toEqual([noon]);
  });
});
