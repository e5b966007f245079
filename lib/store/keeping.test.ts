import { expect, test } from "vitest";
import { describeStores } from "../testing/describe-stores.ts";
import type { AuditEntry } from "./audit.ts";

const scope = "123456789012:eu-west-1";
const dayMs = 86_400_000;

describeStores(({ open }) => {
  test("audit entries come newest first and page by page, none twice", async () => {
    const store = await open();
    for (let at = 1; at <= 5; at += 1) {
      const what = { action: "apply", target: "sg-1", detail: { step: at }, outcome: "begun" };
      await store.appendAudit({ at: Math.min(at, 4), actor: "ann", ...what });
    }
    const pages: AuditEntry[] = [];
    for (let page = await store.loadAudit({ limit: 2 }); page.length > 0; ) {
      pages.push(...page);
      page = await store.loadAudit({ limit: 2, before: page.at(-1)! });
    }
    expect(pages.map(({ at }) => at)).toEqual([4, 4, 3, 2, 1]);
    expect(new Set(pages.map(({ detail }) => JSON.stringify(detail))).size).toBe(5);
  });

  test("a view is saved, renamed and deleted", async () => {
    const store = await open();
    const view = {
      id: "1",
      name: "Lost in prod",
      page: "fleet",
      query: "q=status:lost",
      actor: "ann",
      at: 1,
    };
    await store.saveView(view);
    await store.saveView({ ...view, name: "Silent in prod" });
    expect(await store.loadViews()).toEqual([{ ...view, name: "Silent in prod" }]);
    await store.deleteView("1");
    expect(await store.loadViews()).toEqual([]);
  });

  test("retention deletes what ended too long ago, and nothing that is true today", async () => {
    const store = await open();
    const save = async (body: number, at: number) => {
      await store.saveDocuments(scope, "subnet", [{ id: "a", body }], at);
    };
    await save(1, 1 * dayMs);
    await save(2, 5 * dayMs);
    await save(3, 50 * dayMs);
    const progress = { scope, reason: "schedule", message: null, nodes: 0, changedDocuments: 0 } as const;
    const end = { outcome: "complete", calls: [], gaps: [] } as const;
    for (const day of [60, 99]) {
      const times = { startedAt: day * dayMs, finishedAt: day * dayMs + 1 };
      await store.saveSync({ id: `${day}`, ...progress, ...times, ...end, calls: [], gaps: [] });
    }
    const deleted = await store.applyRetention(100 * dayMs, { documents: 90, failures: 400, syncs: 14 });
    expect(deleted).toEqual({ documents: 1, statuses: 0, failures: 0, syncs: 1 });
    const versions = await store.loadDocumentHistory(scope, "subnet", "a");
    expect(versions.map(({ body }) => body)).toEqual([2, 3]);
    expect((await store.loadRecentSyncs()).map(({ id }) => id)).toEqual(["99"]);
    await store.applyRetention(10_000 * dayMs, { documents: 1, failures: 400, syncs: 1 });
    expect((await store.findDocument(scope, "subnet", "a"))?.body).toBe(3);
  });

  test("retention keeps the ping of a node that fell silent long ago, and forgets that of one that is gone", async () => {
    const store = await open();
    await store.saveDocuments(scope, "managed-node", [{ id: "i-lost", body: 1 }], 1);
    await store.savePings(scope, [
      { id: "i-lost", lastPingAt: 1 },
      { id: "i-gone", lastPingAt: 1 },
    ]);
    await store.applyRetention(1_000 * dayMs, { documents: 1, failures: 400, syncs: 1 });
    expect([...(await store.loadPings(scope)).keys()]).toEqual(["i-lost"]);
  });

  test("retention goes on until nothing old is left, however many batches that takes", async () => {
    const store = await open();
    const ids = Array.from({ length: 4_100 }, (_, index) => `subnet-${index}`);
    await store.saveDocuments(
      scope,
      "subnet",
      ids.map((id) => ({ id, body: 1 })),
      1,
    );
    await store.saveDocuments(
      scope,
      "subnet",
      ids.map((id) => ({ id, body: 2 })),
      2,
    );
    const deleted = await store.applyRetention(100 * dayMs, { documents: 1, failures: 400, syncs: 1 });
    expect(deleted.documents).toBe(ids.length);
  });
});
