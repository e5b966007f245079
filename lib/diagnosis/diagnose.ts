import type { DocumentKind } from "../model/document-kind.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { CheckResult, FullVerdict, Verdict } from "../model/verdict.ts";
import type { World } from "../model/world.ts";
import { advise } from "./advice/advise.ts";
import { decide, type Judgement } from "./decide.ts";
import { findDependents } from "./dependents.ts";
import { drawPath } from "./draw-path.ts";
import { toCause, toVerdict } from "./explain-judgement.ts";
import { findSuspects } from "./host/suspects.ts";
import { nodeIdsOf } from "./node-ids.ts";
import { NodeView, type ScopeView } from "./node-view.ts";
import { type CheckRun, findTrouble, runChecks } from "./run-checks.ts";
import { createScopeView } from "./scope-view.ts";

export type DiagnosisOptions = {
  /** Of each scope, where it is known to differ from AWS's default. */
  managedNodeQuotaOf?: (scope: ScopeKey) => number | undefined;
  /** Of a scope of which the world holds only some nodes. */
  managedNodeCountOf?: (scope: ScopeKey) => number | undefined;
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
  /** One node with all that its verdict stands on: every check, the path drawn, advice and suspects. */
  diagnoseNode(scope: ScopeKey, id: string): FullVerdict;
  /**
   * Only the nodes whose verdict may have changed with these documents, judged in this world; all others stand as they did
   * in the diagnosis of the world before.
   */
  judgeAgain(
    scope: ScopeKey,
    changed: Iterable<{ kind: DocumentKind; id: string }>,
  ): ReadonlyMap<string, Judgement>;
};

/** Draws conclusions from a world and touches nothing. What nodes and checks share is computed once for each scope. */
export function createDiagnosis(world: World, options: DiagnosisOptions = {}): Diagnosis {
  const views = new Map<ScopeKey, ScopeView>();
  const viewOf = (scope: ScopeKey): ScopeView => {
    let view = views.get(scope);
    if (view === undefined) {
      view = createScopeView(world, scope, {
        managedNodeQuota: options.managedNodeQuotaOf?.(scope),
        managedNodeCount: options.managedNodeCountOf?.(scope),
      });
      views.set(scope, view);
    }
    return view;
  };
  const judge = (scope: ScopeKey, ids: Iterable<string>): Map<string, Judgement> => {
    const view = viewOf(scope);
    const judgements = new Map<string, Judgement>();
    for (const id of ids) judgements.set(id, judgeLean(new NodeView(id, view)));
    return judgements;
  };
  const nodeIds = (scope: ScopeKey) => nodeIdsOf(viewOf(scope).snapshot);
  return {
    nodeIds,
    judgeScope: (scope) => judge(scope, nodeIds(scope)),
    judgeNode: (scope, id) => judgeLean(new NodeView(id, viewOf(scope))),
    explain: (scope, id, judgement) => toVerdict(new NodeView(id, viewOf(scope)), judgement),
    diagnoseScope(scope) {
      const verdicts = new Map<string, Verdict>();
      for (const id of nodeIds(scope)) {
        const node = new NodeView(id, viewOf(scope));
        verdicts.set(id, toVerdict(node, judgeLean(node)));
      }
      return verdicts;
    },
    diagnoseNode: (scope, id) => diagnoseFully(new NodeView(id, viewOf(scope))),
    judgeAgain(scope, changed) {
      const { snapshot } = viewOf(scope);
      const ids = new Set<string>();
      for (const { kind, id } of changed) {
        const dependents = findDependents(snapshot, kind, id);
        if (dependents === "all") return judge(scope, nodeIds(scope));
        for (const dependent of dependents) ids.add(dependent);
      }
      return judge(scope, ids);
    },
  };
}

function judgeLean(node: NodeView): Judgement {
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
