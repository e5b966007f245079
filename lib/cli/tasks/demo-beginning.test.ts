import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepBeginning } from "./demo-beginning.ts";

const now = Date.parse("2026-11-25T12:00:00Z");
const later = now + 3 * 86_400_000;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-demo-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const begin = (at: number, { isNew = false } = {}) => keepBeginning(folder, { now: at, isNew });

test("a demo that is started again over its store begins when it began", () => {
  expect(begin(now, { isNew: true })).toBe(now);
  expect(begin(later)).toBe(now);
  expect(begin(later + 1)).toBe(now);
});

test("a demo over a new store begins now", () => {
  begin(now);
  expect(begin(later, { isNew: true })).toBe(later);
  expect(begin(later + 1)).toBe(later);
});

test("a beginning that the clock has not reached yet, or that nobody can read, is none", () => {
  begin(later);
  expect(begin(now)).toBe(now);
  writeFileSync(join(folder, "demo-began.txt"), "some time ago");
  expect(begin(later)).toBe(later);
});
