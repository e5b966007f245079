import { expect, test } from "vitest";
import type { PreflightReport } from "../../lib/api/preflight.ts";
import { groupTargets, headlineOf, summaryOf } from "./group-targets.ts";

type Outcome = PreflightReport["targets"][number]["outcome"];

function aReport(outcomes: Outcome[], changes: Partial<PreflightReport> = {}): PreflightReport {
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  return {
    form: "text",
    operation: "SendCommand",
    isOperationAssumed: true,
    scope: null,
    documentName: null,
    call: outcomes.includes("refused") ? "refused" : "accepted",
    problems: [],
    targets: outcomes.map((outcome, index) => ({
      ...{ id: `i-${index}`, scope: null, name: null, status: null, outcome, sentence: "", cause: null },
      ...{ error: null, nearMisses: [] },
    })),
    counts: {
      refused: count("refused"),
      undeliverable: count("undeliverable"),
      unknown: count("unknown"),
      waits: count("waits"),
      receives: count("receives"),
    },
    passedOver: 0,
    isPartlyHidden: false,
    notes: [],
    cleaned: {
      valid: { ids: [], commands: [] },
      reachable: { ids: Array.from({ length: count("receives") }, String), commands: [] },
    },
    exitCode: 0,
    readAt: null,
    ...changes,
  };
}

test.each<[string, Outcome[], Partial<PreflightReport>, string]>([
  ["all receive it", ["receives", "receives"], {}, "Sent now, both targets receive it."],
  ["the only one receives it", ["receives"], {}, "Sent now, its target receives it."],
  [
    "some sink the call",
    ["refused", "receives", "receives"],
    {},
    "Sent now, AWS refuses the whole call: 1 of its 3 targets sinks it.",
  ],
  [
    "some are not reached",
    ["receives", "undeliverable"],
    {},
    "Sent now, AWS takes the call, and 1 of its 2 targets receives it.",
  ],
  [
    "AWS may refuse",
    ["receives", "unknown"],
    { call: "unknown" },
    "Sent now, whether AWS takes the call is not known, and 1 of its 2 targets receives it.",
  ],
  [
    "the only one is not reached",
    ["undeliverable"],
    {},
    "Sent now, AWS takes the call, and its target never gets it.",
  ],
  [
    "none is reached",
    ["undeliverable", "waits"],
    {},
    "Sent now, AWS takes the call, and none of its 2 targets receive it.",
  ],
  [
    "there are thousands",
    Array.from({ length: 1_200 }, () => "receives"),
    {},
    "Sent now, all 1,200 targets receive it.",
  ],
  ["nothing was found", [], {}, "Nothing in this text is a target."],
])("the headline where %s", (_, outcomes, changes, expected) => {
  expect(headlineOf(aReport(outcomes, changes))).toBe(expected);
});

test("a call that is refused for its shape says for what", () => {
  const problem = { cause: null, sentence: "i-1 is named more than once.", error: null, refuses: true };
  expect(headlineOf(aReport(["receives"], { call: "refused", problems: [problem] }))).toBe(
    "Sent now, AWS refuses the call: i-1 is named more than once.",
  );
});

test("the line below it counts what does not receive it", () => {
  expect(summaryOf(aReport(["refused", "receives", "undeliverable", "unknown"]))).toBe(
    "Without what sinks it, 1 node would receive it, 1 node would never get it, of 1 node it is not known.",
  );
  expect(summaryOf(aReport(["receives"]))).toBe("");
});

test("groups stand with the gravest first, and empty ones not at all", () => {
  const groups = groupTargets(aReport(["receives", "refused", "receives", "unknown"]));
  expect(groups.map(({ outcome, targets }) => `${outcome} ${targets.length}`)).toEqual([
    "refused 1",
    "unknown 1",
    "receives 2",
  ]);
});
