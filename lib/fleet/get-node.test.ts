import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeDetailSchema } from "../api/node.ts";
import type { AwsConnection } from "../aws/connection.ts";
import { createDiagnosis } from "../diagnosis/diagnose.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { parseScopeKey, type ScopeKey } from "../model/scope.ts";
import type { Cause } from "../model/verdict.ts";
import { loadWorld } from "../sync/load-world.ts";
import { syncScope } from "../sync/sync-scope.ts";
import { aContext } from "../testing/a-context.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { standingFor } from "../testing/standing-for.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";
import { makeReport } from "./make-report.ts";
import type { OpenContext } from "./open-context.ts";
import { verbs } from "./verbs.ts";

let endpoint: DemoEndpoint;
let connection: AwsConnection;
const scope: ScopeKey = "210987654321:eu-west-1";

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  connection = endpoint.connect();
});
afterAll(async () => {
  connection.close();
  await endpoint.close();
});

/** A context over a store into which the scope was read. */
async function readContext({ withOptional = false } = {}): Promise<OpenContext & { clock: { now: number } }> {
  const context = await aContext();
  context.clock.now = Date.now();
  await context.store.saveScopes(endpoint.scopes.map((one) => ({ ...one, accountName: null })));
  await syncScope({
    store: context.store,
    reader: connection.reader({ partition: "aws", ...parseScopeKey(scope)! }),
    reason: "first",
    ageOf: standingFor(30 * 60_000),
    managedNodeQuota: 2_400,
    withOptional,
    now: () => context.clock.now,
    onProgress: () => undefined,
    onNodes: () => undefined,
  });
  await context.catchUp();
  return context;
}

const nodesOf = ({ index }: OpenContext) => index.nodes.filter((node) => node !== undefined);

describe("a node's page", () => {
  test("concludes of every node what the sync of its whole scope concluded", async () => {
    const context = await readContext();
    const rows = nodesOf(context);
    expect(rows.length).toBeGreaterThan(20);
    expect(new Set(rows.map(({ status }) => status)).size).toBeGreaterThan(3);
    for (const row of rows) {
      const { status, certainty, why, cause } = await verbs.getNode(context, row);
      const ofPage = { status, certainty, why, cause: cause && { code: cause.code, subject: cause.subject } };
      const { id, ...ofRow } = { id: row.id, status: row.status, certainty: row.certainty, why: row.why };
      expect({ id, ...ofPage }).toEqual({ id, ...ofRow, cause: row.cause });
    }
  });

  test("has the suspects, the advice and the checks that a diagnosis of the whole scope gives", async () => {
    const context = await readContext();
    const stored = (await context.store.loadScopes()).find(({ key }) => key === scope)!;
    const options = { at: context.now(), maxAgeMs: 30 * 60_000 };
    const diagnosis = createDiagnosis(await loadWorld(context.store, stored, options));
    for (const row of nodesOf(context)) {
      const { checks, suspects, advice, path } = await verbs.getNode(context, row);
      expect({ checks, suspects, advice, path }).toEqual(
        (({ checks, suspects, advice, path }) => ({ checks, suspects, advice, path }))(
          diagnosis.diagnoseNode(scope, row.id),
        ),
      );
    }
  });

  test("says of the same facts what a bundle of them says, suspects included", async () => {
    const context = await readContext({ withOptional: true });
    const report = await makeReport({ config: context.config, scope, isRedacted: false, connection });
    const json = { ...report.bundle, at: new Date(context.clock.now).toISOString() };
    const [fromBundle] = await diagnoseBundles([{ json, file: "bundle.json" }]);
    const ofBundle = new Map([...fromBundle!.nodes].map((node) => [node.id, node]));
    const rows = nodesOf(context);
    expect([...ofBundle.keys()].sort()).toEqual(rows.map(({ id }) => id).sort());
    for (const row of rows) {
      const page = await verbs.getNode(context, row);
      const node = ofBundle.get(row.id)!;
      const outcomes = (checks: readonly { id: string; outcome: string; sentence: string }[]) =>
        checks.map(({ id, outcome, sentence }) => ({ id, outcome, sentence }));
      const causes = (list: readonly Cause[]) =>
        list.map(({ code, subject, sentence }) => [code, subject, sentence]);
      expect({ ...page, checks: outcomes(page.checks), alsoBroken: causes(page.alsoBroken) }).toMatchObject({
        ...{ status: node.status, certainty: node.sure, why: node.why },
        cause: node.cause && { code: node.cause.code, subject: node.cause.subject },
        ...{ alsoBroken: causes(node.alsoBroken), checks: outcomes(node.checks) },
        suspects: node.suspects,
        advice: node.advice.map(({ id, subject }) => ({ id, subject })),
      });
    }
  });

  test("answers as the contract says, with checks, evidence and the path of a node that runs", async () => {
    const context = await readContext();
    const lost = nodesOf(context).find(({ status, vpc }) => status === "lost" && vpc !== null)!;
    const detail = await verbs.getNode(context, lost);
    expect(nodeDetailSchema.parse(detail)).toEqual(detail);
    expect(detail.checks.length).toBeGreaterThan(20);
    expect(detail.path!.lanes.map(({ service }) => service)).toEqual(
      expect.arrayContaining(["ssm", "ssmmessages"]),
    );
    expect(detail.sentence).toMatch(/^SSM lost /);
  });

  test("has what AWS answered of all that is on its path or to blame, each once", async () => {
    const context = await readContext();
    for (const row of nodesOf(context).filter(({ status }) => status === "lost")) {
      const { documents, path, cause } = await verbs.getNode(context, row);
      const keys = documents.map(({ kind, id }) => `${kind} ${id}`);
      expect(new Set(keys).size).toBe(keys.length);
      const hops = path?.lanes.flatMap(({ trace }) => trace.hops) ?? [];
      for (const { kind, id } of [...hops.flatMap(({ resources }) => resources), cause!.subject]) {
        const stored = await context.store.findDocument(scope, kind as DocumentKind, id);
        if (stored) expect(keys, row.id).toContain(`${kind} ${id}`);
      }
    }
  });

  test("of a node that nobody knows says so", async () => {
    const context = await readContext();
    const key = { scope, id: "i-0123456789abcdef0" };
    await expect(verbs.getNode(context, key)).rejects.toMatchObject({ code: "not-found" });
    const [node] = nodesOf(context);
    await expect(verbs.getNode(context, { scope: "210987654321:us-east-1", id: node!.id })).rejects.toThrow(
      `It is in ${scope}`,
    );
  });
});

describe("can it reach …?", () => {
  test("follows a connection to a service, to an address and to another node", async () => {
    const context = await readContext();
    const node = nodesOf(context).find(({ status, vpc }) => status === "reachable" && vpc !== null)!;
    const other = nodesOf(context).find(({ id, vpc }) => vpc === node.vpc && id !== node.id)!;
    const trace = (to: string) => verbs.traceNode(context, { scope, id: node.id, to });
    expect(await trace("ssm")).toMatchObject({
      answer: "reachable",
      port: 443,
      source: { instanceId: node.id },
    });
    const within = await trace(other.privateAddress!);
    expect(within.destination.addresses).toEqual([other.privateAddress]);
    expect(
      within.hops.some(({ resources }) => resources.some(({ id }) => other.securityGroups.includes(id))),
    ).toBe(true);
  });

  test("a wrong question is refused by its field", async () => {
    const context = await readContext();
    const node = nodesOf(context).find(({ vpc }) => vpc !== null)!;
    await expect(verbs.traceNode(context, { scope, id: node.id, to: "the moon" })).rejects.toMatchObject({
      code: "invalid-input",
      field: "to",
    });
  });
});

test("what a host printed is read beside what AWS says, and nothing of it is kept", async () => {
  const context = await readContext();
  const node = nodesOf(context).find(({ status }) => status === "lost")!;
  const text =
    "2026-11-25 12:00:00 ERROR AccessDeniedException: not authorized to perform: ssm:UpdateInstanceInformation";
  const reading = await verbs.readHostOutput(context, { scope, id: node.id, text });
  expect(reading.kind).toBe("log");
  expect(reading.findings.length).toBeGreaterThan(0);
  expect(reading.verdict.sentence).not.toBe("");
});
