import { expect, test } from "vitest";
import { logPatterns } from "./log-patterns.ts";
import { diagnosticRows } from "./read-diagnostics.ts";

const patterns = logPatterns.flat();

test("what a line says and what a row says never go by the same id", () => {
  const ids = [...patterns.map(({ id }) => id), ...Object.keys(diagnosticRows)];
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(patterns.map((pattern) => [pattern.id, pattern] as const))(
  "%s says something, and accuses, blames or clears somebody",
  (_, { title, sentence, weight, suspects = [], causes = [], clears = [], pattern }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(sentence).toMatch(/\.$/);
    expect(weight).toBeGreaterThan(0);
    expect(weight).toBeLessThan(100);
    expect(suspects.length + causes.length + clears.length).toBeGreaterThan(0);
    // A pattern that remembers where it stopped answers differently the second time.
    expect(pattern.flags).not.toMatch(/[gy]/);
  },
);
