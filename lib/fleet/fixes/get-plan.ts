import type { FixPlan, PlanStep } from "../../api/proof.ts";
import type { CauseCode } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { subjectKey } from "../../model/subject-key.ts";
import { walkthroughId } from "../../model/walkthrough-id.ts";
import { type Filter, parseFilter } from "../../routes/filter.ts";
import type { StoredPlanStep } from "../../store/proofs.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FleetContext } from "../context.ts";
import { isStarting } from "../node-index/is-starting.ts";
import type { NodeIndex, NodeKey } from "../node-index/node-index.ts";
import { summarise } from "../node-index/summarise.ts";
import { describeApplying } from "./describe-applying.ts";
import { mergePlans, type NeedyNodes } from "./merge-plans.ts";
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
  const wanted = wantedBack(index, chosen, now());
  const planned = new Map<string, { step: StoredPlanStep; scopes: Set<ScopeKey> }>();
  const groups: NeedyNodes[] = [];
  const back = new Set<string>();
  const stored = Map.groupBy(await store.loadPlanSteps(), ({ scope }) => scope);
  for (const [scope, steps] of stored) {
    const ids = steps.map(idOf);
    for (const [place, step] of steps.entries()) {
      for (const { after, nodeIds } of step.freed) {
        const needs = [...after.map((earlier) => ids[earlier]!), ids[place]!];
        const counted = nodeIds.filter((id) => wanted.has(placeOf({ scope, id })));
        for (const id of counted) back.add(placeOf({ scope, id }));
        groups.push({ needs, nodes: counted.length });
        if (counted.length > 0) for (const need of needs) note(need, scope, steps[ids.indexOf(need)]!);
      }
    }
  }
  const merged = mergePlans(groups);
  const tell = await tellCausesOfSteps(
    context,
    merged.map(({ id }) => planned.get(id)!.step),
  );
  const positions = new Map(
    merged.map(({ id }, place) => {
      const { code, scope, subject } = planned.get(id)!.step;
      return [keyOf(code, subjectKey(scope, subject)), place + 1];
    }),
  );
  let cumulative = 0;
  return {
    at: summarise(index, chosen, now()).oldestReadAt,
    steps: merged.map(({ id, freed, after }): PlanStep => {
      const { step, scopes } = planned.get(id)!;
      cumulative += freed;
      return {
        ...{ walkthroughId: id, title: step.title, cause: tell(step), scopes: [...scopes].sort() },
        ...{ freed, cumulative, after: after.map((place) => place + 1), cost: step.cost },
        isAllowed: describeApplying(context, step.fixId, step.scope).whyNot === null,
      };
    }),
    notAnswering: wanted.size,
    broughtBack: cumulative,
    alone: tellAlone(await store.loadProofs(), positions),
    left: tellLeft([...wanted].flatMap(([place, node]) => (back.has(place) ? [] : node))),
  };

  function note(id: string, scope: ScopeKey, step: StoredPlanStep): void {
    const known = planned.get(id) ?? { step, scopes: new Set() };
    planned.set(id, known);
    known.scopes.add(scope);
  }
}

type IndexedNode = NonNullable<NodeIndex["nodes"][number]>;

/** The nodes of the headline that should answer and do not. */
function wantedBack(index: NodeIndex, chosen: Filter, now: number): Map<string, IndexedNode> {
  const failing = index.match([
    ...chosen,
    { key: "status", values: ["lost", "unregistered"], negated: false },
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
  return walkthroughId({ fixId, code, key: subjectKey(scope, subject) });
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
