import type { ScopeStatusAnswer, SyncOverview } from "../../lib/api/sync.ts";
import type { GapSummary } from "../../lib/api/verdict.ts";

/**
 * How the last read of a scope went, the worst that can be said of it. `waiting`: it has never been read. `partial`: some of
 * it was throttled or failed. What a Region does not offer is no trouble.
 */
export const scopeHealths = ["failed", "stale", "denied", "partial", "waiting", "fresh"] as const;
export type ScopeHealth = (typeof scopeHealths)[number];

export function judgeScope(scope: ScopeStatusAnswer): ScopeHealth {
  if (scope.consecutiveFailures > 0 || scope.sync?.outcome === "failed") return "failed";
  if (scope.isStale) return "stale";
  if (scope.readAt === null) return "waiting";
  if (scope.gaps.some((gap) => gap.reason === "denied")) return "denied";
  return troublesOf(scope.gaps).length > 0 ? "partial" : "fresh";
}

export function isReading(scope: ScopeStatusAnswer): boolean {
  return scope.sync?.outcome === "running";
}

export function troublesOf(gaps: readonly GapSummary[]): GapSummary[] {
  return gaps.filter((gap) => gap.reason !== "unsupported");
}

export type Freshness = {
  /** Of the scopes that were read, when the one was that is longest ago; null before the first is done. */
  readAt: number | null;
  reading: number;
  scopes: number;
  byHealth: Record<ScopeHealth, number>;
  nodes: number;
  isFirstRun: boolean;
};

/** The nodes of a scope, and while its first read runs those that were found until now. */
export function nodesSoFar(scope: ScopeStatusAnswer): number {
  return scope.readAt === null ? Math.max(scope.nodes, scope.sync?.nodes ?? 0) : scope.nodes;
}

/** The overview in the few numbers that the top bar says. */
export function summariseFreshness(overview: SyncOverview): Freshness {
  const healths = overview.scopes.map(judgeScope);
  const byHealth = Object.fromEntries(
    scopeHealths.map((health) => [health, healths.filter((one) => one === health).length]),
  ) as Record<ScopeHealth, number>;
  // What failed or is stale is counted beside; its age would hide that all the others are fresh.
  const ages = overview.scopes.flatMap((scope, index) =>
    scope.readAt !== null && healths[index] !== "failed" && healths[index] !== "stale" ? [scope.readAt] : [],
  );
  const anyAge = overview.scopes.flatMap((scope) => scope.readAt ?? []);
  const oldest = ages.length > 0 ? ages : anyAge;
  return {
    readAt: oldest.length > 0 ? Math.min(...oldest) : null,
    reading: overview.scopes.filter(isReading).length,
    scopes: overview.scopes.length,
    byHealth,
    nodes: overview.scopes.reduce((sum, scope) => sum + nodesSoFar(scope), 0),
    isFirstRun: overview.scopes.length > 0 && overview.scopes.every((scope) => scope.readAt === null),
  };
}

/** How far the running read of a scope is, from 0 to 1: the share of its calls that have ended. */
export function shareRead(scope: ScopeStatusAnswer): number {
  const calls = scope.sync?.calls ?? [];
  if (calls.length === 0) return isReading(scope) || scope.sync === null ? 0 : 1;
  return calls.filter((call) => call.state === "done" || call.state === "gap").length / calls.length;
}

export type DeniedActions = {
  account: string;
  accountName: string | null;
  actions: string[];
  scopes: ScopeStatusAnswer[];
};

/** The permissions that are missing, by account, for that is where one grants them. */
export function deniedByAccount(scopes: readonly ScopeStatusAnswer[]): DeniedActions[] {
  const byAccount = Map.groupBy(
    scopes.filter((scope) => scope.gaps.some((gap) => gap.reason === "denied")),
    (scope) => scope.account,
  );
  return [...byAccount].map(([account, ofAccount]) => ({
    account,
    accountName: ofAccount[0]!.accountName,
    scopes: ofAccount,
    actions: [...new Set(ofAccount.flatMap((scope) => deniedActions(scope.gaps)))].sort(),
  }));
}

export function deniedActions(gaps: readonly GapSummary[]): string[] {
  return gaps.filter((gap) => gap.reason === "denied").map((gap) => gap.action);
}

/** The policy statement that grants `actions`. Reads of EC2 and SSM know no narrower resource than all. */
export function toStatement(actions: readonly string[]): string {
  const action = actions.length === 1 ? actions[0] : actions;
  return JSON.stringify({ Effect: "Allow", Action: action, Resource: "*" }, null, 2);
}
