import type { ProofAnswer } from "../../lib/api/proof.ts";
import type { HopAnswer, NodePathAnswer } from "../../lib/api/verdict.ts";
import { toColumns } from "../path/columns.ts";
import { drawBack, drawThere, type LaneDrawing, type SeenLane } from "../path/draw-lane.ts";
import { seeHops } from "../path/hop-look.ts";
import type { PathDrawing } from "../path/path-drawing.ts";

type Lane = NodePathAnswer["lanes"][number];
type Pair = { before: Lane; after: Lane };

/**
 * The lane that the change opens, before and after over common columns; null where no lane of the path differs, as when a
 * role lacks a right. Its way back is drawn beneath it only where that is what the change opens.
 */
export function toProofDrawing({ before, after, nodes, freed }: ProofAnswer): PathDrawing | null {
  const pair = before && after && choosePair(before.lanes, after.lanes);
  if (!pair) return null;
  const seen = { before: see(pair.before), after: see(pair.after) };
  const columns = toColumns([seen.before, seen.after].map(({ hops }) => hops.map(({ hop }) => hop)));
  const draw = (when: "before" | "after"): LaneDrawing[] => {
    const title = when === "before" ? "Before" : "After";
    const note = `${when === "before" ? 0 : freed} of ${nodes} pass`;
    const there = { ...drawThere(seen[when], columns), key: when, title, note };
    const back = drawBack([seen[when]], columns).map((lane) => ({
      ...lane,
      key: `${when} back`,
      title: `${title}, way back`,
      note: lane.note,
    }));
    return differsOnlyBehind(pair) ? [there, ...back] : [there];
  };
  const beforeLanes = draw("before");
  const lanes = [...beforeLanes, ...markMended(draw("after"), beforeLanes)].map((lane) => keyed(lane));
  return {
    columns,
    brackets: [],
    lanes: lanes.map((lane, runEnd) => ({ ...lane, runEnd, fold: null })),
    opening: null,
  };
}

/** The required lane that is opened first; else any of which something changes. */
function choosePair(before: readonly Lane[], after: readonly Lane[]): Pair | null {
  const pairs = before.flatMap((lane): Pair[] => {
    const other = after.find(({ service }) => service === lane.service);
    return other && differs(lane.trace.hops, other.trace.hops) ? [{ before: lane, after: other }] : [];
  });
  const isOpened = ({ before: one, after: other }: Pair) =>
    one.trace.answer !== "reachable" && other.trace.answer === "reachable";
  return (
    pairs.find((pair) => pair.before.isRequired && isOpened(pair)) ??
    pairs.find(isOpened) ??
    pairs.find((pair) => pair.before.isRequired) ??
    pairs[0] ??
    null
  );
}

function differs(before: readonly HopAnswer[], after: readonly HopAnswer[]): boolean {
  const print = (hops: readonly HopAnswer[]) =>
    JSON.stringify(hops.map(({ id, state, isReached, resources }) => [id, state, isReached, resources]));
  return print(before) !== print(after);
}

function differsOnlyBehind({ before, after }: Pair): boolean {
  const there = (lane: Lane) => lane.trace.hops.filter(({ direction }) => direction === "out");
  return !differs(there(before), there(after));
}

/** That an instance runs goes without saying. */
function see(lane: Lane): SeenLane {
  const hops = lane.trace.hops.filter(({ kind, state }) => kind !== "instance" || state !== "pass");
  return { lane, hops: seeHops(hops.map(withoutIdsToBe)) };
}

/** What the fix makes has no id yet, and stands in the model under one that says so. */
const toBe = /\b([a-z]+)(?:-[a-z]+)*?-to-be-created[\w-]*/;

const namesToBe: Readonly<Record<string, string>> = {
  nat: "the new NAT gateway",
  vpce: "the new endpoint",
  sg: "the new group",
};

function withoutIdsToBe(hop: HopAnswer): HopAnswer {
  const name = (text: string) =>
    text.replaceAll(new RegExp(toBe, "g"), (_, kind) => namesToBe[kind] ?? "the new one");
  const rules = hop.rules.map((rule) => ({ ...rule, rule: name(rule.rule), peer: name(rule.peer) }));
  return { ...hop, brief: name(hop.brief), sentence: name(hop.sentence), rules };
}

/** Marks what lets pass now and stopped the packet before, or was no part of its way. */
function markMended(after: readonly LaneDrawing[], before: readonly LaneDrawing[]): LaneDrawing[] {
  return after.map((lane, index) => ({
    ...lane,
    cells: lane.cells.map((cell, column) => {
      const was = before[index]?.cells[column]?.hop;
      const isOpen = cell.hop?.look === "open" || cell.hop?.look === "partly";
      const wasShut = was ? was.hop.state === "block" || was.hop.state === "unknown" : true;
      return isOpen && wasShut && cell.hop ? { ...cell, hop: { ...cell.hop, isMended: true } } : cell;
    }),
  }));
}

/** Before and after are of one service, so the keys of their hops would be the same. */
function keyed(lane: LaneDrawing): LaneDrawing {
  const cells = lane.cells.map((cell) => ({
    ...cell,
    hop: cell.hop && {
      ...cell.hop,
      key: `${lane.key}/${cell.hop.hop.id}`,
      name: cell.hop.hop.resources.some(({ id }) => toBe.test(id)) ? "new" : cell.hop.name,
    },
  }));
  const stop = cells.find(({ hop }) => hop?.hop === lane.stop?.hop && hop?.look === lane.stop?.look)?.hop;
  return { ...lane, cells, stop: stop ?? null };
}
