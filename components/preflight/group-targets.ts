import type { PreflightReport, TargetVerdictReport } from "../../lib/api/preflight.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";

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
      : `Sent now, AWS refuses the whole call: ${partOf(counts.refused, all)} of its ${formatCount(all)} targets ${counts.refused === 1 ? "sinks" : "sink"} it.`;
  }
  if (all === 0)
    return problems.length > 0 ? "Sent now, it reaches nobody." : "Nothing in this text is a target.";
  if (counts.receives === all)
    return all === 1
      ? "Sent now, its target receives it."
      : `Sent now, ${all === 2 ? "both" : `all ${formatCount(all)}`} targets receive it.`;
  const taken = call === "unknown" ? "whether AWS takes the call is not known" : "AWS takes the call";
  if (all === 1) return `Sent now, ${taken}, and ${aloneWords[targets[0]!.outcome]}.`;
  return `Sent now, ${taken}, and ${partOf(counts.receives, all)} of its ${formatCount(all)} targets ${counts.receives === 1 ? "receives" : "receive"} it.`;
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

/** What becomes of a call's only target, where AWS does not refuse the call. */
const aloneWords: Record<TargetVerdictReport["outcome"], string> = {
  refused: "its target is refused",
  undeliverable: "its target never gets it",
  unknown: "it is not known whether its target receives it",
  waits: "its target gets it once it is back",
  receives: "its target receives it",
};

function partOf(count: number, all: number): string {
  if (count === 0) return "none";
  return count === all ? "all" : formatCount(count);
}

function nodes(count: number): string {
  return formatCountOf(count, "node");
}
