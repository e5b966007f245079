import { expect, onTestFinished, test } from "vitest";
import { historyColumns } from "../../../../../lib/api/history-row.ts";
import { historyEntrySchema } from "../../../../../lib/api/walkthrough.ts";
import { exportHistory } from "../../../../../lib/fleet/fixes/list-history.ts";
import { setFleetServer } from "../../../../../lib/fleet/running-server.ts";
import type { FleetServer } from "../../../../../lib/fleet/server.ts";
import { aContext } from "../../../../../lib/testing/a-context.ts";
import { aRun } from "../../../../../lib/testing/a-run.ts";
import { GET } from "./route.ts";

/** More than are read from the store at once. */
const runs = 504;

async function aHistory(count: number): Promise<void> {
  const context = await aContext();
  for (let number = 0; number < count; number += 1) {
    const facts = {
      id: `run-${String(number).padStart(3, "0")}`,
      at: 1_000 + number,
      kind: "dry-run",
    } as const;
    const sentence = number === 0 ? '=HYPERLINK("http://x"), and\na second line' : "AWS would do it.";
    await context.store.appendRun(
      aRun({
        ...facts,
        sentence,
        outcome: "would-work",
        endedAt: 1_000 + number,
        hold: null,
        by: number % 2 ? "bo" : "ann",
      }),
    );
  }
  const call = (verb: string, input: never) => {
    expect(verb).toBe("exportHistory");
    return exportHistory(context, input);
  };
  setFleetServer({ call } as unknown as FleetServer);
  onTestFinished(() => setFleetServer(undefined as never));
}

async function download(query: string): Promise<Response> {
  const request = new Request(`http://127.0.0.1/api/v1/history/export?${query}`);
  return GET(request, { params: Promise.resolve({}) });
}

/** As RFC 4180 has it: a quoted cell may hold commas, lines and doubled quotes. */
function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    if (rows.at(-1)!.length === 0 && end === "" && quoted === undefined && plain === "") break;
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end === "\n") rows.push([]);
  }
  const [head = [], ...lines] = rows.filter(({ length }) => length > 0);
  return lines.map((cells) => Object.fromEntries(head.map((name, place) => [name, cells[place] ?? ""])));
}

test("the whole history comes as a CSV file, and as JSON lines that say the same", async () => {
  await aHistory(runs);
  const csv = await download("format=csv");
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(csv.headers.get("content-disposition")).toBe('attachment; filename="muster-history.csv"');
  const rows = readCsv(await csv.text());
  expect(Object.keys(rows[0]!)).toEqual([...historyColumns]);
  expect(rows).toHaveLength(runs);
  // The newest first; what a spreadsheet would take for a formula is none.
  expect([rows[0]!.id, rows.at(-1)!.id]).toEqual([`run-${runs - 1}`, "run-000"]);
  expect(rows.at(-1)!.sentence).toBe(`'=HYPERLINK("http://x"), and\na second line`);

  const jsonl = await download("format=jsonl");
  expect(jsonl.headers.get("content-type")).toBe("application/jsonl; charset=utf-8");
  expect(jsonl.headers.get("content-disposition")).toBe('attachment; filename="muster-history.jsonl"');
  const entries = (await jsonl.text())
    .trim()
    .split("\n")
    .map((line) => historyEntrySchema.parse(JSON.parse(line)));
  expect(entries.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  expect(entries.at(-1)).toMatchObject({ at: 1_000, by: "ann", outcome: "would-work", resource: "sg-1" });
});

test("an export holds what the search finds, and a wrong query is a problem instead of half a file", async () => {
  await aHistory(6);
  const rows = readCsv(await (await download("q=bo")).text());
  expect(rows).toHaveLength(3);
  expect(new Set(rows.map(({ by }) => by))).toEqual(new Set(["bo"]));
  const wrong = await download("format=xml");
  expect(wrong.status).toBe(400);
  expect(wrong.headers.get("content-type")).toContain("application/problem+json");
});
