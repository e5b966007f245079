import type { HopAnswer, NodePathAnswer, TraceAnswer } from "../../lib/api/verdict.ts";
import { shortenId, shortenIdsIn } from "../../lib/format/id.ts";
import { type Column, placeBack } from "./columns.ts";
import { type HopLook, nameOf, type SeenHop, type Wire, weightiest, wordsOf } from "./hop-look.ts";

/** One place on a lane. Where several hops share it (a loop, the answers to several lanes), the weightiest is shown. */
export type DrawnHop = {
  /** Unique in the drawing. */
  key: string;
  column: number;
  kind: HopAnswer["kind"];
  look: HopLook;
  name: string;
  words: string;
  hop: HopAnswer;
  trace: TraceAnswer;
  /** A change opens it, which is what the lane is drawn for. */
  isMended?: boolean;
};

/** A column's place on a lane: a hop, the wire that passes by, or nothing. */
export type Cell = { hop: DrawnHop | null; wire: Wire | null };

/** A lane by itself, before its neighbours are known. */
export type LaneDrawing = {
  key: string;
  /** What the lane is called where that is not its service, as "Before". */
  title?: string;
  /** The service, or null for the way back. */
  service: string | null;
  isRequired: boolean;
  note: string;
  /** How it goes, as "blocked at Security group, out". */
  outcome: string;
  cells: Cell[];
  /** Where the packet stops, or is lost from sight. */
  stop: DrawnHop | null;
};

export type SeenLane = { lane: NodePathAnswer["lanes"][number]; hops: SeenHop[] };

const isOut = ({ hop }: SeenHop) => hop.direction === "out";
const isBack = ({ hop }: SeenHop) => hop.direction === "back";

type Placed = SeenHop & { column: number; trace: TraceAnswer };

export function drawThere({ lane, hops }: SeenLane, columns: readonly Column[]): LaneDrawing {
  const placed = hops.filter(isOut).map((seen) => ({
    ...seen,
    column: columns.findIndex(({ kind }) => kind === seen.hop.kind),
    trace: lane.trace,
  }));
  const note = [lane.isRequired ? "required" : "optional", lane.purpose].filter((word) => word !== "");
  const { service, isRequired } = lane;
  return draw({ key: service, service, isRequired, note: note.join(", ") }, placed, columns);
}

/** The answers of some lanes as one: of those whose answers are reached, or of all where none are. Empty where none has any. */
export function drawBack(lanes: readonly SeenLane[], columns: readonly Column[]): LaneDrawing[] {
  const withBack = lanes.filter(({ hops }) => hops.some(isBack));
  const reached = withBack.filter(({ hops }) => hops.filter(isBack).some(({ look }) => look !== "beyond"));
  const shown = reached.length > 0 ? reached : withBack;
  if (shown.length === 0) return [];
  const services = shown.map(({ lane }) => lane.service);
  const head = {
    key: `back ${services.join(" ")}`,
    service: null,
    isRequired: shown.some(({ lane }) => lane.isRequired),
    note: repliesOf(services),
  };
  return [
    draw(
      head,
      shown.flatMap((lane) => placeAnswers(lane, columns)),
      columns,
    ),
  ];
}

function placeAnswers({ lane, hops }: SeenLane, columns: readonly Column[]): Placed[] {
  const back = hops.filter(isBack);
  const places = placeBack(
    back.map(({ hop }) => hop),
    hops.filter(isOut).map(({ hop }) => hop),
    columns,
  );
  return back.map((seen, index) => ({ ...seen, column: places[index]!, trace: lane.trace }));
}

function repliesOf(services: readonly string[]): string {
  if (services.length === 1) return `replies from ${services[0]}`;
  return services.length === 2 ? "replies from both" : `replies from all ${services.length}`;
}

type Head = Pick<LaneDrawing, "key" | "service" | "isRequired" | "note">;

function draw(head: Head, placed: readonly Placed[], columns: readonly Column[]): LaneDrawing {
  const hops = columns.flatMap((_, column) => {
    const here = placed.filter((hop) => hop.column === column);
    return here.length === 0 ? [] : [{ hop: toDrawnHop(head.key, here), wire: weightiest(here).wire }];
  });
  // The way back is travelled from the right: what leaves a hop is the wire on its left.
  const isBackward = head.service === null;
  const cells = columns.map((_, column): Cell => {
    const index = hops.findLastIndex(({ hop }) => hop.column <= column);
    const isWithin = index >= 0 && index < hops.length - 1;
    const hop = hops[index]?.hop.column === column ? hops[index].hop : null;
    return { hop, wire: isWithin ? hops[isBackward ? index + 1 : index]!.wire : null };
  });
  const travelled = hops.map(({ hop }) => hop);
  if (isBackward) travelled.reverse();
  const stop = travelled.find(({ look }) => look === "blocked" || look === "undecided") ?? null;
  return { ...head, cells, stop, outcome: outcomeOf(stop, travelled, columns) };
}

function toDrawnHop(laneKey: string, here: readonly Placed[]): DrawnHop {
  const shown = weightiest(here);
  const { hop, look, column, trace } = shown;
  const ids = new Set(here.flatMap((one) => one.hop.resources.map(({ id }) => id)));
  const others = ids.size - hop.resources.length;
  const name = nameOf(hop, trace);
  return {
    key: `${laneKey}/${hop.id}`,
    column,
    kind: hop.kind,
    look,
    name: others > 0 && name !== "" ? `${name} +${others}` : name,
    words: isPlainInterface(shown) ? shortenId(trace.source!.interfaceId) : shortenIdsIn(wordsOf(shown)),
    hop,
    trace,
  };
}

/** Its address is its name, so that its id is what there is to say. */
function isPlainInterface({ hop, look, trace }: Placed): boolean {
  return hop.kind === "interface" && hop.direction === "out" && look === "open" && trace.source !== null;
}

function outcomeOf(stop: DrawnHop | null, hops: readonly DrawnHop[], columns: readonly Column[]): string {
  if (stop) {
    const column = columns[stop.column]!;
    const title = stop.hop.direction === "back" ? column.titleBack : column.title;
    return stop.look === "blocked" ? `blocked at ${title}` : `undecided at ${title}`;
  }
  if (hops.every(({ look }) => look === "beyond" || look === "aside")) {
    const reached = hops.every(({ hop }) => hop.isReached) ? "not known" : "not reached";
    if (hops.some(({ hop }) => hop.state === "block")) return `${reached}, and blocked too`;
    return hops.some(({ hop }) => hop.state === "unknown") ? reached : `${reached}, would pass`;
  }
  return hops.some(({ look }) => look === "partly") ? "open in part" : "open";
}
