import { expect, test } from "vitest";
import type { NodeSummary } from "../../../../../lib/api/node.ts";
import { aNode } from "../../../../../lib/testing/a-node.ts";
import { exportStream } from "./export-stream.ts";

const node = (id: string, facts = {}): NodeSummary => ({
  ...aNode({ id }),
  failureTrend: null,
  excluded: null,
  ...facts,
});

function anExport(format: "csv" | "jsonl", runs: NodeSummary[][]): Promise<string> {
  const run = (at: number) => ({ items: runs[at]!, after: at + 1 < runs.length ? at + 1 : null });
  return new Response(exportStream({ format, first: run(0), read: async (after) => run(after) })).text();
}

test("JSON lines hold every node of every run, one a line", async () => {
  const text = await anExport("jsonl", [[node("i-1"), node("i-2")], [node("i-3")]]);
  expect(
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).id),
  ).toEqual(["i-1", "i-2", "i-3"]);
});

const cause = { code: "route-missing", subject: { kind: "route-table", id: "rtb-1" } } as const;
const excluded = { id: "1", reason: "Rebuilt.", owner: "ann", until: 0 };

test("CSV has a head, quotes what needs it, and never holds a formula", async () => {
  const text = await anExport("csv", [
    [node("i-1", { name: '=HYPERLINK("x"),', securityGroups: ["sg-a", "sg-b"], cause, excluded })],
    [node("i-2")],
  ]);
  const [head, first, second] = text.trim().split("\n");
  expect(head).toMatch(/^id,name,status,why,cause,subject,excluded,excludedUntil,scope/);
  expect(first).toContain(",route-missing,rtb-1,Rebuilt.,1970-01-01T00:00:00.000Z,");
  expect(first).toMatch(/^i-1,"'=HYPERLINK\(""x""\),",reachable/);
  expect(first).toContain("sg-a sg-b");
  expect(second).toMatch(/^i-2,api-1,/);
});

test("an export of nothing is an empty file, with its head where it is CSV", async () => {
  expect(await anExport("jsonl", [[]])).toBe("");
  expect(await anExport("csv", [[]])).toMatch(/^id,name/);
});
