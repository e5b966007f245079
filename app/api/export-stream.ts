import { Readable } from "node:stream";
import { stringify } from "csv-stringify";

type Run<Item, Place> = { items: readonly Item[]; after: Place | null };

type Export<Item, Place> = {
  format: "csv" | "jsonl";
  first: Run<Item, Place>;
  read: (after: Place) => Promise<Run<Item, Place>>;
  columns: readonly string[];
  toRow: (item: Item) => Record<string, string | null>;
};

/** A list as CSV (with a head, one line an item) or as JSON lines (all that the API tells), however long it is. */
export function exportStream<Item, Place>({
  format,
  first,
  read,
  columns,
  toRow,
}: Export<Item, Place>): ReadableStream {
  async function* rows() {
    for (
      let run: Run<Item, Place> | null = first;
      run !== null;
      run = run.after === null ? null : await read(run.after)
    ) {
      for (const item of run.items) yield format === "csv" ? toRow(item) : `${JSON.stringify(item)}\n`;
    }
  }
  const source = Readable.from(rows(), { objectMode: format === "csv" });
  // A cell that begins with = + - @ would be a formula to a spreadsheet: it is quoted with an apostrophe.
  const lines =
    format === "csv"
      ? source.pipe(stringify({ header: true, columns: [...columns], escape_formulas: true }))
      : source;
  return Readable.toWeb(lines) as ReadableStream;
}
