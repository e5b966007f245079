import { expect, test } from "vitest";
import { aProof, aStep, aWalkthrough } from "./a-walkthrough.ts";
import { headlineOf, outcomeOf } from "./proof-words.ts";

const next = aProof().meetNext[0]!;

test.each([
  [{}, "22 of 26 nodes come back; 4 also need a second fix"],
  [{ freed: 26, meetNext: [] }, "all 26 nodes come back"],
  [{ nodes: 1, freed: 1, meetNext: [] }, "its one node comes back"],
  [
    { nodes: 2, freed: 1, meetNext: [{ ...next, nodes: 1 }] },
    "1 of 2 nodes comes back; 1 also needs a second fix",
  ],
  [
    { freed: 0, meetNext: [{ ...next, nodes: 26 }] },
    "no node comes back by this alone; they also need a second fix",
  ],
  [
    { nodes: 1, freed: 1, meetNext: [], besides: 11 },
    "its one node comes back, and so do 11 of other causes",
  ],
  [{ nodes: 2, freed: 0, meetNext: [], dropped: 2 }, "nothing names its 2 nodes any more"],
  [{ freed: 25, meetNext: [], cannotTell: 1 }, "25 of 26 nodes come back; of 1 nobody can tell"],
  [
    { freed: 26, meetNext: [], harmed: [{ ...next, nodes: 2 }] },
    "all 26 nodes come back; 2 nodes that are fine now would not be",
  ],
])("what comes of a fix is said in its numbers: %j", (changes, words) => {
  expect(outcomeOf(aProof(changes))).toBe(words);
});

test("what cannot be proved promises nothing, and what is over says so", () => {
  const walkthrough = aWalkthrough();
  const { title } = walkthrough.fix;
  expect(headlineOf({ ...walkthrough, proof: null })).toBe(`${title}.`);
  expect(headlineOf(aWalkthrough({ cause: { ...walkthrough.cause, isOpen: false } }))).toBe(
    `${title}: its cause is over.`,
  );
  const nodes = { total: 26, back: 22, waiting: 4, notBack: 0 };
  const verification = { ...walkthrough.verification, state: "waiting" as const, nodes };
  const steps = [aStep({ done: { at: 0, by: "maya" } })];
  expect(headlineOf({ ...walkthrough, steps, verification })).toBe(`${title}: 22 of 26 nodes are back.`);
  expect(headlineOf({ ...walkthrough, verification })).toContain("22 of 26 nodes come back");
});
