import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { Counts } from "./run-step.ts";

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  /** Files that could not even be loaded. */
  numFailedTestSuites: z.number(),
});

const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()).default([]),
});

export function readVitestReport(file: string): Counts | null {
  if (!existsSync(file)) return null;
  const report = vitestSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

/** A flaky test has failed once, and counts as failed: nobody may get used to it. */
export function readPlaywrightReport(file: string): Counts {
  const { stats, errors } = playwrightSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}
