import fc from "fast-check";
import { expect, test } from "vitest";
import { describeStores } from "../testing/describe-stores.ts";
import type { Store } from "./store.ts";

const scope = "123456789012:eu-west-1";
const kind = "security-group";

function page(bodies: Record<string, unknown>) {
  return Object.entries(bodies).map(([id, body]) => ({ id, body }));
}

/** A whole read: one page, then its end. */
async function read(store: Store, bodies: Record<string, unknown>, at: number) {
  const { changed } = await store.saveDocuments(scope, kind, page(bodies), at);
  const seenIds = new Set(Object.keys(bodies));
  const { removed } = await store.finishRead(scope, kind, { startedAt: at, observedAt: at, seenIds });
  return { changed, removed };
}

async function loadAll(store: Store) {
  const all = [];
  for await (const batch of store.loadDocuments(scope, [kind])) all.push(...batch);
  return all;
}

describeStores(({ open }) => {
  test("a document keeps its versions, one after the other", async () => {
    const store = await open();
    await read(store, { a: { rules: 1 } }, 10);
    await read(store, { a: { rules: 2 } }, 20);
    await read(store, {}, 30);
    await read(store, { a: { rules: 3 } }, 40);
    expect(await store.loadDocumentHistory(scope, kind, "a")).toEqual([
      { validFrom: 10, validTo: 20, body: { rules: 1 } },
      { validFrom: 20, validTo: 30, body: { rules: 2 } },
      { validFrom: 40, validTo: null, body: { rules: 3 } },
    ]);
  });

  test("what was true at a moment can be asked, also when there was nothing", async () => {
    const store = await open();
    await read(store, { a: 1 }, 10);
    await read(store, { a: 2 }, 20);
    await read(store, {}, 30);
    const bodyAt = async (at: number) => (await store.findDocument(scope, kind, "a", { at }))?.body;
    expect(await Promise.all([9, 10, 19, 20, 29, 30].map(bodyAt))).toEqual([
      undefined,
      1,
      1,
      2,
      2,
      undefined,
    ]);
    expect(await store.findDocument(scope, kind, "a")).toBeUndefined();
  });

  test("an equal document is not written again, in whatever order its keys come", async () => {
    const store = await open();
    await read(store, { a: { x: 1, y: [{ p: 1, q: 2 }] } }, 10);
    expect(await read(store, { a: { y: [{ q: 2, p: 1 }], x: 1 } }, 20)).toEqual({ changed: [], removed: [] });
    expect(await store.loadDocumentHistory(scope, kind, "a")).toHaveLength(1);
  });

  test("dates, missing values, quotes and any script survive", async () => {
    const store = await open();
    const body = {
      at: new Date(0),
      none: undefined,
      text: 'it\'s "quoted" 名前 \u0000 \ud800',
      list: [null],
    };
    await store.saveDocuments(scope, kind, [{ id: "a", body }], 10);
    expect((await store.findDocument(scope, kind, "a"))?.body).toEqual({
      at: "1970-01-01T00:00:00.000Z",
      text: 'it\'s "quoted" 名前 \u0000 \ud800',
      list: [null],
    });
  });

  test("a document counts as observed by the last full read, or by a later read of it alone", async () => {
    const store = await open();
    await read(store, { a: 1, b: 1 }, 10);
    await read(store, { a: 1, b: 1 }, 20);
    await store.saveSingleDocuments(scope, kind, { asked: ["b"], found: page({ b: 1 }) }, 25);
    const observed = async () => (await loadAll(store)).map(({ id, observedAt }) => [id, observedAt]);
    expect(await observed()).toEqual([
      ["a", 20],
      ["b", 25],
    ]);
    await read(store, { a: 1, b: 1 }, 30);
    expect(await observed()).toEqual([
      ["a", 30],
      ["b", 30],
    ]);
  });

  test("a read that failed leaves the documents with their age", async () => {
    const store = await open();
    await read(store, { a: 1 }, 10);
    await store.saveDocuments(scope, kind, page({ b: 1 }), 20);
    await store.failRead(scope, kind, { startedAt: 20, finishedAt: 21, items: 1 });
    expect((await loadAll(store)).map(({ id, observedAt }) => [id, observedAt])).toEqual([
      ["a", 10],
      ["b", 20],
    ]);
    expect(await store.loadReads(scope)).toEqual([
      { kind, startedAt: 20, finishedAt: 21, outcome: "gap", items: 1, observedAt: 10, round: 0 },
    ]);
  });

  test("a full read does not end what was read alone after it began", async () => {
    const store = await open();
    await store.saveSingleDocuments(scope, kind, { asked: ["new"], found: page({ new: 1 }) }, 15);
    await store.saveSingleDocuments(scope, kind, { asked: ["gone"], found: [] }, 15);
    await store.saveDocuments(scope, kind, page({ gone: 1 }), 12);
    const seenIds = new Set<string>();
    const { removed } = await store.finishRead(scope, kind, { startedAt: 11, observedAt: 20, seenIds });
    expect(removed).toEqual([]);
    expect((await loadAll(store)).map(({ id }) => id).sort()).toEqual(["gone", "new"]);
  });

  test("a read of single resources ends those that AWS no longer has, and no other", async () => {
    const store = await open();
    await read(store, { a: 1, b: 1, c: 1 }, 10);
    const single = { asked: ["a", "b"], found: page({ a: 2 }) };
    expect(await store.saveSingleDocuments(scope, kind, single, 20)).toEqual({
      changed: ["a"],
      removed: ["b"],
    });
    expect((await loadAll(store)).map(({ id }) => id)).toEqual(["a", "c"]);
  });

  test("a page that comes late does not undo what was observed after it", async () => {
    const store = await open();
    await read(store, { a: 1, b: 1 }, 10);
    await store.saveSingleDocuments(scope, kind, { asked: ["a", "b"], found: page({ a: 3 }) }, 30);
    expect((await store.saveDocuments(scope, kind, page({ a: 2, b: 2 }), 20)).changed).toEqual([]);
    expect((await loadAll(store)).map(({ id, body }) => [id, body])).toEqual([["a", 3]]);
  });

  test("changes tell what came, changed and went, but not what was there when watching began", async () => {
    const store = await open();
    await read(store, { a: 1, b: 1 }, 10);
    await read(store, { a: 2, b: 1, c: 1 }, 20);
    await read(store, { a: 2, c: 1 }, 30);
    expect(await store.loadDocumentChanges(scope, { since: 0, until: 100 })).toEqual([
      { kind, id: "a", at: 20, before: 1, beforeSince: 10, after: 2 },
      { kind, id: "c", at: 20, before: undefined, beforeSince: null, after: 1 },
      { kind, id: "b", at: 30, before: 1, beforeSince: 10, after: undefined },
    ]);
    expect(await store.loadDocumentChanges(scope, { since: 20, until: 20, ids: ["a"] })).toHaveLength(1);
    expect(await store.loadDocumentChanges(scope, { since: 21, until: 29 })).toEqual([]);
    expect(await store.loadDocumentChanges(scope, { since: 0, until: 100, ids: [] })).toEqual([]);
    expect(await store.loadDocumentChanges(scope, { since: 0, until: 100, kinds: [kind] })).toHaveLength(3);
    expect(await store.loadDocumentChanges(scope, { since: 0, until: 100, kinds: ["subnet"] })).toEqual([]);
  });

  test("a fleet that changed as a whole is told in batches, each change once, and whole where something replaced it", async () => {
    const store = await open();
    const fleet = (value: number) =>
      Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`i-${index}`, value]));
    await read(store, fleet(1), 10);
    await read(store, fleet(2), 20);
    await read(store, {}, 30);
    const batches = [];
    for await (const batch of store.eachDocumentChange(scope, { since: 20, until: 30 })) batches.push(batch);
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThan(2_001);
    const told = new Set(batches.flat().map(({ id, at, before, after }) => `${id} ${at} ${before} ${after}`));
    expect(batches.flat()).toHaveLength(4_002);
    expect(told).toEqual(
      new Set(Object.keys(fleet(1)).flatMap((id) => [`${id} 20 1 2`, `${id} 30 2 undefined`])),
    );
  });

  test("a record that SSM has no more is remembered for as long as its instance is there", async () => {
    const store = await open();
    const readBoth = async (instances: string[], records: string[], at: number) => {
      for (const [kind, ids] of [["instance", instances] as const, ["managed-node", records] as const]) {
        await store.saveDocuments(
          scope,
          kind,
          ids.map((id) => ({ id, body: { id, at: kind === "managed-node" ? at : 0 } })),
          at,
        );
        await store.finishRead(scope, kind, { startedAt: at, observedAt: at, seenIds: new Set(ids) });
      }
    };
    await readBoth(["i-1", "i-2", "i-3"], ["i-1", "i-2", "i-3"], 10);
    await readBoth(["i-1", "i-2", "i-3"], ["i-1", "i-2", "i-3"], 20);
    await readBoth(["i-1", "i-2"], ["i-2"], 30);
    expect(await store.loadForgottenRecords(scope)).toEqual([
      {
        kind: "managed-node",
        id: "i-1",
        at: 30,
        beforeSince: 20,
        before: { id: "i-1", at: 20 },
        after: undefined,
      },
    ]);
    await readBoth(["i-1", "i-2"], ["i-1", "i-2"], 40);
    expect(await store.loadForgottenRecords(scope)).toEqual([]);
  });

  test("scopes and kinds do not see each other's documents", async () => {
    const store = await open();
    await read(store, { a: 1 }, 10);
    await store.saveDocuments("123456789012:us-east-1", kind, page({ a: 2 }), 10);
    await store.saveDocuments(scope, "subnet", page({ a: 3 }), 10);
    expect((await loadAll(store)).map(({ body }) => body)).toEqual([1]);
    expect((await store.loadNodeDocuments(scope, "a")).map(({ kind, body }) => [kind, body]).sort()).toEqual([
      [kind, 1],
      ["subnet", 3],
    ]);
  });

  test("some documents are found by their ids, and those that are not there are left out", async () => {
    const store = await open();
    await read(store, { a: 1, b: 2, c: 3 }, 10);
    await read(store, { a: 1, b: 2 }, 20);
    const found = await store.findDocuments(scope, kind, ["b", "c", "a", "d"]);
    expect(found.map(({ id, body }) => [id, body])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect(await store.findDocuments(scope, kind, [])).toEqual([]);
  });

  test("documents are found by an id that stands in them", async () => {
    const store = await open();
    await read(store, { a: { InstanceId: "i-1" }, b: { InstanceId: "i-12" }, c: { Ids: ["i-1"] } }, 10);
    const found = await store.findDocumentsNaming(scope, kind, "i-1");
    expect(found.map(({ id }) => id)).toEqual(["a", "c"]);
    expect(await store.findDocumentsNaming(scope, kind, "%")).toEqual([]);
  });

  test("all documents are loaded, however many batches they are", async () => {
    const store = await open();
    const ids = Array.from({ length: 2_500 }, (_, index) => `sg-${index}`);
    await store.saveDocuments(
      scope,
      kind,
      ids.map((id) => ({ id, body: id })),
      10,
    );
    expect((await loadAll(store)).map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  test("whatever is saved in whatever order, a page replayed changes nothing and versions never overlap", async () => {
    const store = await open();
    let id = 0;
    const moment = fc.integer({ min: 1, max: 12 });
    const step = fc.record({ at: moment, body: fc.integer({ min: 1, max: 3 }), isGone: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        id += 1;
        const name = `sg-${id}`;
        for (const { at, body, isGone } of steps) {
          const found = isGone ? [] : page({ [name]: { body } });
          await store.saveSingleDocuments(scope, kind, { asked: [name], found }, at);
          const before = await store.loadDocumentHistory(scope, kind, name);
          // Replayed, the page changes nothing.
          await store.saveSingleDocuments(scope, kind, { asked: [name], found }, at);
          expect(await store.loadDocumentHistory(scope, kind, name)).toEqual(before);
        }
        const versions = await store.loadDocumentHistory(scope, kind, name);
        for (const [index, { validFrom, validTo }] of versions.entries()) {
          const next = versions[index + 1];
          if (validTo !== null) expect(validTo).toBeGreaterThan(validFrom);
          if (next) expect(validTo).not.toBeNull();
          if (next) expect(next.validFrom).toBeGreaterThanOrEqual(validTo!);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("reads in order of time leave exactly what AWS last said, and one version for each change", async () => {
    const store = await open();
    const world = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 2 }));
    let clock = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(world, { minLength: 1, maxLength: 6 }), async (worlds) => {
        let before = Object.fromEntries((await loadAll(store)).map(({ id, body }) => [id, body]));
        for (const bodies of worlds) {
          clock += 1;
          const { changed, removed } = await read(store, bodies, clock);
          expect(changed.sort()).toEqual(
            Object.keys(bodies)
              .filter((id) => bodies[id] !== before[id])
              .sort(),
          );
          expect(removed.sort()).toEqual(
            Object.keys(before)
              .filter((id) => !(id in bodies))
              .sort(),
          );
          before = { ...bodies };
        }
        expect(Object.fromEntries((await loadAll(store)).map(({ id, body }) => [id, body]))).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });
});
