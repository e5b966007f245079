import type { FixPlan, PlanStep } from "../../lib/api/proof.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { formatUtc } from "../../lib/format/time.ts";

type Links = (walkthroughId: string) => string;

/** The plan as a Markdown list to be worked off, with what is left and who could. */
export function planToMarkdown(plan: FixPlan, linkTo: Links): string {
  const { steps, notAnswering, broughtBack, at, left, degraded } = plan;
  return [
    `# ${formatCountOf(steps.length, "fix", "fixes")} ${steps.length === 1 ? "brings" : "bring"} back ${formatCount(broughtBack)} of ${formatCountOf(notAnswering, "node")}`,
    ...(at === null ? [] : [`Proved on facts of ${formatUtc(at)}; each step on top of the ones before it.`]),
    steps
      .map((step, index) => toLine(step, { place: index + 1, of: `${notAnswering} back`, linkTo }))
      .join("\n"),
    ...(degraded.steps.length === 0
      ? []
      : [
          `Then, for ${formatCountOf(degraded.nodes, "node")} that ${degraded.nodes === 1 ? "answers" : "answer"} in part:`,
          degraded.steps
            .map((step, index) =>
              toLine(step, { place: steps.length + index + 1, of: `${degraded.nodes} whole`, linkTo }),
            )
            .join("\n"),
        ]),
    ...(left.length === 0
      ? []
      : [
          "Left:",
          left
            .map(({ title, nodes, why }) => `- ${formatCountOf(nodes, "node")}: ${escapeText(title)}. ${why}`)
            .join("\n"),
        ]),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function toLine(
  { title, freed, cumulative, walkthroughId, after, cause, scopes }: PlanStep,
  { place, of, linkTo }: { place: number; of: string; linkTo: Links },
): string {
  const needs = after.length === 0 ? "" : ` Some of them need step ${after.join(", ")} too.`;
  return `${place}. [ ] [${escapeText(title)}](${linkTo(walkthroughId)}): +${freed}, ${cumulative} of ${of}.${needs} \`${cause.code}\` in ${scopes.join(", ")}.`;
}

const columns = [
  "position",
  "title",
  "cause",
  "subject",
  "scopes",
  "freed",
  "cumulative",
  "of",
  "needs",
  "link",
] as const;

/** The plan as a table for a spreadsheet. */
export function planToCsv({ steps, notAnswering }: FixPlan, linkTo: Links): string {
  const rows = steps.map(({ title, cause, scopes, freed, cumulative, after, walkthroughId }, index) => [
    String(index + 1),
    title,
    cause.code,
    cause.key,
    scopes.join(" "),
    String(freed),
    String(cumulative),
    String(notAnswering),
    after.join(" "),
    linkTo(walkthroughId),
  ]);
  return [columns, ...rows]
    .map((row) => row.map(cell).join(","))
    .join("\r\n")
    .concat("\r\n");
}

/** Quoted where it must be. What a spreadsheet would take for a formula is kept from being one. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function escapeText(text: string): string {
  return text.replace(/[\\[\]*_`<>]/g, "\\$&");
}
