import { expect, test } from "vitest";
import { historyColumns, toHistoryRow } from "../../lib/api/history-row.ts";
import type { HistoryEntry } from "../../lib/api/walkthrough.ts";
import { exportStream } from "./export-stream.ts";

const entry = (id: string, facts: Partial<HistoryEntry> = {}): HistoryEntry => ({
  ...{ id, walkthroughId: "w", kind: "apply", step: "s", at: 0, by: "ann", outcome: "done", title: "T" },
  ...{ operation: "ec2:CreateRoute", resource: "rtb-1", sentence: "Done.", answer: null },
  ...facts,
});

function anExport(format: "csv" | "jsonl", runs: HistoryEntry[][]): Promise<string> {
  const run = (at: number) => ({ items: runs[at]!, after: at + 1 < runs.length ? at + 1 : null });
  const columns = { columns: historyColumns, toRow: toHistoryRow };
  return new Response(
    exportStream({ format, first: run(0), read: async (after: number) => run(after), ...columns }),
  ).text();
}

test("JSON lines hold every entry of every run, one a line", async () => {
  const text = await anExport("jsonl", [[entry("1"), entry("2")], [entry("3")]]);
  const ids = text
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as HistoryEntry).id);
  expect(ids).toEqual(["1", "2", "3"]);
});

test("CSV has a head, AWS's answer in columns, and never holds a formula", async () => {
  const answer = { code: "UnauthorizedOperation", message: '=HYPERLINK("x")', requestId: "r-1" };
  const [head, first] = (await anExport("csv", [[entry("1", { answer })]])).trim().split("\n");
  expect(head).toMatch(/^at,by,kind,title,step,outcome,operation,resource,sentence,code,message,requestId/);
  expect(first).toContain(`UnauthorizedOperation,"'=HYPERLINK(""x"")",r-1`);
});
