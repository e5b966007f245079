import type { HopAnswer, NodePathAnswer } from "../../lib/api/verdict.ts";
import { explainHopKind } from "../../lib/format/hop-kind.ts";
import { type Bracket, type Column, type Ground, toBrackets, toColumns } from "./columns.ts";
import { type DrawnHop, drawBack, drawThere, type LaneDrawing, type SeenLane } from "./draw-lane.ts";
import { seeHops } from "./hop-look.ts";

export type DrawnLane = LaneDrawing & {
  /** The last of the neighbouring lanes that stop at the very same thing: there the reason hangs. */
  runEnd: number;
  /** What stands for the lane where lanes stand upright; null where it is drawn there too. */
  fold: string | null;
};

export type PathDrawing = {
  columns: Column[];
  brackets: Bracket[];
  lanes: DrawnLane[];
  /** The hop that is open at first: the first that stops a required lane, or lets only part of it pass. */
  opening: string | null;
};

/** What is drawn of a path: lanes over common columns, required ones first, their way back beneath them. */
export function toPathDrawing(path: NodePathAnswer, ground: Ground = {}): PathDrawing {
  const seen = withoutRunningInstance(path.lanes).map((lane) => ({ lane, hops: seeHops(lane.trace.hops) }));
  const columns = toColumns(seen.map(({ hops }) => hops.map(({ hop }) => hop)));
  const required = seen.filter(({ lane }) => lane.isRequired);
  const optional = seen.filter(({ lane }) => !lane.isRequired);
  const lanes = [
    ...required.map((lane) => drawThere(lane, columns)),
    ...drawBack(required, columns),
    ...optional.flatMap((lane) => [
      drawThere(lane, columns),
      ...(stopsOnItsWayBack(lane) ? drawBack([lane], columns) : []),
    ]),
  ];
  return {
    columns,
    brackets: toBrackets(columns, ground),
    lanes: lanes.map((lane, index) => ({
      ...lane,
      runEnd: findRunEnd(lanes, index),
      fold: foldOf(lane, lanes.slice(0, index)),
    })),
    opening: openingOf(lanes),
  };
}

type AnsweredLane = NodePathAnswer["lanes"][number];

/** That an instance runs goes without saying; as a hop it is worth a column only where it does not. */
function withoutRunningInstance(lanes: readonly AnsweredLane[]): readonly AnsweredLane[] {
  const isWorthIt = ({ kind, state }: HopAnswer) =>
    kind === "instance" && state !== "pass" && state !== "not-applicable";
  if (lanes.some(({ trace }) => trace.hops.some(isWorthIt))) return lanes;
  return lanes.map((lane) => {
    const hops = lane.trace.hops.filter(({ kind }) => kind !== "instance");
    return { ...lane, trace: { ...lane.trace, hops } };
  });
}

function stopsOnItsWayBack({ hops }: SeenLane): boolean {
  return hops.some(
    ({ hop, look }) => hop.direction === "back" && (look === "blocked" || look === "undecided"),
  );
}

function findRunEnd(lanes: readonly LaneDrawing[], start: number): number {
  let end = start;
  while (isSameStop(lanes[start]!.stop, lanes[end + 1]?.stop ?? null)) end += 1;
  return end;
}

function isSameStop(one: DrawnHop | null, other: DrawnHop | null): boolean {
  if (!one || !other || one.column !== other.column || one.look !== other.look) return false;
  if (one.hop.direction !== other.hop.direction) return false;
  const idsOf = ({ hop }: DrawnHop) => hop.resources.map(({ id }) => id).join();
  return idsOf(one) === idsOf(other);
}

function foldOf(lane: LaneDrawing, before: readonly LaneDrawing[]): string | null {
  const { stop } = lane;
  if (stop) {
    const verb = stop.look === "blocked" ? "Blocked" : "Undecided";
    const { noun } = explainHopKind(stop.kind);
    if (before.some((other) => isSameStop(stop, other.stop))) return `${verb} at the same ${noun}.`;
    return lane.isRequired ? null : `${verb} at the ${noun}.`;
  }
  const isFirstOpen = before.every((other) => other.stop !== null);
  if (lane.service !== null && lane.isRequired && isFirstOpen) return null;
  return `${lane.outcome[0]!.toUpperCase()}${lane.outcome.slice(1)}.`;
}

function openingOf(lanes: readonly LaneDrawing[]): string | null {
  const required = lanes.filter(({ isRequired }) => isRequired);
  const stops = required.flatMap(({ stop }) => stop ?? []);
  const partly = required.flatMap(({ cells }) => cells.find(({ hop }) => hop?.look === "partly")?.hop ?? []);
  return (stops.find(({ look }) => look === "blocked") ?? stops[0] ?? partly[0])?.key ?? null;
}
