import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { DocumentKind } from "../model/document-kind.ts";
import { type Collected, collected } from "../testing/collected.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { collectors } from "./index.ts";
import { readDocuments, type Wanted } from "./read-documents.ts";

let endpoint: DemoEndpoint;
let whole: Collected;

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  const connection = endpoint.connect();
  whole = await collected(connection.reader(endpoint.scopes[0]!), {
    kinds: collectors.map(({ kind }) => kind),
  });
  connection.close();
});
afterEach(() => endpoint.set("denied", { rules: [] }));
afterAll(() => endpoint.close());

async function read(wanted: readonly Wanted[]) {
  const connection = endpoint.connect();
  const documents = await readDocuments(connection.reader(endpoint.scopes[0]!), wanted);
  connection.close();
  return documents;
}

/** What moves by itself while the test runs. */
const living: readonly DocumentKind[] = ["managed-node", "connection-status", "session-preferences"];

test("every kind's documents are the ones that a whole reading gives, asked for by their ids alone", async () => {
  for (const { kind } of collectors) {
    const items = [...(whole.items.get(kind)?.values() ?? [])].slice(0, 3);
    if (items.length === 0 || living.includes(kind)) continue;
    const documents = await read(items.map(({ id }) => ({ kind, id })));
    expect(documents, kind).toEqual(
      items.map(({ id, body, document }) => ({ kind, id, found: { body, document } })),
    );
  }
});

test("what AWS does not have is told as that, beside what it has", async () => {
  const [group] = whole.items.get("security-group")!.values();
  const [gone, there] = await read([
    { kind: "security-group", id: "sg-00000000000000000" },
    { kind: "security-group", id: group!.id },
  ]);
  expect(gone).toEqual({ kind: "security-group", id: "sg-00000000000000000", found: null });
  expect(there).toMatchObject({ found: { document: { id: group!.id } } });
});

test("what may not be read says so, and is not taken for gone", async () => {
  const [table] = whole.items.get("route-table")!.values();
  await endpoint.set("denied", { rules: [{ action: "ec2:DescribeRouteTables" }] });
  const [denied] = await read([{ kind: "route-table", id: table!.id }]);
  expect(denied).toMatchObject({ unread: expect.stringContaining("ec2:DescribeRouteTables is not allowed") });
});
