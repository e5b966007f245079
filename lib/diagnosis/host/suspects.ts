import type { CauseCode } from "../../model/cause.ts";
import type { Suspect } from "../../model/verdict.ts";
import type { NodeView } from "../node-view.ts";
import { type Lead, ofClosedChannel, ofHybrid, ofLost, ofUnregistered } from "./leads.ts";
import { suspectTitles } from "./suspect-catalogue.ts";

/** So many are worth reading; the rest is told by the host's own output. */
const shown = 6;

/**
 * Where to look on the host when all of AWS passes, the likeliest first: by what is known of the node, its image and its
 * siblings. Empty for causes that are not on the host.
 */
export function findSuspects(node: NodeView, code: CauseCode | null): Suspect[] {
  const leads = leadsOf(node, code);
  return rank(leads).slice(0, shown);
}

function leadsOf(node: NodeView, code: CauseCode | null): readonly Lead[] {
  switch (code) {
    case "agent-never-registered":
      return ofUnregistered(node);
    case "agent-silent":
      return ofLost(node);
    case "session-channel-closed":
      return ofClosedChannel(node);
    case "hybrid-node-silent":
      return ofHybrid(node);
    default:
      return [];
  }
}

/** Sums up what speaks for each; the strongest reason comes first. Of equal ones the order of the catalogue decides. */
export function rank(leads: readonly Lead[]): Suspect[] {
  const bySuspect = Map.groupBy(leads, ({ suspect }) => suspect);
  const order = Object.keys(suspectTitles);
  return [...bySuspect]
    .map(([id, own]) => ({ id, own, weight: own.reduce((sum, { weight }) => sum + weight, 0) }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight || order.indexOf(left.id) - order.indexOf(right.id))
    .map(({ id, own }) => ({ id, title: suspectTitles[id], reason: reasonOf(own) }));
}

function reasonOf(leads: readonly Lead[]): string {
  return leads
    .toSorted((left, right) => Math.abs(right.weight) - Math.abs(left.weight))
    .map(({ reason }) => reason)
    .filter((reason) => reason !== "")
    .join(" ");
}
