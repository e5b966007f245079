import { expect, test } from "vitest";
import type { CauseCode } from "../model/cause.ts";
import type { Certainty, Status } from "../model/status.ts";
import { type JudgedNode, shareCauses } from "./causes.ts";
import { certain } from "./finding.ts";

const roleArn = "arn:aws:iam::123456789012:role/node";

type Told = {
  code: CauseCode;
  subject: string;
  sure?: Certainty;
  status?: Status;
  since?: number;
  region?: string;
};

function aJudged(
  id: string,
  { code, subject, sure = "decided", status = "lost", since, region }: Told,
): JudgedNode {
  const explain = () => ({ sentence: `${subject} is in the way of ${id}.`, evidence: [] });
  return {
    scope: `123456789012:${region ?? "eu-west-1"}`,
    id,
    since: since ?? null,
    judgement: {
      ...{ status, sure, expected: null, alsoBroken: [], missing: [], signal: { kind: "lost" } },
      cause: certain(code, { kind: "security-group", id: subject }, explain),
    },
  };
}

const group = { code: "security-group-egress-blocks", subject: "sg-1" } as const;

test("nodes with the same code and subject share a cause, whatever order they came in", () => {
  const nodes = [
    aJudged("i-1", { ...group, since: 20 }),
    aJudged("i-2", { ...group, since: 10, sure: "likely" }),
    aJudged("i-3", { ...group, status: "unregistered" }),
    aJudged("i-4", { ...group, subject: "sg-2" }),
  ];
  const causes = shareCauses(nodes);
  expect(causes).toMatchObject([
    {
      ...{ code: group.code, subjectKey: "123456789012:eu-west-1:sg-1", sure: "likely", since: 10 },
      statuses: { lost: 2, unregistered: 1 },
      nodes: [{ id: "i-1" }, { id: "i-2" }, { id: "i-3" }],
    },
    { subject: { id: "sg-2" }, nodes: [{ id: "i-4" }] },
  ]);
  expect(shareCauses(nodes.toReversed())).toEqual(causes);
});

test("the same group id in two Regions is two causes, and a role is one", () => {
  const role = { code: "role-trust-wrong", subject: roleArn } as const;
  const causes = shareCauses([
    aJudged("i-1", group),
    aJudged("i-2", { ...group, region: "us-east-1" }),
    aJudged("i-3", role),
    aJudged("i-4", { ...role, region: "us-east-1" }),
  ]);
  expect(causes.map(({ code, nodes }) => [code, nodes.length])).toEqual([
    ["role-trust-wrong", 2],
    ["security-group-egress-blocks", 1],
    ["security-group-egress-blocks", 1],
  ]);
});

test("nodes of several scopes share what stands in one of them", () => {
  const owner = "210987654321:eu-west-1" as const;
  const participant = aJudged("i-1", group);
  const { code, subject, explain } = participant.judgement.cause!;
  const blamed = certain(code, { ...subject, scope: owner }, explain);
  const [shared, ...others] = shareCauses([
    { ...participant, judgement: { ...participant.judgement, cause: blamed } },
    { ...aJudged("i-2", group), scope: owner },
  ]);
  expect(others).toEqual([]);
  expect(shared).toMatchObject({
    subjectKey: `${owner}:sg-1`,
    nodes: [
      { scope: "123456789012:eu-west-1", id: "i-1" },
      { scope: owner, id: "i-2" },
    ],
  });
});

test("a node without a cause is in none", () => {
  const node = aJudged("i-1", group);
  expect(shareCauses([{ ...node, judgement: { ...node.judgement, cause: null } }])).toEqual([]);
});
