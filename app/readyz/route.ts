import { findFleetServer } from "../../lib/fleet/running-server.ts";

export const dynamic = "force-dynamic";

/** Ready: the store is open and verbs are answered. `hasData` once a page has nodes to show, or a scope was read through. */
export async function GET(): Promise<Response> {
  const server = findFleetServer();
  const overview = await server?.call("readSyncs", null).catch(() => undefined);
  if (!overview) return answer(503, { status: "starting" });
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
