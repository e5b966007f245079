import type { FleetSummary } from "../../lib/api/list.ts";
import type { SyncOverview } from "../../lib/api/sync.ts";

/** `first-run`: nothing has been read through yet. `failed`: nothing could ever be read. `fleet`: there is something to show. */
export type Stage = "first-run" | "failed" | "fleet";

/** What the fleet page has to show. As soon as there is one node, that is the fleet, whatever else goes on. */
export function stageOf(overview: SyncOverview | undefined, summary: FleetSummary | undefined): Stage {
  if (!overview || !summary || summary.total > 0) return "fleet";
  if (overview.scopes.some((scope) => scope.readAt !== null)) return "fleet";
  // Which scopes there are is the first thing that is read.
  const isToCome =
    overview.scopes.length === 0 ||
    overview.scopes.some((scope) => scope.sync === null || scope.sync.outcome === "running");
  return overview.trouble !== null || !isToCome ? "failed" : "first-run";
}
