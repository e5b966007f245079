import type {
  FailureGroup,
  FailureGroupList,
  FailureGroupListQuery,
  FailureGroupSortKey,
} from "../../api/failure.ts";
import type { CauseCode } from "../../model/cause.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FleetContext } from "../context.ts";
import { type ChosenFailures, chooseFailures } from "./choose-failures.ts";
import { countGroupNodes, type GroupNodes } from "./count-group-nodes.ts";
import { countSeries, countTabs, lastDay } from "./count-series.ts";
import { describeFailureGaps, oldestFailureRead } from "./describe-failure-gaps.ts";
import { type CountedGroup, groupFailures, isOver, isRecurring } from "./group-failures.ts";
import { pageByKey } from "./page-by-key.ts";

/** The groups of failures under a filter, a page at a time, with what the headline says of all of them. */
export async function listFailureGroups(
  context: FleetContext,
  query: FailureGroupListQuery,
): Promise<FailureGroupList> {
  const { failures, store } = context;
  await failures.catchUp(store);
  const chosen = chooseFailures(context, query);
  const counted = await countSeries(context, chosen);
  const groups = groupFailures(context, chosen, counted);
  const needsAllNodes = query.sort.endsWith("nodes");
  const nodes = needsAllNodes ? await countGroupNodes(context, chosen, groups) : undefined;
  const { q, since = "", until = "", tab = "", group = "", sort } = query;
  const question = [q, since, until, tab, group, sort].join("\n");
  const page = pageByKey(order(groups, sort, nodes), query, question);
  const shown = nodes ?? (await countGroupNodes(context, chosen, page.items));
  return {
    ...page,
    items: page.items.map((each) => describe(chosen, each, shown.get(each)!)),
    since: chosen.since,
    until: Math.min(chosen.until, chosen.now),
    ...countTabs(context, { ...chosen, isMeant: () => true }, counted),
    byWeight: weigh(context, groups),
    gaps: await describeFailureGaps(context),
    readAt: await oldestFailureRead(context),
  };
}

type Compare = (a: CountedGroup, b: CountedGroup) => number;

function order(
  groups: readonly CountedGroup[],
  sort: string,
  nodes: ReadonlyMap<CountedGroup, GroupNodes> | undefined,
): CountedGroup[] {
  const comparisons: Record<FailureGroupSortKey, Compare> = {
    count: (a, b) => a.count - b.count,
    nodes: (a, b) => (nodes?.get(a)?.nodes ?? 0) - (nodes?.get(b)?.nodes ?? 0),
    lastSeen: (a, b) => a.lastSeen - b.lastSeen,
    firstSeen: (a, b) => a.firstSeen - b.firstSeen,
    kind: (a, b) => compareText(a.series[0]!.kind, b.series[0]!.kind),
    cause: (a, b) => compareText(a.series[0]!.cause, b.series[0]!.cause),
  };
  const isDescending = sort.startsWith("-");
  const compare = comparisons[(isDescending ? sort.slice(1) : sort) as FailureGroupSortKey];
  const direction = isDescending ? -1 : 1;
  return groups.toSorted(
    (a, b) => direction * compare(a, b) || b.count - a.count || compareText(a.key, b.key),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function describe(chosen: ChosenFailures, group: CountedGroup, nodes: GroupNodes): FailureGroup {
  const newest = group.series[0]!;
  const { kind, operation, documentName, caller, cause, subject, isInferred } = newest;
  return {
    ...{ key: group.key, kind, operation, documentName, caller },
    sources: [...new Set(group.series.map(({ source }) => source))],
    scopes: [...new Set(group.series.map(({ scope }) => scope))],
    cause: {
      code: cause,
      title: titleOfCause(cause),
      subject,
      // A sentence about one of many nodes would be wrong of the others.
      sentence:
        subject === null && nodes.nodes > 1
          ? `${titleOfCause(cause)}: ${nodes.nodes} nodes.`
          : newest.sentence,
      isInferred,
    },
    ...{ count: group.count, silent: group.silent, nodes: nodes.nodes },
    ...{ firstSeen: group.firstSeen, lastSeen: group.lastSeen, trend: group.trend },
    isOver: isOver(group, lastDay(chosen)),
    isRecurring: isRecurring(group),
    now: { byStatus: nodes.byStatus as Record<string, number>, unknownNodes: nodes.unknownNodes },
    isOpen: nodes.isOpen,
  };
}

/** The target was not there to be reached: nothing to mend but whoever names it. */
const absentCauses: ReadonlySet<CauseCode> = new Set([
  "instance-stopped",
  "instance-terminated",
  "instance-not-found",
  "target-matches-nothing",
]);

function weigh(context: FleetContext, groups: readonly CountedGroup[]): FailureGroupList["byWeight"] {
  const open = openCausesOf(context);
  const causes = new Set<string>();
  const told = { openCauses: { causes: 0, failures: 0 }, absent: 0, unexplained: 0 };
  for (const { series, count } of groups) {
    const { cause, subject } = series[0]!;
    if (cause === "unexplained") told.unexplained += count;
    else if (absentCauses.has(cause)) told.absent += count;
    else if (open.has(subject === null ? cause : `${cause} ${subject.id}`)) {
      told.openCauses.failures += count;
      causes.add(subject === null ? cause : `${cause} ${subject.id}`);
    }
  }
  told.openCauses.causes = causes.size;
  return told;
}

/** What nodes have today: `code subject`, and the bare codes for what each node has by itself. */
function openCausesOf({ index }: FleetContext): Set<string> {
  const open = new Set<string>();
  for (const node of index.nodes) {
    if (!node?.cause) continue;
    open.add(node.cause.code);
    open.add(`${node.cause.code} ${node.cause.subject.id}`);
  }
  return open;
}
