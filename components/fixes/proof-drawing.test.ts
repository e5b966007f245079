import { expect, test } from "vitest";
import { aHop, aLane, endpointKinds, hopsOf } from "../path/a-path.ts";
import { aProof } from "./a-walkthrough.ts";
import { toProofDrawing } from "./proof-drawing.ts";

const open = hopsOf(endpointKinds);
const shut = hopsOf(endpointKinds, { "security-group-out": { state: "block" } });
const looksOf = (lane: { cells: { hop: { look: string } | null }[] }) =>
  lane.cells.map(({ hop }) => hop?.look);

test("the same lane stands over the same columns twice, and what the change opens is marked", () => {
  const drawing = toProofDrawing(aProof())!;
  const [before, after] = drawing.lanes;
  expect(drawing.lanes.map(({ title, note }) => [title, note])).toEqual([
    ["Before", "0 of 26 pass"],
    ["After", "22 of 26 pass"],
  ]);
  expect(looksOf(before!).slice(0, 3)).toEqual(["open", "blocked", "beyond"]);
  expect(new Set(looksOf(after!))).toEqual(new Set(["open"]));
  const mended = after!.cells.flatMap(({ hop }) => (hop?.isMended ? [hop.kind] : []));
  expect(mended).toEqual(["security-group-out"]);
});

test("every hop has a key of its own, though both lanes are of one service", () => {
  const keys = toProofDrawing(aProof())!.lanes.flatMap(({ cells }) => cells.map(({ hop }) => hop?.key));
  expect(new Set(keys).size).toBe(keys.length);
});

test("a lane that changes is drawn, not one that is as it was", () => {
  const drawing = toProofDrawing(
    aProof({
      before: { lanes: [aLane("ssm", open), aLane("ssmmessages", shut)] },
      after: { lanes: [aLane("ssm", open), aLane("ssmmessages", open)] },
    }),
  )!;
  expect(drawing.lanes.map(({ service }) => service)).toEqual(["ssmmessages", "ssmmessages"]);
});

test("where only the answers are let through, the ways back are drawn as well", () => {
  const back = (state: "block" | "pass") => aHop("network-acl-out", { direction: "back", state });
  const drawing = toProofDrawing(
    aProof({
      before: { lanes: [aLane("ssm", [...open, back("block")])] },
      after: { lanes: [aLane("ssm", [...open, back("pass")])] },
    }),
  )!;
  expect(drawing.lanes.map(({ title }) => title)).toEqual([
    "Before",
    "Before, way back",
    "After",
    "After, way back",
  ]);
});

test("what the fix makes is called new, wherever it is named", () => {
  const id = "nat-to-be-created-subnet-02ad121a0a9ebf008";
  const route = (changes: Parameters<typeof aHop>[1]) => aLane("ssm", [aHop("route", changes)]);
  const drawing = toProofDrawing(
    aProof({
      before: { lanes: [route({ state: "block" })] },
      after: { lanes: [route({ state: "pass", brief: id, sentence: `It leads to ${id}.` })] },
    }),
  )!;
  const hop = drawing.lanes[1]!.cells.find((cell) => cell.hop)!.hop!;
  expect(hop.words).toBe("the new NAT gateway");
  expect(hop.hop.sentence).toBe("It leads to the new NAT gateway.");
});

test("nothing is drawn where the path stays as it is: then something else keeps the nodes back", () => {
  const path = { lanes: [aLane("ssm", open)] };
  expect(toProofDrawing(aProof({ before: path, after: path }))).toBeNull();
});
