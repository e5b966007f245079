import type { CauseCode } from "../../model/cause.ts";
import type { Status } from "../../model/status.ts";
import type { FleetContext } from "../context.ts";
import type { ChosenFailures } from "./choose-failures.ts";
import type { SeriesNodes } from "./failure-index.ts";
import type { CountedGroup } from "./group-failures.ts";

export type GroupNodes = {
  nodes: number;
  byStatus: Partial<Record<Status, number>>;
  /** Those that no scope has any more. */
  unknownNodes: number;
  /** Whether one of them has the group's cause today. */
  isOpen: boolean;
};

/** The different nodes of each group in the chosen time, and how they stand now. */
export async function countGroupNodes(
  context: FleetContext,
  chosen: ChosenFailures,
  groups: readonly CountedGroup[],
): Promise<Map<CountedGroup, GroupNodes>> {
  const { failures } = context;
  const nodesOf = await loadNodes(context, chosen, groups);
  // A mark a group tells which nodes were seen in it, without a set of each.
  const seen = new Uint32Array(failures.nodeCount);
  return new Map(
    groups.map((group, at) => {
      const told: GroupNodes = { nodes: 0, byStatus: {}, unknownNodes: 0, isOpen: false };
      for (const { number: series, cause } of group.series) {
        const { numbers, lastAts } = nodesOf.get(series) ?? noNodes;
        for (let place = 0; place < numbers.length; place++) {
          const number = numbers[place]!;
          if (lastAts[place]! < chosen.since || seen[number] === at + 1) continue;
          seen[number] = at + 1;
          addNode(context, told, number, cause);
        }
      }
      return [group, told];
    }),
  );
}

const noNodes: SeriesNodes = { numbers: new Uint32Array(), lastAts: new Float64Array() };

/** Until now, the last time of each node tells whether it is meant; a time that has ended is asked of the rows. */
async function loadNodes(
  { store, failures }: FleetContext,
  { since, until, conditions }: ChosenFailures,
  groups: readonly CountedGroup[],
): Promise<ReadonlyMap<number, SeriesNodes>> {
  const series = groups.flatMap((group) => group.series.map(({ number }) => number));
  if (until === Number.POSITIVE_INFINITY && conditions.length === 0) return failures.nodes(store, series);
  const rows = await store.loadFailureNodes(series, {
    since,
    until: Number.isFinite(until) ? until : Number.MAX_SAFE_INTEGER,
    conditions: conditions.map(({ condition }) => condition),
  });
  return new Map(
    [...Map.groupBy(rows, (row) => row.series)].map(([number, own]): [number, SeriesNodes] => [
      number,
      {
        numbers: Uint32Array.from(own, ({ scope, node }) => failures.intern(scope, node)),
        lastAts: Float64Array.from(own, ({ lastAt }) => lastAt),
      },
    ]),
  );
}

function addNode(
  { failures, index }: FleetContext,
  told: GroupNodes,
  number: number,
  cause: CauseCode,
): void {
  told.nodes++;
  const node = failures.nodeNow(number, index);
  if (node === null) {
    told.unknownNodes++;
    return;
  }
  told.byStatus[node.status] = (told.byStatus[node.status] ?? 0) + 1;
  if (node.cause?.code === cause) told.isOpen = true;
}
