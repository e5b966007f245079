import type { HopAnswer, TraceAnswer } from "../../lib/api/verdict.ts";
import { shortenId } from "../../lib/format/id.ts";

/**
 * How a hop looks. `beyond`: it was judged, and whether the packet gets there is not known, or it does not; `aside`: the
 * packet does not cross it.
 */
export type HopLook = "open" | "partly" | "blocked" | "undecided" | "beyond" | "aside";

/** The wire that leaves a hop. `doubtful` is the one behind a hop that cannot be judged. */
export type Wire = "open" | "dotted" | "doubtful";

export type SeenHop = { hop: HopAnswer; look: HopLook; wire: Wire };

/** The hops of a trace in the order of travel, the way back after the way there. */
export function seeHops(hops: readonly HopAnswer[]): SeenHop[] {
  let wire: Wire = "open";
  return hops.map((hop) => {
    const look = lookOf(hop, wire);
    wire = wireBehind(look, wire);
    return { hop, look, wire };
  });
}

function lookOf(hop: HopAnswer, wire: Wire): HopLook {
  if (hop.state === "not-applicable") return "aside";
  if (!hop.isReached) return "beyond";
  if (hop.state === "block") return "blocked";
  if (hop.state === "unknown") return "undecided";
  if (wire !== "open") return "beyond";
  return hop.state === "partial" ? "partly" : "open";
}

function wireBehind(look: HopLook, before: Wire): Wire {
  if (look === "blocked") return "dotted";
  if (look === "undecided") return before === "dotted" ? "dotted" : "doubtful";
  return before;
}

const looksByWeight: readonly HopLook[] = ["blocked", "undecided", "partly", "open", "beyond", "aside"];

/** Of hops that share one place, the one to show: what stops a packet outweighs what lets it pass. */
export function weightiest<Seen extends SeenHop>(hops: readonly Seen[]): Seen {
  const weight = ({ hop, look }: SeenHop) =>
    looksByWeight.indexOf(look) - (look === "beyond" && hop.state === "block" ? 0.5 : 0);
  return hops.reduce((heaviest, hop) => (weight(hop) < weight(heaviest) ? hop : heaviest));
}

/** At most four words beside a hop. */
export function wordsOf({ hop, look }: Pick<SeenHop, "hop" | "look">): string {
  if (look === "aside") return hop.brief || "not crossed";
  // The way back has no names, so what would let it pass is said instead.
  if (look !== "beyond" || (hop.direction === "back" && hop.state === "pass" && hop.brief !== ""))
    return hop.brief;
  if (hop.kind === "service") return hop.isReached ? "not known" : "not reached";
  return { pass: "would pass", partial: "would pass in part", block: "also blocks", unknown: "undecided" }[
    hop.state as "pass" | "partial" | "block" | "unknown"
  ];
}

/** What a hop is called in a column: the id of its thing, the source's address, the name of the service. */
export function nameOf(hop: HopAnswer, trace: Pick<TraceAnswer, "source" | "destination">): string {
  if (hop.kind === "interface" && hop.direction === "out" && trace.source) return trace.source.address;
  if (hop.kind === "service") return trace.destination.service ?? trace.destination.addresses[0] ?? "";
  const [first, ...others] = hop.resources;
  if (!first) return "";
  const name = shortenId(first.id.slice(first.id.lastIndexOf("/") + 1));
  return others.length === 0 ? name : `${name} +${others.length}`;
}
