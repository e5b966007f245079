import packageJson from "../../../package.json" with { type: "json" };
import type { FixPlan } from "../../api/proof.ts";
import { loadConfig } from "../../config.ts";
import { askPlan } from "../../fleet/fixes/ask-plan.ts";
import { formatCount, formatCountOf, formatList } from "../../format/count.ts";
import { parseOptions } from "../parse-options.ts";

export const help = `muster plan [FILTER…] [options]

Prints the order of fixes that brings back the most nodes soonest, each proved on top of the ones before it. Where the
dashboard runs on the same store, it is asked; nothing is asked of AWS (\`muster sync\` reads).

  FILTER     which scopes count, as account:123456789012 region:eu-west-1 or scope:123456789012:eu-west-1
  --json     the plan as the API tells it

Exit codes: 0 every node that should answer does, or a fix on the list brings it back; 2 some need a person; 1 the store
could not be read, and stderr says why; 64 wrong usage.`;

/** `muster plan` */
export async function run(args: string[]): Promise<number> {
  const { values, words } = parseOptions(args, { json: { type: "boolean" } }, help);
  const plan = await askPlan(loadConfig(), packageJson.version, words.join(" "));
  process.stdout.write(values.json ? `${JSON.stringify(plan, null, 2)}\n` : toWords(plan));
  return plan.broughtBack === plan.notAnswering ? 0 : 2;
}

function toWords({ steps, notAnswering, broughtBack, left }: FixPlan): string {
  if (notAnswering === 0) return "Every node that should answer does.\n";
  const headline = `${formatCountOf(steps.length, "fix", "fixes")} bring back ${formatCount(broughtBack)} of ${formatCountOf(notAnswering, "node")} that should answer and ${notAnswering === 1 ? "does" : "do"} not.`;
  const listed = steps.map(({ title, freed, cumulative, after, cost, scopes, walkthroughId }, place) =>
    [
      `${String(place + 1).padStart(3)}. ${title}`,
      `     +${formatCount(freed)}, ${formatCount(cumulative)} of ${formatCount(notAnswering)} back; ${formatList(scopes)}${needs(after)}${price(cost)}`,
      `     ${walkthroughId}`,
    ].join("\n"),
  );
  const rest = left.map(({ title, nodes, why }) => `   - ${title}: ${formatCountOf(nodes, "node")}. ${why}`);
  return [headline, ...listed, ...(rest.length > 0 ? ["Left for a person:", ...rest] : [])]
    .map((line) => `${line}\n`)
    .join("");
}

function needs(after: readonly number[]): string {
  return after.length === 0 ? "" : `; some need ${formatList(after.map((place) => `fix ${place}`))} too`;
}

function price(cost: FixPlan["steps"][number]["cost"]): string {
  if (cost === null) return "";
  if (cost.monthlyUsd === null) return "; price unknown";
  return cost.monthlyUsd === 0 ? "" : `; ${cost.monthlyUsd.toFixed(2)} USD a month`;
}
