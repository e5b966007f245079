import type { ScopeStatusAnswer, SyncOverview, SyncRequest } from "../api/sync.ts";
import { FleetError } from "../model/fleet-error.ts";
import { parseScopeKey, type ScopeKey } from "../model/scope.ts";
import { factAge } from "../sync/fact-age.ts";
import type { FleetContext } from "./context.ts";
import { countColumn } from "./node-index/count-facets.ts";

/** The state of reading, scope by scope. */
export async function readSyncs(context: FleetContext): Promise<SyncOverview> {
  const { store, config } = context;
  const now = context.now();
  const [scopes, latest, gaps] = await Promise.all([
    store.loadScopes(),
    store.loadLatestSyncs(),
    store.loadGaps(),
  ]);
  const syncByScope = new Map(latest.map((sync) => [sync.scope, sync]));
  const gapsByScope = Map.groupBy(gaps, (gap) => gap.scope);
  const nodes = countNodes(context);
  const readings = await store.loadReadingCalls(scopes.map(({ key }) => key));
  const staleAfterMs = (key: ScopeKey) => factAge(config, readings.get(key) ?? []).staleAfterMs;
  return {
    scopes: scopes.map(
      (scope): ScopeStatusAnswer => ({
        key: scope.key,
        partition: scope.partition,
        account: scope.account,
        accountName: scope.accountName,
        region: scope.region,
        nodes: nodes.get(scope.key) ?? 0,
        readAt: scope.readAt,
        nextAt: scope.nextAt,
        isStale: scope.readAt !== null && now - scope.readAt > staleAfterMs(scope.key),
        consecutiveFailures: scope.consecutiveFailures,
        gaps: gapsByScope.get(scope.key) ?? [],
        sync: syncByScope.get(scope.key) ?? null,
      }),
    ),
    isDemo: config.banner === "demo",
    trouble: context.trouble,
    now,
  };
}

function countNodes({ index }: FleetContext): Map<string, number> {
  const column = index.columns.byKey.scope;
  const counts = countColumn(column, index.match([]), 0);
  return new Map(column.words.map((word, code) => [word, counts[code]!]));
}

/** Asks the scheduler to read now: everything, some scopes, or single nodes. It says so and does not wait. */
export async function requestSync(
  { store, actor, now }: FleetContext,
  { scopes, nodes }: SyncRequest,
): Promise<{ requested: number }> {
  const known = new Set<string>((await store.loadScopes()).map(({ key }) => key));
  const keys = [...new Set([...(scopes ?? []), ...(nodes ?? []).map(({ scope }) => scope)])];
  for (const key of keys) {
    if (!parseScopeKey(key) || !known.has(key)) {
      throw new FleetError(
        "not-found",
        `${key} is no scope that is read here. The scopes are listed by GET /api/v1/syncs.`,
        { field: "scopes" },
      );
    }
  }
  const ask = (target: Parameters<typeof store.requestSync>[0]) =>
    store.requestSync(target, actor.name, now());
  for (const [scope, wanted] of Map.groupBy(nodes ?? [], (node) => node.scope)) {
    await ask({ kind: "nodes", scope: scope as ScopeKey, nodeIds: wanted.map(({ id }) => id) });
  }
  for (const scope of scopes ?? []) await ask({ kind: "scope", scope: scope as ScopeKey });
  if (!scopes && !nodes) await ask({ kind: "all" });
  return { requested: keys.length || known.size };
}
