import type { NodeDetail } from "../api/node.ts";
import { pastOfWorld } from "../failures/past-of-world.ts";
import { resourceConsoleUrl } from "../format/console-url.ts";
import type { Subject } from "../model/cause.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { FleetContext } from "./context.ts";
import { explainStatus } from "./explain-status.ts";
import { findKnownNode } from "./find-known-node.ts";
import { judgeNow } from "./judge-now.ts";
import { loadNodeDiagnosis } from "./load-node-diagnosis.ts";
import { loadNodeDocuments } from "./load-node-documents.ts";
import { nodeStates } from "./node-states.ts";
import { toNodeSummary } from "./to-node-summary.ts";

/** Everything that a node's page shows: its row, the facts that decided it, what stands behind them, and how it fared. */
export async function getNode(
  context: FleetContext,
  key: { scope: string; id: string },
): Promise<NodeDetail> {
  const { store } = context;
  const scope = key.scope as ScopeKey;
  const row = await findKnownNode(context, key);
  const [scopes, periods, gaps, diagnosed] = await Promise.all([
    store.loadScopes(),
    store.loadStatusHistory(scope, row.id),
    store.loadGaps([scope]),
    loadNodeDiagnosis(context, scope, [row.id]),
  ]);
  const past = pastOfWorld(diagnosed.world, () => undefined).nodeOf(scope, row.id);
  const { node, verdict } = judgeNow(diagnosed, row);
  const documents = await loadNodeDocuments(store, node, verdict);
  const stored = scopes.find((candidate) => candidate.key === scope);
  return {
    ...toNodeSummary(context, node),
    accountName: stored?.accountName ?? null,
    computerName: node.computerName,
    imageId: node.imageId,
    launchedAt: node.launchedAt,
    instanceProfileArn: node.instanceProfileArn,
    ipv6Address: node.ipv6Address,
    consoleUrl: stored ? resourceConsoleUrl(stored.region, toSubject(node.id)) : null,
    sentence: explainStatus(node, context.now()),
    evidence: verdict.evidence,
    documents,
    gaps,
    cause: verdict.cause,
    alsoBroken: verdict.alsoBroken,
    since: verdict.since,
    changedBy: verdict.changedBy,
    checks: verdict.checks,
    path: verdict.path,
    advice: verdict.advice,
    suspects: verdict.suspects,
    history: periods.toReversed().map(({ status, why, from, to }) => ({ status, why, from, to })),
    states: past ? nodeStates(past) : [],
  };
}

/** The node as a resource: EC2 has an instance, Fleet Manager a hybrid node. */
function toSubject(id: string): Subject {
  return { kind: id.startsWith("mi-") ? "managed-node" : "instance", id };
}
