import { expect, test } from "vitest";
import type { Judgement } from "../diagnosis/decide.ts";
import { certain, likely } from "../diagnosis/finding.ts";
import type { Conclusion } from "../model/node.ts";
import { awaitedGap } from "./awaited.ts";
import { concludeSoFar, stillStands } from "./conclude-so-far.ts";

const subject = { kind: "security-group", id: "sg-1" };
const words = () => ({ sentence: "sg-1 lets nothing out.", evidence: [] });
const blocks = certain("security-group-egress-blocks", subject, words);
const awaited = awaitedGap("123456789012:eu-west-1", "route-table");
const denied = { ...awaited, reason: "denied" as const };

function judged(facts: Partial<Judgement>): Judgement {
  return {
    ...{ status: "lost", sure: "decided", cause: null, alsoBroken: [], expected: null, missing: [] },
    signal: { kind: "lost" },
    ...facts,
  };
}

function said(facts: Partial<Conclusion>): Conclusion {
  return {
    ...{
      status: "lost",
      certainty: "decided",
      why: null,
      cause: null,
      awaitsCause: false,
      expectedUntil: null,
    },
    ...facts,
  };
}

const answering = { status: "reachable", signal: { kind: "answering", isChannelKnown: true } } as const;

test.each<[string, Partial<Judgement>, Partial<Conclusion>]>([
  ["a decided cause is one, whatever comes", { cause: blocks }, { cause: { code: blocks.code, subject } }],
  [
    "a likely one may be no cause",
    { cause: { ...blocks }, sure: "likely" },
    { cause: null, awaitsCause: true },
  ],
  [
    "what simulation finds is likely",
    { cause: likely("agent-silent", subject, words), sure: "likely" },
    { awaitsCause: true },
  ],
  [
    "what is awaited leaves why open",
    { sure: "undecided", missing: [denied, awaited] },
    { awaitsCause: true },
  ],
  [
    "what is denied is told as that",
    { sure: "undecided", missing: [denied] },
    { awaitsCause: false, why: "Why is not known, because ec2:DescribeRouteTables is denied." },
  ],
  [
    "a record that is awaited is unknown for now",
    {
      status: "unknown",
      sure: "undecided",
      missing: [awaited],
      signal: { kind: "unreadable", gap: awaited, what: "registration" },
    },
    { status: "unknown", awaitsCause: true, why: "Unknown: its record in SSM has yet to be read." },
  ],
  [
    "one that answers again may yet be degraded",
    answering,
    {
      status: "reachable",
      awaitsCause: true,
      why: "It answers; whether all of it works has yet to be read.",
    },
  ],
])("%s", (_, judgement, expected) => {
  expect(concludeSoFar(judged(judgement), said({}))).toMatchObject(expected);
});

test("one that answered and does so still is called nothing else meanwhile", () => {
  const held = said({ status: "reachable", certainty: "likely" });
  expect(concludeSoFar(judged(answering), held)).toBe(held);
});

test.each<[boolean, Partial<Conclusion>]>([
  [true, { cause: { code: blocks.code, subject } }],
  [false, { cause: { code: blocks.code, subject: { ...subject, id: "sg-2" } } }],
  [false, { cause: null }],
  [false, { cause: { code: blocks.code, subject }, status: "degraded" }],
  [false, { cause: { code: blocks.code, subject }, awaitsCause: true }],
])(
  "a row stands still only where status, cause and subject are the same and it awaits nothing (%s)",
  (stands, held) => {
    expect(stillStands(said(held), judged({ cause: blocks }))).toBe(stands);
  },
);
