import { historyColumns, toHistoryRow } from "../../../../../lib/api/history-row.ts";
import { historyExportQuerySchema } from "../../../../../lib/api/walkthrough.ts";
import { fleetServer } from "../../../../../lib/fleet/running-server.ts";
import { answering, parseQuery } from "../../../answer.ts";
import { exportStream } from "../../../export-stream.ts";

export const dynamic = "force-dynamic";

/** The history as a file, streamed: who did what, with AWS's answers. */
export const GET = answering(async ({ request }) => {
  const { format, ...query } = parseQuery(historyExportQuerySchema, request);
  const read = (after: { at: number; id: string } | null) =>
    fleetServer().call("exportHistory", { ...query, after });
  // The first run is read before the answer begins: what is wrong with the query is then a problem, not half a file.
  const first = await read(null);
  const type = format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8";
  return new Response(exportStream({ format, first, read, columns: historyColumns, toRow: toHistoryRow }), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="muster-history.${format}"`,
      "cache-control": "no-store",
    },
  });
});
