import { expect, test } from "vitest";
import type { FailureAnswer } from "../../../../../lib/api/failure.ts";
import { exportStream } from "./export-stream.ts";

const failure = (id: string, facts: Partial<FailureAnswer> = {}): FailureAnswer => ({
  ...{ id, group: "g", scope: "123456789012:eu-west-1", kind: "InvalidInstanceId", source: "cloudtrail" },
  ...{ operation: "SendCommand", at: 0, caller: null, documentName: null, targetCount: 1 },
  targets: [{ id: "i-1", cause: null, sankCall: true, now: null }],
  cause: { code: "unexplained", title: "Unexplained", subject: null, sentence: "No.", isInferred: true },
  ...{ errorCode: "InvalidInstanceId", message: null, requestId: null, isSilent: false },
  records: [{ source: "cloudtrail", idName: "EventId", id: "e-1", isGreen: null, consoleUrl: null }],
  ...facts,
});

function anExport(format: "csv" | "jsonl", runs: FailureAnswer[][]): Promise<string> {
  const run = (at: number) => ({
    items: runs[at]!,
    after: at + 1 < runs.length ? { at: at + 1, number: 0 } : null,
  });
  return new Response(exportStream({ format, first: run(0), read: async ({ at }) => run(at) })).text();
}

test("JSON lines hold every failure of every run, one a line", async () => {
  const text = await anExport("jsonl", [[failure("a"), failure("b")], [failure("c")]]);
  const lines = text.trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(["a", "b", "c"]);
});

test("CSV has a head, names targets and records, and never holds a formula", async () => {
  const text = await anExport("csv", [[failure("a", { message: "=1+1", targetCount: 3 })]]);
  const [head, first] = text.trim().split("\n");
  expect(head).toMatch(/^at,kind,source,operation,document,caller,scope,targets,cause,subject,why/);
  expect(first).toMatch(/^1970-01-01T00:00:00.000Z,InvalidInstanceId,cloudtrail,SendCommand,,,/);
  expect(first).toContain("i-1 and 2 more");
  expect(first).toContain("'=1+1");
  expect(first).toContain("EventId=e-1");
});
