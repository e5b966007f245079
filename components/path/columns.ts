import type { HopAnswer } from "../../lib/api/verdict.ts";
import { explainHopKind, formatHopKind, hopRank } from "../../lib/format/hop-kind.ts";

type HopKind = HopAnswer["kind"];

/**
 * A kind of hop that some lane has. `head` and `way` stand above it; `title` says it where no column head is seen, and
 * `titleBack` on the way back.
 */
export type Column = {
  kind: HopKind;
  head: string;
  way: "in" | "out" | null;
  title: string;
  titleBack: string;
};

/** Whose ground some neighbouring columns stand on. */
export type Bracket = { text: string; start: number; span: number };

/** The words of the brackets, as far as they are known. */
export type Ground = Partial<Record<GroundName, string>>;
type GroundName = "subnet" | "vpc" | "nat" | "beyond" | "endpoint" | "service";

const groundWords: Record<GroundName, string> = {
  subnet: "Its subnet",
  vpc: "Its VPC",
  nat: "NAT subnet",
  beyond: "Beyond the VPC",
  endpoint: "Endpoint subnets",
  service: "AWS",
};

function groundOf(kind: HopKind, columns: readonly Column[]): GroundName {
  switch (kind) {
    case "route":
    case "internet-gateway":
    case "egress-only-gateway":
      return "vpc";
    case "nat-network-acl-in":
    case "nat-gateway":
    case "nat-route":
    case "nat-network-acl-out":
      return "nat";
    case "peering-connection":
    case "transit-gateway":
    case "virtual-private-gateway":
    case "appliance":
      return "beyond";
    case "network-acl-in":
    case "security-group-in":
      return "endpoint";
    case "endpoint":
      // A gateway endpoint is a route's target: it stands in no subnet.
      return columns.some((column) => column.kind === "security-group-in") ? "endpoint" : "vpc";
    case "service":
      return "service";
    default:
      return "subnet";
  }
}

/** A packet meets the same things on its way back, under the names of the other direction. */
function family(kind: HopKind): string {
  return kind.replace(/-(?:in|out)$/, "");
}

/** The columns that all lanes share: every kind of hop that one of them has, in the order of drawing. */
export function toColumns(lanes: readonly (readonly HopAnswer[])[]): Column[] {
  const kinds = new Set(lanes.flatMap(ownKinds));
  return [...kinds]
    .toSorted((one, other) => hopRank(one) - hopRank(other))
    .map((kind) => ({
      kind,
      title: formatHopKind(kind),
      titleBack: formatHopKind(kind, "back"),
      ...headOf(kind),
    }));
}

function headOf(kind: HopKind): Pick<Column, "head" | "way"> {
  const { head, way } = explainHopKind(kind);
  return { head, way };
}

/** The kinds of the way there, and those of the way back that have no counterpart on it. */
function ownKinds(hops: readonly HopAnswer[]): HopKind[] {
  const there = hops.filter(({ direction }) => direction === "out").map(({ kind }) => kind);
  const families = new Set(there.map(family));
  const back = hops.filter(({ direction, kind }) => direction === "back" && !families.has(family(kind)));
  return [...there, ...back.map(({ kind }) => kind)];
}

export function toBrackets(columns: readonly Column[], ground: Ground): Bracket[] {
  const brackets: (Bracket & { name: GroundName })[] = [];
  columns.forEach(({ kind }, start) => {
    const name = groundOf(kind, columns);
    const last = brackets.at(-1);
    if (last?.name === name) last.span += 1;
    else brackets.push({ name, text: ground[name] ?? groundWords[name], start, span: 1 });
  });
  return brackets.map(({ name: _name, ...bracket }) => bracket);
}

/**
 * The columns of a way back, hop by hop. The answer passes the same things in the opposite order, so each stands where the
 * packet met it: the farthest free place of its family, first among those whose thing is the same.
 */
export function placeBack(
  back: readonly HopAnswer[],
  there: readonly HopAnswer[],
  columns: readonly Column[],
): number[] {
  let before = columns.length;
  return back.map((hop) => {
    const places = columns.flatMap((column, index) =>
      family(column.kind) === family(hop.kind) && index < before ? [index] : [],
    );
    const met = places.filter((index) => there.some(({ kind }) => kind === columns[index]!.kind));
    const same = met.filter((index) => isSameThing(hop, there, columns[index]!.kind));
    const own = columns.findIndex(({ kind }) => family(kind) === family(hop.kind));
    const place = same.at(-1) ?? met.at(-1) ?? places.at(-1) ?? own;
    before = Math.min(before, place);
    return place;
  });
}

function isSameThing(hop: HopAnswer, there: readonly HopAnswer[], kind: HopKind): boolean {
  const ids = new Set(hop.resources.map(({ id }) => id));
  return there.some((other) => other.kind === kind && other.resources.some(({ id }) => ids.has(id)));
}
