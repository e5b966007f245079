import type { FixPlan, PlanStep } from "../../api/proof.ts";
import type { CauseCode } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { Status } from "../../model/status.ts";
import { subjectKey } from "../../model/subject-key.ts";
import { parseWalkthroughId } from "../../model/walkthrough-id.ts";
import { type Filter, parseFilter } from "../../routes/filter.ts";
import type { StoredPlanStep } from "../../store/proofs.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FleetContext } from "../context.ts";
import { isStarting } from "../node-index/is-starting.ts";
import type { NodeIndex, NodeKey } from "../node-index/node-index.ts";
import { summarise } from "../node-index/summarise.ts";
import { describeApplying } from "./describe-applying.ts";
import { findTreated } from "./find-treated.ts";
import { type MergedStep, mergePlans, type NeedyNodes } from "./merge-plans.ts";
import { idOfWalkthrough, regionOf, sentenceOfRegion } from "./of-region.ts";
import { keyOf, tellAlone } from "./tell-alone.ts";
import { tellCausesOfSteps } from "./tell-causes-of-steps.ts";
import { whyLeft } from "./why-left.ts";

/**
 * The plans of the chosen scopes as one. The syncs have proved them; whom they bring back is counted now, so that the numbers
 * are those of the headline: nodes that are excluded, or have come back since, count no more.
 */
export async function getPlan(context: FleetContext, { q }: { q: string }): Promise<FixPlan> {
  const { index, store, now } = context;
  const chosen = parseFilter(q).filter(({ key }) => key === "scope" || key === "account" || key === "region");
  const wanted = findWanted(index, chosen, { statuses: ["lost", "unregistered"], now: now() });
  const partly = findWanted(index, chosen, { statuses: ["degraded"], now: now() });
  const planned = toPlanned(await store.loadPlanSteps());
  const silent = countNeedy(planned, wanted);
  const halved = countNeedy(planned, partly);
  const merged = mergePlans(silent.groups);
  const ids = merged.map(({ id }) => id);
  const further = mergePlans(halved.groups, ids);
  const tellSteps = await tellStepsOf(context, planned, [...merged, ...further]);
  const mendedBesides = countIn(halved.groups, new Set(ids));
  return {
    at: summarise(index, chosen, now()).oldestReadAt,
    steps: tellSteps(merged, { scopesOf: silent.scopesOf, from: 0 }),
    notAnswering: wanted.size,
    broughtBack: countIn(silent.groups, new Set(ids)),
    alone: tellAlone(await store.loadProofs(), positionsOf(planned, merged)),
    left: tellLeft([...wanted].flatMap(([place, node]) => (silent.back.has(place) ? [] : node))),
    degraded: {
      ...{ nodes: partly.size, mendedBesides },
      mended: countIn(halved.groups, new Set([...ids, ...further.map(({ id }) => id)])),
      steps: tellSteps(further, { scopesOf: halved.scopesOf, from: mendedBesides }),
    },
  };
}

/** A step of a scope's plan, by its walkthrough, with the steps that its nodes need too. */
type Planned = { id: string; step: StoredPlanStep; freed: { needs: string[]; nodeIds: readonly string[] }[] };

function toPlanned(stored: readonly StoredPlanStep[]): Planned[] {
  return [...Map.groupBy(stored, ({ scope }) => scope).values()].flatMap((steps) => {
    const ids = steps.map(idOf);
    return steps.map((step, place) => ({
      ...{ id: ids[place]!, step },
      freed: step.freed.map(({ after, nodeIds }) => ({
        ...{ needs: [...after.map((earlier) => ids[earlier]!), ids[place]!], nodeIds },
      })),
    }));
  });
}

/** Those of some nodes that plans bring back, by what they need, and the scopes in which each step is of use to them. */
function countNeedy(planned: readonly Planned[], wanted: ReadonlyMap<string, IndexedNode>) {
  const groups: NeedyNodes[] = [];
  const back = new Set<string>();
  const scopesOf = new Map<string, Set<ScopeKey>>();
  for (const { step, freed } of planned)
    for (const { needs, nodeIds } of freed) {
      const counted = nodeIds
        .map((id) => placeOf({ scope: step.scope, id }))
        .filter((place) => wanted.has(place));
      for (const place of counted) back.add(place);
      groups.push({ needs, nodes: counted.length });
      if (counted.length > 0)
        for (const need of needs) scopesOf.set(need, (scopesOf.get(need) ?? new Set()).add(step.scope));
    }
  return { groups, back, scopesOf };
}

function countIn(groups: readonly NeedyNodes[], done: ReadonlySet<string>): number {
  const within = groups.filter(({ needs }) => needs.every((need) => done.has(need)));
  return within.reduce((sum, { nodes }) => sum + nodes, 0);
}

async function tellStepsOf(
  context: FleetContext,
  planned: readonly Planned[],
  merged: readonly MergedStep[],
) {
  const stepOf = new Map(planned.map(({ id, step }) => [id, step]));
  const tell = await tellCausesOfSteps(
    context,
    merged.map(({ id }) => stepOf.get(id)!),
  );
  return (
    steps: readonly MergedStep[],
    { scopesOf, from }: { scopesOf: ReadonlyMap<string, ReadonlySet<ScopeKey>>; from: number },
  ): PlanStep[] => {
    let cumulative = from;
    const causeOf = (id: string, step: StoredPlanStep): PlanStep["cause"] => {
      const { code, key } = parseWalkthroughId(id)!;
      const region = regionOf({ code, key });
      if (region === undefined) return tell(step);
      return {
        code,
        key,
        sentence: sentenceOfRegion(code, region, findTreated(context.index, { code, key })?.nodes ?? 0),
      };
    };
    return steps.map(({ id, freed, after }) => {
      const step = stepOf.get(id)!;
      cumulative += freed;
      return {
        ...{
          walkthroughId: id,
          title: step.title,
          cause: causeOf(id, step),
          cost: step.cost,
          freed,
          cumulative,
        },
        ...{ scopes: [...(scopesOf.get(id) ?? [])].sort(), after: after.map((place) => place + 1) },
        isAllowed: describeApplying(context, step.fixId, step.scope).whyNot === null,
      };
    });
  };
}

/** The places (from 1) of a plan's steps by the cause that they remove. */
function positionsOf(planned: readonly Planned[], merged: readonly MergedStep[]): Map<string, number> {
  const stepOf = new Map(planned.map(({ id, step }) => [id, step]));
  return new Map(
    merged.map(({ id }, place) => {
      const { code, scope, subject } = stepOf.get(id)!;
      return [keyOf(code, subjectKey(scope, subject)), place + 1];
    }),
  );
}

type IndexedNode = NonNullable<NodeIndex["nodes"][number]>;

/** The nodes with one of these statuses that people wait for, as the headline counts them. */
function findWanted(
  index: NodeIndex,
  chosen: Filter,
  { statuses, now }: { statuses: Status[]; now: number },
): Map<string, IndexedNode> {
  const failing = index.match([
    ...chosen,
    { key: "status", values: statuses, negated: false },
    { key: "excluded", values: ["no"], negated: false },
  ]);
  const wanted = new Map<string, IndexedNode>();
  for (const [slot, node] of index.nodes.entries())
    if (node !== undefined && failing[slot] === 0 && !isStarting(node, now)) wanted.set(placeOf(node), node);
  return wanted;
}

function placeOf({ scope, id }: NodeKey): string {
  return `${scope} ${id}`;
}

function idOf({ fixId, code, scope, subject }: StoredPlanStep): string {
  return idOfWalkthrough({ fixId, code, key: subjectKey(scope, subject) });
}

function tellLeft(nodes: readonly IndexedNode[]): FixPlan["left"] {
  const byCode = Map.groupBy(nodes, ({ cause }): CauseCode => cause?.code ?? "unexplained");
  return [...byCode]
    .map(([code, ofCode]) => {
      const subjects = new Set(
        ofCode.flatMap(({ scope, cause }) => (cause ? subjectKey(scope, cause.subject) : [])),
      );
      return {
        ...{ code, title: titleOfCause(code), nodes: ofCode.length, causes: subjects.size },
        why: whyLeft(code),
      };
    })
    .sort((one, other) => other.nodes - one.nodes || (one.code < other.code ? -1 : 1));
}
