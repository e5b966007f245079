import { parseCount, parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";
import { apiMeasures } from "./bench/api.ts";
import { browserMeasures } from "./bench/browser.ts";
import { diagnosisMeasures } from "./bench/diagnosis.ts";
import { failureMeasures } from "./bench/failures.ts";
import { type Measure, type Result, takeEach } from "./bench/measure.ts";
import { RunningDemo } from "./bench/running-demo.ts";
import { startMeasures } from "./bench/start.ts";
import { syncMeasures } from "./bench/sync.ts";
import { buildIfStale } from "./build.ts";
import { findChromium, installChromium } from "./test/chromium.ts";

const measures: readonly Measure[] = [
  ...diagnosisMeasures,
  ...startMeasures,
  ...syncMeasures,
  ...apiMeasures,
  ...failureMeasures,
  ...browserMeasures,
];

const help = `npm run bench -- [options]

Measures the product on the demo endpoint and prints each figure beside its budget. It takes some minutes.

  --only NAME   only this figure (may be given several times)
  --nodes N     the size of the large fleet (default 100000)
  --json        one line { "results": [ { name, value, unit, budget, within } ] }

Figures:
${measures.map(({ name, what }) => `  ${name.padEnd(24)} ${what}`).join("\n")}`;

const options = {
  only: { type: "string", multiple: true },
  nodes: { type: "string", default: "100000" },
  json: { type: "boolean" },
} as const;

/** `npm run bench` */
export async function run(args: string[]): Promise<void> {
  const { values } = parseOptions(args, options, help);
  if (values.help) return void process.stdout.write(`${help}\n`);
  const unknown = values.only?.find((name) => !measures.some((measure) => measure.name === name));
  if (unknown !== undefined) throw new UsageError(`There is no figure "${unknown}".\n\n${help}`);
  const wanted = measures.filter(({ name }) => !values.only || values.only.includes(name));
  // The engine and the store alone need no dashboard.
  const needsNone = [...diagnosisMeasures, ...failureMeasures];
  if (wanted.some((measure) => !needsNone.includes(measure))) await buildIfStale(() => undefined);
  if (wanted.some((measure) => browserMeasures.includes(measure)) && !findChromium()) installChromium();
  const demo = new RunningDemo(parseCount("nodes", values.nodes, { least: 300, most: 1_000_000 }));
  const taken = await takeAll(wanted, demo, values.json ? () => undefined : tell);
  process.stdout.write(
    values.json ? `${JSON.stringify({ results: taken.results })}\n` : toTable(taken.results),
  );
  if (taken.failures.length === 0) return;
  for (const failure of taken.failures) tell(failure);
  process.exitCode = 1;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function takeAll(wanted: readonly Measure[], demo: RunningDemo, progress: (line: string) => void) {
  try {
    return await takeEach(wanted, demo, progress);
  } finally {
    await demo.stop();
  }
}

function toTable(results: readonly Result[]): string {
  const rows = results.map(({ name, value, unit, budget, within }) => [
    name,
    `${value} ${unit}`,
    `≤ ${budget} ${unit}`,
    within ? "within" : "OVER",
  ]);
  const all = [["figure", "measured", "budget", ""], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return `${all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")}\n`;
}
