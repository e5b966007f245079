import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBundleReader } from "../aws/bundle-reader.ts";
import type { Scope } from "../model/scope.ts";
import { openStore, type Store } from "../store/store.ts";
import { FailureRun } from "./failure-run.ts";

const scope = "123456789012:eu-west-1";
const place: Scope = { partition: "aws", account: "123456789012", region: "eu-west-1" };
const hourMs = 3_600_000;
let folder: string;
let store: Store;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "muster-failure-run-"));
  store = await openStore({ folder });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** A run against an AWS of which nothing can be read. */
function aRun(now: () => number): FailureRun {
  const nothing = { scope: place, at: 0, answers: new Map(), errors: new Map(), history: [], ignored: [] };
  return new FailureRun({
    ...{ store, scope, now, reader: createBundleReader(nothing), identityReader: () => null },
    ...{ signal: new AbortController().signal, intervalMs: hourMs, retentionDays: 90 },
    ...{ onFailures: () => undefined, onNodes: () => undefined, judge: async () => undefined },
  });
}

test("a run that has ended comes again after its interval", async () => {
  const run = aRun(() => 1_000);
  await run.begin();
  expect(run.dueAt).toBeGreaterThan(1_000 + hourMs / 2);
});

test("who asks while it reads is not told that it has just been read", async () => {
  const run = aRun(() => 1_000);
  const reading = run.begin();
  run.ask();
  await reading;
  expect(run.dueAt).toBe(1_000);
  await run.begin();
  expect(run.dueAt).toBeGreaterThan(1_000);
});
