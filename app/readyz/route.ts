import type { SyncOverview } from "../../lib/api/sync.ts";
import { findFleetServer } from "../../lib/fleet/running-server.ts";
import { isFleetError } from "../../lib/model/fleet-error.ts";

export const dynamic = "force-dynamic";

/** Ready: the store is open and verbs are answered; else why not. `hasData` once a page has nodes to show, or a scope was read through. */
export async function GET(): Promise<Response> {
  const server = findFleetServer();
  if (!server) return answer(503, { status: "starting" });
  let overview: SyncOverview;
  try {
    overview = await server.call("readSyncs", null);
  } catch (error) {
    return answer(503, {
      status: "unavailable",
      reason: isFleetError(error) ? error.message : "See the log.",
    });
  }
  const read = overview.scopes.filter(({ readAt }) => readAt !== null).length;
  return answer(200, {
    status: "ready",
    hasData: read > 0,
    scopes: overview.scopes.length,
    read,
    trouble: overview.trouble,
  });
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
