import { expect, test } from "vitest";
import { aCause, aCheck, aNodeDetail } from "./a-check.ts";
import { foldAlike, foldByGroup, toCheckSections } from "./check-sections.ts";

const cause = aCause();
const alsoBroken = [aCause({ code: "endpoint-missing", subject: { kind: "vpc", id: "vpc-1" } })];
const silent = aCause({ code: "agent-silent", subject: { kind: "instance", id: "i-1" } });

const checks = [
  aCheck({ id: "passes" }),
  aCheck({ id: "silent", outcome: "fail", causes: [silent] }),
  aCheck({ id: "next", outcome: "fail", causes: alsoBroken }),
  aCheck({ id: "root", outcome: "fail", causes: [cause] }),
  aCheck({ id: "unread", outcome: "unknown" }),
  aCheck({ id: "aside", outcome: "not-applicable" }),
  aCheck({ id: "warned", outcome: "warn" }),
  aCheck({ id: "open", outcome: "undecided", whoCanTell: "the network team" }),
];

const idsOf = (node: Parameters<typeof toCheckSections>[0]) =>
  toCheckSections(node).map(({ title, checks }) => [title, checks.map(({ id }) => id)]);

test("every check is in one section; the root comes first, and what only says that the node is silent follows", () => {
  expect(idsOf(aNodeDetail({ cause, alsoBroken, checks }))).toEqual([
    ["Failed", ["root", "next"]],
    ["Follow from it", ["silent"]],
    ["Undecided", ["open"]],
    ["Unknown", ["unread"]],
    ["Warnings", ["warned"]],
    ["Passed", ["passes"]],
    ["Not applicable", ["aside"]],
  ]);
});

test("where the cause is undecided, what follows from it stands behind it", () => {
  const undecided = [checks[1]!, checks[7]!, checks[6]!];
  expect(idsOf(aNodeDetail({ cause, checks: undecided })).map(([title]) => title)).toEqual([
    "Undecided",
    "Follow from it",
    "Warnings",
  ]);
});

test("a silence that nothing explains is no consequence", () => {
  expect(idsOf(aNodeDetail({ cause: silent, checks: [checks[1]!] }))).toEqual([["Failed", ["silent"]]]);
  expect(idsOf(aNodeDetail({ cause: null, checks: [checks[1]!] }))).toEqual([["Failed", ["silent"]]]);
});

test.each([
  [1, "decided", cause, "1; it cannot change the cause"],
  [2, "decided", cause, "2; neither can change the cause"],
  [3, "decided", cause, "3; none of them can change the cause"],
  [1, "likely", cause, "1; it may hide another cause"],
  [2, "undecided", null, "2; they may hide the cause"],
  [2, "decided", null, "2"],
] as const)(
  "%i unknown checks of a %s verdict weigh what they can change",
  (count, certainty, cause, aside) => {
    const unknown = Array.from({ length: count }, () => aCheck({ outcome: "unknown" }));
    expect(toCheckSections(aNodeDetail({ cause, certainty, checks: unknown }))[0]!.aside).toBe(aside);
  },
);

test("passed checks fold by their group, in the order of the answer", () => {
  const passed = [aCheck({ group: "target" }), aCheck({ group: "network" }), aCheck({ group: "target" })];
  expect(foldByGroup(passed).map(({ group, checks }) => [group, checks.length])).toEqual([
    ["target", 2],
    ["network", 1],
  ]);
});

test("checks that miss the same read are told once, and one that misses another by itself", () => {
  const unread = (id: string, sentence: string) => aCheck({ id, outcome: "unknown", sentence });
  const same = "It could not be read: ssm:DescribeInstanceInformation is denied.";
  const folded = foldAlike([unread("a", same), unread("b", "Another."), unread("c", same)]);
  expect(folded.map((alike) => alike.map(({ id }) => id))).toEqual([["a", "c"], ["b"]]);
});
