import { expect, test } from "vitest";
import { aNodeSummary } from "./a-node-summary.ts";
import { exportFilterOf, parseIds } from "./selected-nodes.ts";
import { nothingSelected, type Selection, withNodes } from "./selection.ts";

const nodes = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    aNodeSummary({ id: `i-${index.toString(16).padStart(17, "0")}` }),
  );

test("chosen rows are exported by their ids", () => {
  const [one, two] = nodes(2);
  expect(exportFilterOf(withNodes(nothingSelected, [one!, two!], true))).toBe(`node:${one!.id},${two!.id}`);
});

test("all that match but some are exported by the filter without those", () => {
  const [one] = nodes(1);
  const all: Selection = { kind: "all", q: "status:lost", except: new Set() };
  expect(exportFilterOf(all)).toBe("status:lost");
  expect(exportFilterOf(withNodes(all, [one!], false))).toBe(`status:lost -node:${one!.id}`);
});

test("more than a filter can say is not exported wrongly", () => {
  expect(exportFilterOf(withNodes(nothingSelected, nodes(500), true))).toBeNull();
});

test("the ids of an export leave out what was let go, in that scope only", () => {
  const lines = [
    { scope: "1:a", id: "i-1" },
    { scope: "1:b", id: "i-1" },
    { scope: "1:a", id: "i-2" },
  ].map((node) => JSON.stringify(node));
  expect(parseIds(`${lines.join("\n")}\n`, new Set(["1:a/i-1"]))).toEqual(["i-1", "i-2"]);
});
