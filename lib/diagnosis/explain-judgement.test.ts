import { expect, test } from "vitest";
import type { Gap } from "../model/gap.ts";
import { aDocument, aGap, aMoment } from "../testing/a-document.ts";
import { aNodeView } from "../testing/a-node-view.ts";
import type { Judgement } from "./decide.ts";
import { explainWhy, toVerdict } from "./explain-judgement.ts";
import { certain } from "./finding.ts";
import type { Signal } from "./signal.ts";

const id = "i-0123456789abcdef0";

const aJudgement = (changes: Partial<Judgement>): Judgement => ({
  ...{ status: "lost", sure: "decided", cause: null, alsoBroken: [], expected: null, missing: [] },
  signal: { kind: "lost" },
  ...changes,
});

const cause = certain("security-group-egress-blocks", { kind: "security-group", id: "sg-1" }, () => ({
  sentence: "sg-1 lets nothing out.",
  evidence: [],
}));

test("why is the sentence of the cause", () => {
  expect(explainWhy(aJudgement({ cause }))).toBe("sg-1 lets nothing out.");
});

test.each<[Gap["reason"][], string]>([
  [["denied", "denied", "denied"], "Why is not known, because iam:GetRole, ec2:DescribeVpcs are denied."],
  [["denied", "denied", "failed"], "Why is not known: iam:GetRole, ec2:DescribeVpcs could not be read."],
  [["denied", "denied", "awaited"], "SSM no longer hears from its agent; why has yet to be read."],
])("without a cause it names the reads that are missing, each once (%s)", (reasons, expected) => {
  const actions = ["iam:GetRole", "iam:GetRole", "ec2:DescribeVpcs"];
  const missing = actions.map((action, at) => ({ ...aGap("role", action), reason: reasons[at]! }));
  expect(explainWhy(aJudgement({ missing }))).toBe(expected);
});

test("one denied read alone", () => {
  const missing = [{ ...aGap("role", "iam:GetRole"), reason: "denied" as const }];
  expect(explainWhy(aJudgement({ missing }))).toBe("Why is not known, because iam:GetRole is denied.");
});

test.each<[Partial<Gap>, string]>([
  [
    { reason: "denied" },
    "Unknown: its state in EC2 could not be read, because ec2:DescribeInstances is denied.",
  ],
  [
    { reason: "throttled", code: "RequestLimitExceeded" },
    "Unknown: its state in EC2 could not be read (ec2:DescribeInstances: RequestLimitExceeded).",
  ],
])("what nobody could read is unknown, and says why: %j", (changes, expected) => {
  const gap = { ...aGap("instance", "ec2:DescribeInstances"), ...changes };
  expect(
    explainWhy(aJudgement({ status: "unknown", signal: { kind: "unreadable", gap, what: "instance" } })),
  ).toBe(expected);
});

test("a reachable node needs no words, unless its channel is not known", () => {
  const reachable = (isChannelKnown: boolean) =>
    explainWhy(aJudgement({ status: "reachable", signal: { kind: "answering", isChannelKnown } }));
  expect(reachable(true)).toBeNull();
  expect(reachable(false)).toContain("session channel");
});

test.each<Signal>([
  { kind: "unregistered" },
  { kind: "lost" },
  { kind: "stale" },
  { kind: "half" },
  { kind: "absent" },
  { kind: "off", state: "stopped" },
  { kind: "gone", state: "terminated" },
])("a status without a cause is told as it is seen: $kind", (signal) => {
  expect(explainWhy(aJudgement({ signal }))).toMatch(/\.$/);
});

test("a verdict stands on what EC2 and SSM said, with the moment at which they did", () => {
  const node = aNodeView(id, {
    instance: [aDocument("instance", id)],
    "managed-node": [aDocument("managed-node", id, { pingStatus: "ConnectionLost" })],
  });
  const verdict = toVerdict(node, aJudgement({ cause, alsoBroken: [cause] }));
  expect(verdict.evidence).toMatchObject([
    { api: "ec2:DescribeInstances", value: "running", observedAt: aMoment },
    { api: "ssm:DescribeInstanceInformation", value: "ConnectionLost" },
  ]);
  expect(verdict.cause).toEqual({ ...verdict.alsoBroken[0] });
});

test("of a hybrid node EC2 is not quoted, and nobody is where nobody was heard", () => {
  const hybrid = aNodeView("mi-0123456789abcdef0", {});
  expect(toVerdict(hybrid, aJudgement({})).evidence.map(({ value }) => value)).toEqual(["no record"]);
  const gaps = [aGap("instance", "a:B"), aGap("managed-node", "a:C"), aGap("connection-status", "a:D")];
  expect(toVerdict(aNodeView(id, {}, { gaps }), aJudgement({})).evidence).toEqual([]);
});
