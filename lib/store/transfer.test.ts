import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { aFailure } from "../testing/a-failure.ts";
import { aNode } from "../testing/a-node.ts";
import { aRun } from "../testing/a-run.ts";
import { changesSince } from "../testing/changes-since.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { openStore, type Store } from "./store.ts";

const scope = "123456789012:eu-west-1";
const root = mkdtempSync(join(tmpdir(), "muster-transfer-"));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(root, "export-"));
});

afterAll(() => rmSync(root, { recursive: true }));

async function fill(store: Store): Promise<void> {
  const names = { partition: "aws", account: "123456789012", region: "eu-west-1", accountName: "Ünïcode" };
  await store.saveScopes([names]);
  await store.saveDocuments(scope, "subnet", [{ id: "a", body: { text: 'a "quoted"\nline' } }], 1);
  await store.saveDocuments(scope, "subnet", [{ id: "a", body: 2 }], 2);
  const seenIds = new Set(["a"]);
  await store.finishRead(scope, "subnet", { startedAt: 2, observedAt: 3, seenIds });
  await store.saveSingleDocuments(scope, "subnet", { asked: ["b"], found: [{ id: "b", body: 3 }] }, 4);
  await store.savePings(scope, [{ id: "i-1", lastPingAt: 5 }]);
  const gap = {
    scope,
    kind: "role",
    action: "iam:GetRole",
    reason: "denied",
    message: "No",
    code: null,
  } as const;
  await store.replaceGaps(scope, "role", [{ ...gap, resource: null }], 6);
  await store.saveNodes(scope, [aNode({ scope, id: "i-1" }), aNode({ scope, id: "i-2" })], 7);
  await store.saveNodes(scope, [aNode({ scope, id: "i-1", status: "lost" })], 8);
  await store.requestSync({ kind: "scope", scope }, "ann", 9);
  await store.appendAudit({
    at: 10,
    actor: "ann",
    action: "x",
    target: "y",
    detail: { z: 1 },
    outcome: "done",
  });
  const link = { scope, innerId: "c-1", records: [], caller: null, requestId: null, at: 11 } as const;
  await store.saveFailurePage({
    ...{ scope, source: "cloudtrail", failures: [aFailure()], links: [{ ...link, records: [] }], gaps: [] },
    ...{ checkpoint: { all: { covered: [[1, 2]], pass: null } }, at: 11 },
  });
  await store.beginRun(aRun());
  await store.saveWalkthroughChange("w", {
    ...{ step: { id: "s", done: true }, note: "n", runs: [], at: 12, by: "ann" },
  });
  await store.saveVerification(
    {
      ...{
        walkthroughId: "w",
        startedAt: 12,
        by: "ann",
        state: "waiting",
        waitUntil: 20,
        skipsTheWait: null,
      },
      ...{
        nodes: { [scope]: ["i-1"] },
        documents: {},
        fixedAt: null,
        readAt: null,
        nextReadAt: 13,
        endedAt: null,
      },
    },
    12,
  );
  const cause = { code: "route-missing", subject: { kind: "route-table", id: "rtb-1" }, fixId: "f" } as const;
  await store.saveProofs(
    scope,
    {
      proofs: [
        {
          ...cause,
          proved: { nodes: 2, freed: 1, meetNext: [], cannotTell: 1, dropped: 0, harmed: [] },
        },
      ],
      steps: [{ ...cause, title: "Fix", cost: null, freed: [{ after: [], nodeIds: ["i-1"] }] }],
    },
    13,
  );
  await store.saveView({ id: "v", name: "View", page: "fleet", query: "q=a", actor: "ann", at: 11 });
}

/** Everything that the store tells, so that two stores can be compared. */
async function tellAll(store: Store) {
  const documents = [];
  for await (const batch of store.loadDocuments(scope)) documents.push(...batch);
  return {
    documents,
    history: await store.loadDocumentHistory(scope, "subnet", "a"),
    proofs: await store.loadProofs(),
    plan: await store.loadPlanSteps(),
    reads: await store.loadReads(scope),
    pings: await store.loadPings(scope),
    gaps: await store.loadGaps(),
    nodes: await changesSince(store, 0),
    statuses: await store.loadStatusHistory(scope, "i-1"),
    scopes: await store.loadScopes(),
    audit: await store.loadAudit(),
    failures: await store.findFailures([aFailure().id]),
    failureSeries: await store.loadFailureSeriesSince(0),
    failureLinks: await store.findFailureLinks(scope, ["c-1"]),
    failureCheckpoint: await store.loadFailureCheckpoint(scope, "cloudtrail"),
    views: await store.loadViews(),
    runs: await store.loadRuns(aRun().walkthroughId),
    walkthroughs: await store.loadWalkthroughs({ limit: 10 }),
    verifications: await store.loadOpenVerifications(),
    requests: await store.takeSyncRequests(),
  };
}

describeStores(({ open }) => {
  test("an export fills an empty store on either engine with all that was kept", async () => {
    const store = await open();
    await fill(store);
    const { rows } = await store.exportStore(folder, 20);
    const all = await tellAll(store);

    const same = await open();
    expect(await same.importStore(folder)).toEqual({ rows });
    expect(await tellAll(same)).toEqual(all);

    const onSqlite = await openStore({ folder: join(folder, "sqlite") });
    await onSqlite.importStore(folder);
    expect(await tellAll(onSqlite)).toEqual(all);
    await onSqlite.close();
  });

  test("what SQLite exported, this engine imports, and goes on from there", async () => {
    const onSqlite = await openStore({ folder: join(folder, "sqlite") });
    await fill(onSqlite);
    await onSqlite.exportStore(folder, 20);
    const store = await open();
    await store.importStore(folder);
    expect(await tellAll(store)).toEqual(await tellAll(onSqlite));
    await onSqlite.close();
    await store.saveDocuments(scope, "subnet", [{ id: "c", body: 1 }], 30);
    expect((await store.findDocument(scope, "subnet", "c"))?.body).toBe(1);
  });

  test("a store that holds something is not imported into", async () => {
    const store = await open();
    await fill(store);
    await store.exportStore(folder, 20);
    await expect(store.importStore(folder)).rejects.toMatchObject({ code: "conflict" });
  });

  test("a damaged export leaves the store empty", async () => {
    const store = await open();
    await fill(store);
    await store.exportStore(folder, 20);
    const file = join(folder, "nodes.jsonl");
    writeFileSync(file, readFileSync(file, "utf8").replace('"status":"lost"', '"status":5'));
    const other = await open();
    await expect(other.importStore(folder)).rejects.toMatchObject({
      code: "invalid-input",
      field: "nodes.status",
    });
    expect(await other.loadScopes()).toEqual([]);
  });

  test("a torn line, a missing file and a torn manifest are told, and nothing is imported", async () => {
    const store = await open();
    await fill(store);
    await store.exportStore(folder, 20);
    const other = await open();
    const refused = () =>
      expect(other.importStore(folder)).rejects.toMatchObject({
        code: "invalid-input",
        message: expect.stringContaining("The export is damaged"),
      });
    const whole = readFileSync(join(folder, "nodes.jsonl"), "utf8");
    writeFileSync(join(folder, "nodes.jsonl"), whole.slice(0, -20));
    await refused();
    rmSync(join(folder, "nodes.jsonl"));
    await refused();
    writeFileSync(join(folder, "nodes.jsonl"), whole);
    writeFileSync(join(folder, "muster-export.json"), '{"muster":1,');
    await refused();
    expect(await other.loadScopes()).toEqual([]);
  });

  test("an export of another schema, or none, is refused", async () => {
    const store = await open();
    await expect(store.importStore(folder)).rejects.toMatchObject({ code: "not-found" });
    writeFileSync(join(folder, "muster-export.json"), JSON.stringify({ muster: 1, schemaVersion: 999 }));
    await expect(store.importStore(folder)).rejects.toMatchObject({ code: "store-newer" });
  });
});
