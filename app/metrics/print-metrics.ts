import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { FleetSummary } from "../../lib/api/list.ts";
import type { SyncOverview } from "../../lib/api/sync.ts";

type Facts = { summary: FleetSummary | undefined; overview: SyncOverview | undefined; openStreams: number };

const processMetrics = new Registry();
collectDefaultMetrics({ register: processMetrics });

/** What an operator alerts on: nodes by status, each scope's age, failures and gaps, and the process itself. */
export async function printMetrics({
  summary,
  overview,
  openStreams,
}: Facts): Promise<{ text: string; contentType: string }> {
  const registers = [processMetrics];
  const registry = new Registry();
  registers.push(registry);
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  gauge("muster_event_streams", "Open server-sent event streams").set(openStreams);
  const nodes = gauge("muster_nodes", "Nodes by status", ["status"]);
  for (const [status, count] of Object.entries(summary?.byStatus ?? {})) nodes.set({ status }, count);
  const age = gauge("muster_scope_age_seconds", "Seconds since a scope was last read through", ["scope"]);
  const failures = gauge("muster_scope_consecutive_failures", "Syncs of a scope that failed in a row", [
    "scope",
  ]);
  const gaps = gauge("muster_scope_gaps", "Reads of a scope that failed, by action and reason", [
    "scope",
    "action",
    "reason",
  ]);
  const duration = gauge("muster_scope_sync_seconds", "How long the last finished sync of a scope took", [
    "scope",
  ]);
  for (const scope of overview?.scopes ?? []) {
    if (scope.readAt !== null) age.set({ scope: scope.key }, (overview!.now - scope.readAt) / 1000);
    failures.set({ scope: scope.key }, scope.consecutiveFailures);
    for (const { action, reason } of scope.gaps) gaps.inc({ scope: scope.key, action, reason });
    if (scope.sync?.finishedAt)
      duration.set({ scope: scope.key }, (scope.sync.finishedAt - scope.sync.startedAt) / 1000);
  }
  return { text: await Registry.merge(registers).metrics(), contentType: registry.contentType };
}
