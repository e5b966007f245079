import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../store/store.ts";
import type { StoredVerification } from "../store/verifications.ts";
import { VerificationReads } from "./verification-reads.ts";

const scope = "123456789012:eu-west-1";
const documents = [{ kind: "security-group", id: "sg-1" }] as const;
const verification: StoredVerification = {
  ...{ walkthroughId: "w", startedAt: 1_000, by: "ann", state: "reading", waitUntil: 900_000 },
  ...{ skipsTheWait: null, nodes: { [scope]: ["i-1"] }, documents: { [scope]: documents } },
  ...{ readAt: null, nextReadAt: 1_000, endedAt: null, fixedAt: null },
};

let folder: string;
let store: Store;
let asked: unknown[];
let reads: VerificationReads;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "muster-reads-"));
  store = await openStore({ folder });
  asked = [];
  reads = new VerificationReads({
    store,
    connection: { forgetSharedAnswers: () => void asked.push("forget") },
    runOf: (key) => ({
      askForNodes: (ids, of) => void asked.push([key, ids, of]),
      askForAll: () => void asked.push([key, "all"]),
    }),
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test("what is due is asked for once, with what was changed, and no older answer stands in for it", async () => {
  await store.saveVerification(verification, 1_000);
  await reads.askForDue(1_000);
  expect(asked).toEqual(["forget", [scope, ["i-1"], documents]]);
  expect(reads.nextAt).toBe(11_000);
  await reads.askForDue(2_000);
  expect(asked).toHaveLength(2);
  await reads.askForDue(11_000);
  expect(asked).toHaveLength(4);
});

test.each([
  ["nobody can name what was changed", { documents: {} }],
  ["the nodes are many", { nodes: { [scope]: Array.from({ length: 301 }, (_, index) => `i-${index}`) } }],
])("where %s, all of the scope is read", async (_, changes) => {
  await store.saveVerification({ ...verification, ...changes }, 1_000);
  await reads.askForDue(1_000);
  expect(asked).toEqual(["forget", [scope, "all"]]);
});

test("what has ended is not read any more, and what is not due waits", async () => {
  await store.saveVerification({ ...verification, walkthroughId: "ended", endedAt: 2_000 }, 2_000);
  await store.saveVerification({ ...verification, nextReadAt: 5_000 }, 2_000);
  await reads.askForDue(3_000);
  expect(asked).toEqual([]);
  expect(reads.nextAt).toBe(5_000);
});
