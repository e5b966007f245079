import { fleetServer } from "../../../../lib/fleet/running-server.ts";
import { problem } from "../../answer.ts";
import { eventStream } from "./event-stream.ts";

export const dynamic = "force-dynamic";

/** Server-sent events. A browser that comes back says which it saw last, and is told what it missed. */
export function GET(request: Request): Response {
  try {
    const lastId = Number(request.headers.get("last-event-id") ?? Number.NaN);
    const stream = eventStream(fleetServer().events, {
      lastId: Number.isFinite(lastId) ? lastId : null,
      signal: request.signal,
    });
    return new Response(stream, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      },
    });
  } catch (error) {
    return problem(error);
  }
}
