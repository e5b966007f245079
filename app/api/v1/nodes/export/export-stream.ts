import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { NodeSummary } from "../../../../../lib/api/node.ts";

type Run = { items: NodeSummary[]; after: number | null };
type Export = { format: "csv" | "jsonl"; first: Run; read: (after: number) => Promise<Run> };

const columns = [
  "id",
  "name",
  "status",
  "why",
  "cause",
  "subject",
  "excluded",
  "excludedUntil",
  "scope",
  "state",
  "ping",
  "lastPing",
  "channel",
  "platform",
  "platformName",
  "agentVersion",
  "instanceType",
  "vpc",
  "subnet",
  "zone",
  "securityGroups",
  "role",
  "autoScalingGroup",
  "privateAddress",
  "publicAddress",
  "failures",
  "tags",
  "readAt",
] as const;

/** The rows as CSV (with a head, one line a node) or as JSON lines (all that the API tells). */
export function exportStream({ format, first, read }: Export): ReadableStream {
  async function* rows() {
    for (let run: Run | null = first; run !== null; run = run.after === null ? null : await read(run.after)) {
      for (const node of run.items) yield format === "csv" ? toCsvRow(node) : `${JSON.stringify(node)}\n`;
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

function toCsvRow(node: NodeSummary): Record<(typeof columns)[number], string | number | null> {
  const { tags, securityGroups, lastPingAt, readAt, cause, excluded, ...plain } = node;
  const printTime = (time: number | null) => (time === null ? null : new Date(time).toISOString());
  return {
    ...plain,
    cause: cause?.code ?? null,
    subject: cause?.subject.id ?? null,
    excluded: excluded?.reason ?? null,
    excludedUntil: printTime(excluded?.until ?? null),
    lastPing: printTime(lastPingAt),
    readAt: printTime(readAt),
    securityGroups: securityGroups.join(" "),
    tags: Object.keys(tags).length === 0 ? "" : JSON.stringify(tags),
  };
}
