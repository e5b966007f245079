import type { ScopeKey } from "../model/scope.ts";
import type { CheckResult, FullVerdict, Verdict } from "../model/verdict.ts";
import type { World } from "../model/world.ts";
import type { ChangedDocument } from "../network/network.ts";
import { advise } from "./advice/advise.ts";
import { decide, type Judgement } from "./decide.ts";
import { drawPath } from "./draw-path.ts";
import { toCause, toVerdict } from "./explain-judgement.ts";
import type { SiblingGroups } from "./host/siblings.ts";
import { findSuspects } from "./host/suspects.ts";
import { isNodeOf, nodeIdsOf } from "./node-ids.ts";
import { NodeView, type ScopeView } from "./node-view.ts";
import { readOr } from "./reading.ts";
import { type CheckRun, findTrouble, runChecks } from "./run-checks.ts";
import { createScope, type ScopeOptions, type StandingScope } from "./scope-view.ts";

export type DiagnosisOptions = {
  /** Of each scope, where it is known to differ from AWS's default. */
  managedNodeQuotaOf?: (scope: ScopeKey) => number | undefined;
  /** Of a scope of which the world holds only some nodes. */
  managedNodeCountOf?: (scope: ScopeKey) => number | undefined;
  /** Of the nodes of such a scope. */
  siblingsOf?: (nodeId: string) => SiblingGroups;
};

export type Diagnosis = {
  /** Every node of the scope: what EC2 and SSM have, and ids that only an association or a window still names. */
  nodeIds(scope: ScopeKey): ReadonlySet<string>;
  /** The judgement of every node, without words. */
  judgeScope(scope: ScopeKey): ReadonlyMap<string, Judgement>;
  judgeNode(scope: ScopeKey, id: string): Judgement;
  /** A judgement in words, with its evidence. */
  explain(scope: ScopeKey, id: string, judgement: Judgement): Verdict;
  /** The same for all nodes of the scope. */
  diagnoseScope(scope: ScopeKey): ReadonlyMap<string, Verdict>;
  /** What the verdicts of the scope share, for whoever asks on. */
  viewOf(scope: ScopeKey): ScopeView;
  /** One node with all that its verdict stands on: every check, the path drawn, advice and suspects. */
  diagnoseNode(scope: ScopeKey, id: string): FullVerdict;
  /**
   * The diagnosis of a world in which only these documents of a scope are others, and the judgement of every node that may
   * be another in it: null for what is no node any more. All others stand as they did.
   */
  after(world: World, scope: ScopeKey, changed: readonly ChangedDocument[]): Rediagnosis;
};

export type Rediagnosis = { diagnosis: Diagnosis; judgements: ReadonlyMap<string, Judgement | null> };

/** Draws conclusions from a world and touches nothing. What nodes and checks share is computed once for each scope. */
export function createDiagnosis(world: World, options: DiagnosisOptions = {}): Diagnosis {
  return diagnosisOf(world, options, new Map());
}

function diagnosisOf(
  world: World,
  options: DiagnosisOptions,
  scopes: Map<ScopeKey, StandingScope>,
): Diagnosis {
  const scopeOf = (key: ScopeKey): StandingScope => {
    const scope = scopes.get(key) ?? createScope(world, key, optionsOf(key, options));
    scopes.set(key, scope);
    return scope;
  };
  const nodeOf = (key: ScopeKey, id: string) => new NodeView(id, scopeOf(key).view);
  const nodeIds = (key: ScopeKey) => nodeIdsOf(scopeOf(key).view.snapshot);
  const overAll = <Told>(key: ScopeKey, tell: (node: NodeView) => Told): Map<string, Told> => {
    const { view } = scopeOf(key);
    const told = new Map<string, Told>();
    for (const instance of readOr(() => view.snapshot.all("instance"), []))
      told.set(instance.id, tell(new NodeView(instance.id, view, instance)));
    for (const id of nodeIds(key)) if (!told.has(id)) told.set(id, tell(new NodeView(id, view)));
    return told;
  };
  return {
    nodeIds,
    judgeScope: (key) => overAll(key, judge),
    judgeNode: (key, id) => judge(nodeOf(key, id)),
    explain: (key, id, judgement) => toVerdict(nodeOf(key, id), judgement),
    diagnoseScope: (key) => overAll(key, (node) => toVerdict(node, judge(node))),
    viewOf: (key) => scopeOf(key).view,
    diagnoseNode: (key, id) => diagnoseFully(nodeOf(key, id)),
    after(next, key, changed) {
      const { scope, nodeIds: dependents } = scopeOf(key).after(next, changed);
      const diagnosis = diagnosisOf(next, options, new Map([[key, scope]]));
      const ids = dependents === "all" ? nodeIds(key).union(diagnosis.nodeIds(key)) : dependents;
      const { snapshot } = scope.view;
      const judgements = new Map<string, Judgement | null>();
      for (const id of ids) judgements.set(id, isNodeOf(snapshot, id) ? diagnosis.judgeNode(key, id) : null);
      return { diagnosis, judgements };
    },
  };
}

function optionsOf(key: ScopeKey, options: DiagnosisOptions): ScopeOptions {
  return {
    managedNodeQuota: options.managedNodeQuotaOf?.(key),
    managedNodeCount: options.managedNodeCountOf?.(key),
    siblingsOf: options.siblingsOf,
  };
}

function judge(node: NodeView): Judgement {
  return decide(node, findTrouble(node));
}

function diagnoseFully(node: NodeView): FullVerdict {
  const runs = runChecks(node);
  const judgement = decide(node, runs);
  return {
    ...toVerdict(node, judgement),
    checks: runs.map(toResult),
    path: drawPath(node),
    advice: advise(node),
    suspects: findSuspects(node, judgement.cause?.code ?? null),
  };
}

function toResult({ check, finding }: CheckRun): CheckResult {
  const { sentence, evidence } = finding.explain();
  return {
    ...{ id: check.id, group: check.group, outcome: finding.outcome, sentence, evidence },
    causes: "causes" in finding ? finding.causes.map(toCause) : [],
    gaps: finding.outcome === "unknown" ? [...finding.gaps] : [],
    whoCanTell: finding.outcome === "undecided" ? finding.whoCanTell : null,
  };
}
