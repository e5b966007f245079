import { failureExportQuerySchema } from "../../../../../lib/api/failure.ts";
import { fleetServer } from "../../../../../lib/fleet/running-server.ts";
import { answering, parseQuery } from "../../../answer.ts";
import { exportStream } from "./export-stream.ts";

export const dynamic = "force-dynamic";

/** The failures under a filter as a file, streamed: a million of them never stand in memory at once. */
export const GET = answering(async ({ request }) => {
  const { format, ...query } = parseQuery(failureExportQuerySchema, request);
  const read = (after: { at: number; number: number } | null) =>
    fleetServer().call("exportFailures", { ...query, after });
  // The first run is read before the answer begins: what is wrong with the query is then a problem, not half a file.
  const first = await read(null);
  const type = format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8";
  return new Response(exportStream({ format, first, read }), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="muster-failures.${format}"`,
      "cache-control": "no-store",
    },
  });
});
