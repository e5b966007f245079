import { findFleetServer } from "../../lib/fleet/running-server.ts";
import { problem } from "../api/answer.ts";
import { printMetrics } from "./print-metrics.ts";

export const dynamic = "force-dynamic";

/** Prometheus' text format. */
export async function GET(): Promise<Response> {
  try {
    const server = findFleetServer();
    const [summary, overview] = await Promise.all([
      server?.call("summariseFleet", { q: "" }),
      server?.call("readSyncs", null),
    ]);
    const { text, contentType } = await printMetrics({
      summary,
      overview,
      openStreams: server?.events.listenerCount ?? 0,
    });
    return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
  } catch (error) {
    return problem(error);
  }
}
