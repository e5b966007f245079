import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseOptions } from "../parse-options.ts";
import { top } from "../places.ts";
import { findChromium, installChromium } from "./test/chromium.ts";
import { installPostgres } from "./test/postgres.ts";
import { readPlaywrightReport, readVitestReport } from "./test/reports.ts";
import { runStep, type StepResult } from "./test/run-step.ts";

const help = `npm test [-- --only STEP[,STEP]]

Everything that must hold: build, lint, types, unit and store tests (on SQLite and Postgres), and the product in a
browser. It ends with a line "N passed, N failed". Steps: build, lint, types, unit, e2e.`;

const bin = (name: string) => join(top, "node_modules", name);

/** `npm test` */
export async function run(args: string[]): Promise<void> {
  const { values } = parseOptions(args, { only: { type: "string" } }, help);
  if (values.help) return void process.stdout.write(`${help}\n`);
  const only = values.only?.split(",");
  const reports = mkdtempSync(join(tmpdir(), "muster-test-"));
  const results: StepResult[] = [];
  try {
    for (const [name, step] of Object.entries(steps)) {
      if (!only || only.includes(name)) results.push(await step(reports));
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  report(results);
}

const steps: Record<string, (reports: string) => Promise<StepResult>> = {
  // First of all: it also writes the types that the type check reads.
  build: async () => {
    const { buildIfStale } = await import("./build.ts");
    return runStep("build", async () => {
      await buildIfStale((words) => process.stdout.write(`${words}\n`));
      return { passed: 1, failed: 0, skipped: 0 };
    });
  },
  lint: () => runStep("lint", [bin("@biomejs/biome/bin/biome"), "ci", "--error-on-warnings", "."]),
  types: () => runStep("types", [bin("typescript/bin/tsc"), "--noEmit"]),
  unit: async (reports) => {
    installPostgres();
    const file = join(reports, "vitest.json");
    const command = [
      bin("vitest/vitest.mjs"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ];
    return runStep("unit and store tests", command, { read: () => readVitestReport(file) });
  },
  e2e: async (reports) => {
    const chromium = findChromium() ?? installChromium();
    if (!chromium)
      return notRun(
        "browser tests",
        "no Chromium is installed, and none could be installed (apt-get install chromium)",
      );
    const file = join(reports, "playwright.json");
    const command = [
      bin("@playwright/test/cli.js"),
      "test",
      "--config",
      "e2e/playwright.config.ts",
      "--reporter=list,json",
    ];
    return runStep("browser tests", command, {
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file, MUSTER_CHROMIUM: chromium },
      read: () => (existsSync(file) ? readPlaywrightReport(file) : null),
    });
  },
};

function notRun(name: string, why: string): StepResult {
  return { name, passed: 0, failed: 1, skipped: 0, seconds: 0, note: `DID NOT RUN: ${why}` };
}

function report(results: readonly StepResult[]): void {
  const total = (key: "passed" | "failed" | "skipped") =>
    results.reduce((sum, result) => sum + result[key], 0);
  const lines = results.map(
    ({ name, passed, failed, skipped, seconds, note }) =>
      `${failed > 0 ? "FAILED" : "ok    "}  ${name.padEnd(22)} ${passed} passed, ${failed} failed, ${skipped} skipped  ${seconds.toFixed(0)} s${note ? `  ${note}` : ""}`,
  );
  process.stdout.write(`\n${lines.join("\n")}\n\n`);
  const skipped = total("skipped");
  process.stdout.write(
    `${total("passed")} passed, ${total("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`,
  );
  process.exitCode = total("failed") > 0 ? 1 : 0;
}
