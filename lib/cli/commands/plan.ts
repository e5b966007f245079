import packageJson from "../../../package.json" with { type: "json" };
import type { FixPlan, PlanStep } from "../../api/proof.ts";
import { loadConfig } from "../../config.ts";
import { askPlan } from "../../fleet/fixes/ask-plan.ts";
import { formatCount, formatCountOf, formatList } from "../../format/count.ts";
import { parseOptions } from "../parse-options.ts";

export const help = `muster plan [FILTER…] [options]

Prints the order of fixes that brings back the most nodes soonest, each proved on top of the ones before it, and behind them
what mends nodes that answer in part. Where the dashboard runs on the same store, it is asked; nothing is asked of AWS
(\`muster sync\` reads).

  FILTER     which scopes count, as account:123456789012 region:eu-west-1 or scope:123456789012:eu-west-1
  --json     the plan as the API tells it

Exit codes: 0 every node that should answer does, or a fix on the list brings it back; 2 some need a person; 1 the store
could not be read, and stderr says why; 64 wrong usage.`;

/** `muster plan` */
export async function run(args: string[]): Promise<number> {
  const { values, words } = parseOptions(args, { json: { type: "boolean" } }, help);
  const plan = await askPlan(loadConfig(), packageJson.version, words.join(" "));
  process.stdout.write(values.json ? `${JSON.stringify(plan, null, 2)}\n` : planInWords(plan));
  return plan.broughtBack === plan.notAnswering ? 0 : 2;
}

/** The plan as somebody reads it in a terminal. */
export function planInWords({ steps, notAnswering, broughtBack, left, degraded }: FixPlan): string {
  const headline =
    notAnswering === 0
      ? "Every node that should answer does."
      : `${formatCountOf(steps.length, "fix", "fixes")} ${steps.length === 1 ? "brings" : "bring"} back ${formatCount(broughtBack)} of ${formatCountOf(notAnswering, "node")} that should answer and ${notAnswering === 1 ? "does" : "do"} not.`;
  const listed = steps.map((step, place) =>
    toLines(step, { place, of: `${formatCount(notAnswering)} back` }),
  );
  const rest = left.map(({ title, nodes, why }) => `   - ${title}: ${formatCountOf(nodes, "node")}. ${why}`);
  const partly = degraded.steps.map((step, index) =>
    toLines(step, { place: steps.length + index, of: `${formatCount(degraded.nodes)} whole` }),
  );
  return [
    ...[headline, ...listed, ...(rest.length > 0 ? ["Left for a person:", ...rest] : [])],
    ...(partly.length > 0
      ? [
          `Then, for ${formatCountOf(degraded.nodes, "node")} that ${degraded.nodes === 1 ? "answers" : "answer"} in part:`,
          ...partly,
        ]
      : []),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function toLines(
  { title, freed, cumulative, after, cost, scopes, walkthroughId }: PlanStep,
  { place, of }: { place: number; of: string },
): string {
  return [
    `${String(place + 1).padStart(3)}. ${title}`,
    `     +${formatCount(freed)}, ${formatCount(cumulative)} of ${of}; ${formatList(scopes)}${needs(after)}${price(cost)}`,
    `     ${walkthroughId}`,
  ].join("\n");
}

function needs(after: readonly number[]): string {
  return after.length === 0 ? "" : `; some need ${formatList(after.map((place) => `fix ${place}`))} too`;
}

function price(cost: FixPlan["steps"][number]["cost"]): string {
  if (cost === null) return "";
  if (cost.monthlyUsd === null) return "; price unknown";
  return cost.monthlyUsd === 0 ? "" : `; ${cost.monthlyUsd.toFixed(2)} USD a month`;
}
