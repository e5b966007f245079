import type { ScopeStatusAnswer, SyncOverview, SyncProgressAnswer } from "../../lib/api/sync.ts";
import type { GapSummary } from "../../lib/api/verdict.ts";

/** For tests: a scope that was read at time 1,000 with 10 nodes and without trouble. */
export function aScope(changes: Partial<ScopeStatusAnswer> = {}): ScopeStatusAnswer {
  return {
    key: "123456789012:eu-west-1",
    partition: "aws",
    account: "123456789012",
    accountName: "prod",
    region: "eu-west-1",
    nodes: 10,
    readAt: 1000,
    nextAt: 61_000,
    isStale: false,
    consecutiveFailures: 0,
    gaps: [],
    sync: null,
    ...changes,
  };
}

export function aSync(changes: Partial<SyncProgressAnswer> = {}): SyncProgressAnswer {
  return {
    id: "1",
    scope: "123456789012:eu-west-1",
    reason: "schedule",
    startedAt: 900,
    finishedAt: 1000,
    outcome: "complete",
    message: null,
    nodes: 10,
    changedDocuments: 0,
    calls: [],
    gaps: [],
    ...changes,
  };
}

export function aGap(changes: Partial<GapSummary> = {}): GapSummary {
  return {
    scope: "123456789012:eu-west-1",
    kind: "managed-node",
    action: "ssm:DescribeInstanceInformation",
    reason: "denied",
    message: "not authorized",
    code: "AccessDeniedException",
    resource: null,
    ...changes,
  };
}

export function anOverview(scopes: ScopeStatusAnswer[]): SyncOverview {
  return { scopes, isDemo: false, trouble: null, now: 2000 };
}
