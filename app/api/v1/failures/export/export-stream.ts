import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { FailureAnswer } from "../../../../../lib/api/failure.ts";
import { failureColumns, toFailureRow } from "../../../../../lib/api/failure-row.ts";

type Place = { at: number; number: number };
type Run = { items: FailureAnswer[]; after: Place | null };
type Export = { format: "csv" | "jsonl"; first: Run; read: (after: Place) => Promise<Run> };

/** The failures as CSV (with a head, one line a failure) or as JSON lines (all that the API tells). */
export function exportStream({ format, first, read }: Export): ReadableStream {
  async function* rows() {
    for (let run: Run | null = first; run !== null; run = run.after === null ? null : await read(run.after)) {
      for (const failure of run.items)
        yield format === "csv" ? toFailureRow(failure) : `${JSON.stringify(failure)}\n`;
    }
  }
  const source = Readable.from(rows(), { objectMode: format === "csv" });
  // A cell that begins with = + - @ would be a formula to a spreadsheet: it is quoted with an apostrophe.
  const lines =
    format === "csv"
      ? source.pipe(stringify({ header: true, columns: [...failureColumns], escape_formulas: true }))
      : source;
  return Readable.toWeb(lines) as ReadableStream;
}
