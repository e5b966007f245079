import type { NodeDetail, NodeDocument } from "../api/node.ts";
import { collectorOf } from "../collect/index.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { FullVerdict } from "../model/verdict.ts";
import type { StoredDocument } from "../store/document-history.ts";
import { nodeConsoleUrl } from "./console-url.ts";
import type { FleetContext } from "./context.ts";
import { explainStatus } from "./explain-status.ts";
import { findKnownNode } from "./find-known-node.ts";
import { loadNodeDiagnosis } from "./load-node-diagnosis.ts";
import { toNodeSummary } from "./to-node-summary.ts";

/** Everything that a node's page shows: its row, the facts that decided it, what stands behind them, and how it fared. */
export async function getNode(
  context: FleetContext,
  key: { scope: string; id: string },
): Promise<NodeDetail> {
  const { store } = context;
  const scope = key.scope as ScopeKey;
  const row = await findKnownNode(context, key);
  const [scopes, documents, periods, gaps, { diagnosis }] = await Promise.all([
    store.loadScopes(),
    loadDocuments(context, row),
    store.loadStatusHistory(scope, row.id),
    store.loadGaps([scope]),
    loadNodeDiagnosis(context, scope, [row.id]),
  ]);
  const verdict = diagnosis.diagnoseNode(scope, row.id);
  const node = judgedAgain(row, verdict);
  const stored = scopes.find((candidate) => candidate.key === scope);
  return {
    ...toNodeSummary(context, node),
    accountName: stored?.accountName ?? null,
    computerName: node.computerName,
    imageId: node.imageId,
    launchedAt: node.launchedAt,
    instanceProfileArn: node.instanceProfileArn,
    ipv6Address: node.ipv6Address,
    consoleUrl: stored ? nodeConsoleUrl(stored.partition, stored.region, node.id) : null,
    sentence: explainStatus(node, context.now()),
    evidence: verdict.evidence,
    documents: documents.map(toNodeDocument),
    gaps,
    cause: verdict.cause,
    alsoBroken: verdict.alsoBroken,
    since: verdict.since,
    checks: verdict.checks,
    path: verdict.path,
    advice: verdict.advice,
    suspects: verdict.suspects,
    history: periods.toReversed().map(({ status, why, from, to }) => ({ status, why, from, to })),
  };
}

/** The row with what is concluded of it at this moment, so that a page does not say two things at once. */
function judgedAgain(node: Node, { status, sure, why, cause, expected }: FullVerdict): Node {
  return {
    ...node,
    ...{ status, why, certainty: sure, expectedUntil: expected },
    cause: cause && { code: cause.code, subject: cause.subject },
  };
}

/** The kinds that a node's row points at, beside the documents that carry its own id. */
function relatedIds(node: Node): [DocumentKind, string][] {
  const related: [DocumentKind, string | null][] = [
    ["vpc", node.vpc],
    ["subnet", node.subnet],
    ...node.securityGroups.map((id): [DocumentKind, string] => ["security-group", id]),
    ["instance-profile", node.instanceProfileArn],
    ["image", node.imageId],
  ];
  return related.flatMap(([kind, id]) => (id === null ? [] : [[kind, id] as [DocumentKind, string]]));
}

async function loadDocuments({ store }: FleetContext, node: Node): Promise<StoredDocument[]> {
  const own = await store.loadNodeDocuments(node.scope, node.id);
  const related = await Promise.all(
    relatedIds(node).map(([kind, id]) => store.findDocument(node.scope, kind, id)),
  );
  return [...own, ...related.flatMap((document) => document ?? [])];
}

function toNodeDocument({ kind, id, observedAt, validFrom, body }: StoredDocument): NodeDocument {
  return { kind, id, action: collectorOf(kind).actions[0]!, observedAt, validFrom, body };
}
