import type { PreflightReport, TargetVerdictReport } from "../../lib/api/preflight.ts";

export type TargetGroup = {
  outcome: TargetVerdictReport["outcome"];
  title: string;
  /** One line of what it means for all of them. */
  about: string;
  targets: TargetVerdictReport[];
};

const words: Record<TargetVerdictReport["outcome"], { title: string; about: string }> = {
  refused: { title: "Refused, and sinks the call", about: "" },
  undeliverable: { title: "Taken, then never delivered", about: "" },
  unknown: { title: "Unknown until sent", about: "" },
  waits: { title: "Waits for the node to come back", about: "" },
  receives: { title: "Will receive it", about: "the agent answers" },
};

/** The targets by what becomes of them, the gravest first; what nobody has is left out. */
export function groupTargets({ targets, operation }: PreflightReport): TargetGroup[] {
  return (Object.keys(words) as TargetVerdictReport["outcome"][]).flatMap((outcome) => {
    const own = targets.filter((target) => target.outcome === outcome);
    if (own.length === 0) return [];
    return [{ outcome, ...words[outcome], about: aboutOf(outcome, operation), targets: own }];
  });
}

function aboutOf(outcome: TargetVerdictReport["outcome"], operation: string): string {
  if (outcome === "undeliverable" && operation === "SendCommand")
    return "DeliveryTimedOut, after 3,600 s for the delivery and 3,600 s for the run";
  return words[outcome].about;
}

/** The sentence at the top of the page. */
export function headlineOf(report: PreflightReport): string {
  const { call, counts, targets, problems } = report;
  const all = targets.length;
  if (call === "refused") {
    if (counts.refused === 0) return `Sent now, AWS refuses the call: ${problems[0]?.sentence ?? ""}`;
    return all === 1
      ? "Sent now, AWS refuses the call."
      : `Sent now, AWS refuses the whole call: ${counts.refused} of its ${all} targets sink it.`;
  }
  if (all === 0)
    return problems.length > 0 ? "Sent now, it reaches nobody." : "Nothing in this text is a target.";
  if (counts.receives === all)
    return all === 1 ? "Sent now, its target receives it." : `Sent now, all ${all} targets receive it.`;
  const taken = call === "unknown" ? "whether AWS takes the call is not known" : "AWS takes the call";
  return `Sent now, ${taken}, and ${counts.receives} of ${all} targets receive it.`;
}

/** One line of facts below it. */
export function summaryOf({ call, counts, passedOver, cleaned }: PreflightReport): string {
  const parts = [
    ...(call === "refused" && cleaned.reachable.ids.length > 0
      ? [`Without what sinks it, ${nodes(cleaned.reachable.ids.length)} would receive it`]
      : []),
    ...(counts.undeliverable > 0 ? [`${nodes(counts.undeliverable)} would never get it`] : []),
    ...(counts.waits > 0 ? [`${nodes(counts.waits)} would get it later`] : []),
    ...(counts.unknown > 0 ? [`of ${nodes(counts.unknown)} it is not known`] : []),
    ...(passedOver > 0 ? [`${nodes(passedOver)} with these tags are stopped and passed over`] : []),
  ];
  const text = parts.join(", ");
  return text === "" ? "" : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function nodes(count: number): string {
  return count === 1 ? "1 node" : `${count.toLocaleString("en")} nodes`;
}
