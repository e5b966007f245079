import { appendFile } from "node:fs/promises";
import type { PreflightReport, TargetVerdictReport } from "../../api/preflight.ts";

/** GitHub shows ten annotations of a kind for a step, and no more. */
const annotationsAtMost = 10;

/** Annotations on standard output, and a table in the file of the job's summary, where there is one. */
export async function printForGithub(
  report: PreflightReport,
  summaryFile: string | undefined,
): Promise<void> {
  process.stdout.write(toAnnotations(report));
  if (summaryFile !== undefined && summaryFile !== "") await appendFile(summaryFile, toSummary(report));
}

/** Workflow commands of GitHub Actions, an error for what AWS refuses and a warning for what is not delivered. */
export function toAnnotations({ problems, targets, counts }: PreflightReport): string {
  const lines = [
    ...problems.map(({ refuses, sentence }) => annotation(refuses ? "error" : "warning", sentence)),
    ...targets
      .filter(({ outcome }) => outcome !== "receives")
      .map((target) => annotation(levelOf(target), `${target.id}: ${target.sentence}`)),
  ];
  const sum = `${counts.receives} of ${targets.length} targets would receive it.`;
  return `${[...lines.slice(0, annotationsAtMost), annotation("notice", sum)].join("\n")}\n`;
}

/** Markdown; everything that came from AWS or from the text is kept from being mark-up. */
export function toSummary({ operation, targets, counts, problems }: PreflightReport): string {
  const rows = targets
    .filter(({ outcome }) => outcome !== "receives")
    .slice(0, 500)
    .map(
      ({ id, name, outcome, sentence }) => `| ${[id, name ?? "", outcome, sentence].map(cell).join(" | ")} |`,
    );
  const table =
    rows.length === 0 ? [] : ["| Target | Name | Outcome | Why |", "| --- | --- | --- | --- |", ...rows];
  return `${[
    `### Preflight of ${cell(operation)}: ${counts.receives} of ${targets.length} targets would receive it`,
    "",
    ...problems.map(({ sentence }) => `- ${cell(sentence)}`),
    "",
    ...table,
  ].join("\n")}\n`;
}

function levelOf({ outcome }: TargetVerdictReport): "error" | "warning" {
  return outcome === "refused" ? "error" : "warning";
}

function annotation(level: "error" | "warning" | "notice", message: string): string {
  const safe = message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return `::${level} title=Muster preflight::${safe}`;
}

function cell(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll(/\s+/g, " ");
}
