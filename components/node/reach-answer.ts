import type { Problem } from "../../lib/api/problem.ts";
import type { TraceAnswer } from "../../lib/api/verdict.ts";
import { formatList } from "../../lib/format/count.ts";
import type { Ground } from "../path/columns.ts";
import { type PathDrawing, toPathDrawing } from "../path/path-drawing.ts";

/** What was asked, as "10.0.1.5 on tcp 5432". */
export function formatDestination({ destination, protocol, port }: TraceAnswer): string {
  const [first] = destination.addresses;
  const what = destination.endpoint ?? destination.service ?? first ?? "it";
  const how = protocol === "all" ? "with any protocol" : `on ${protocol}${port === null ? "" : ` ${port}`}`;
  return `${what} ${how}`;
}

/** The answer to "can it reach …?" in one sentence, with its first reason. */
export function reachSentence(name: string, trace: TraceAnswer): string {
  const what = formatDestination(trace);
  switch (trace.answer) {
    case "reachable":
      return `${name} can reach ${what}.`;
    case "blocked": {
      const reason = trace.blockers[0]?.sentence;
      return `${name} cannot reach ${what}${reason ? `: ${reason}` : "."}`;
    }
    case "undecided":
      return `Whether ${name} can reach ${what} cannot be decided.`;
  }
}

/** What the sentence leaves out: where the name leads, what would decide, what works only in part. */
export function reachRemarks({ destination, doubts, warnings, blockers }: TraceAnswer): string[] {
  const { service, endpoint, addresses } = destination;
  const called = endpoint ?? service;
  const leads =
    called === null || addresses.length === 0 ? [] : [`From there ${called} is at ${formatList(addresses)}.`];
  const more = blockers.length > 1 ? [`${blockers.length} things are in the way; all are marked.`] : [];
  const open = doubts.map((doubt) =>
    doubt.because === "gap"
      ? `${doubt.sentence} Not read${doubt.gap.isElsewhere ? ` in ${doubt.gap.scope}` : ""}: ${doubt.gap.action}.`
      : `${doubt.sentence} Who can tell: ${doubt.whoCanTell.replace(/\.$/, "")}.`,
  );
  return [...leads, ...more, ...open, ...warnings.map(({ sentence }) => sentence)];
}

/** One trace drawn as a path of one lane, which nothing requires. */
export function toReachDrawing(trace: TraceAnswer, ground: Ground): PathDrawing {
  const { destination, protocol, port } = trace;
  const isService = destination.service !== null;
  const service = destination.endpoint ?? destination.service ?? destination.addresses[0] ?? "destination";
  const note = port === null ? protocol : `${protocol} ${port}`;
  const drawing = toPathDrawing(
    { lanes: [{ service, isRequired: true, purpose: "", trace }] },
    isService ? ground : { ...ground, endpoint: "Its subnet", service: "Destination" },
  );
  return {
    ...drawing,
    lanes: drawing.lanes.map((lane) => (lane.service === null ? lane : { ...lane, note })),
    columns: drawing.columns.map((column) =>
      isService || column.kind !== "service" ? column : { ...column, head: "Address", title: "Address" },
    ),
  };
}

const fieldWords = { to: "The destination", port: "The port", protocol: "The protocol" } as const;

/** Why a question is none, as a sentence about what stands in the form: the API names its parameter. */
export function explainRefusal({ field, detail }: Pick<Problem, "field" | "detail">): string {
  if (!(field && field in fieldWords && detail.startsWith(`${field} `))) return detail;
  return fieldWords[field as keyof typeof fieldWords] + detail.slice(field.length);
}
