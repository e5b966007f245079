import type { StepAnswer, WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { formatUtc } from "../../lib/format/time.ts";
import { costWords } from "./cost-words.ts";
import { headlineOf, outcomeOf } from "./proof-words.ts";
import { skipSentence } from "./skip-sentence.ts";

/** The whole walkthrough as Markdown, for a ticket or a wiki: what is wrong, the proof, every step in every way, and how to verify. */
export function toRunbook(walkthrough: WalkthroughAnswer): string {
  const { fix, cause, proof, steps } = walkthrough;
  const paragraphs = [
    `# ${headlineOf(walkthrough)}`,
    cause.sentence,
    fix.summary,
    [
      `- Cause: \`${cause.code}\` of \`${cause.subject.id}\` in ${cause.scopes.join(", ")}`,
      `- Nodes: ${formatCountOf(cause.nodes, "node")} (\`${cause.filter}\`)`,
      `- Risk: ${fix.risk.level}. ${fix.risk.sentence}`,
      `- Cost: ${costWords(fix.cost)}`,
      `- Takes effect: ${fix.takesEffect.sentence}`,
      ...(proof ? [`- Proved at ${formatUtc(proof.at)}: ${outcomeOf(proof)}`] : []),
    ].join("\n"),
    ...steps.flatMap(toSection),
    `## ${steps.length + 1}. Verify`,
    [
      fix.takesEffect.sentence,
      ...(fix.takesEffect.skipsTheWait === null ? [] : [skipSentence(fix.takesEffect.skipsTheWait)]),
    ].join(" "),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function toSection(step: StepAnswer, index: number): string[] {
  const { title, why, cli, console, terraform, cloudformation, changes, undo } = step;
  return [
    `## ${index + 1}. ${title}`,
    why,
    ...fenced("CLI", "sh", cli.join("\n")),
    ...(console.path === ""
      ? []
      : [`Console: ${console.path}${console.url === null ? "" : ` (${console.url})`}`]),
    ...fenced("Terraform", "hcl", terraform),
    ...fenced("CloudFormation", "yaml", cloudformation),
    `Changes: ${changes}`,
    ...(undo ? [`Undo: ${undo.sentence}`, ...fenced(null, "sh", undo.cli.join("\n"))] : []),
  ];
}

/** A fence longer than any within, so that nothing in the text can end it. */
function fenced(head: string | null, language: string, text: string | null): string[] {
  if (text === null || text === "") return [];
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [...(head === null ? [] : [`${head}:`]), `${fence}${language}\n${text}\n${fence}`];
}
