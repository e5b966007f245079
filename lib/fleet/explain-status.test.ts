import { expect, test } from "vitest";
import type { Node } from "../model/node.ts";
import { aNode } from "../testing/a-node.ts";
import { explainStatus } from "./explain-status.ts";

const now = Date.UTC(2026, 10, 25, 12);
const launching = { code: "instance-launching" as const, subject: { kind: "instance", id: "i-1" } };
const blocked = {
  code: "security-group-egress-blocks" as const,
  subject: { kind: "security-group", id: "sg-1" },
};
const lets = "Security group sg-1 lets nothing out to ssm on port 443.";

test.each<[Partial<Node>, string]>([
  [{}, "SSM reaches api-1."],
  [{ name: null }, "SSM reaches i-0123456789abcdef0."],
  [{ status: "degraded" }, "SSM reaches api-1 only in part."],
  [{ status: "lost", lastPingAt: now - 3 * 3_600_000 }, "SSM lost api-1 3 hours ago."],
  [{ status: "lost", lastPingAt: null }, "SSM lost api-1."],
  [{ status: "unregistered" }, "api-1 is running, and SSM has no record of it."],
  [{ status: "unregistered", cause: launching }, "api-1 was started moments ago and is not registered yet."],
  [{ status: "off", state: "stopped" }, "api-1 is stopped: it is not expected to answer."],
  [{ status: "off", state: "stopping" }, "api-1 is stopping."],
  [{ status: "gone", state: "terminated" }, "api-1 was terminated."],
  [{ status: "gone", state: null }, "api-1 does not exist in this account and Region any more."],
  [{ status: "unknown" }, "Whether SSM reaches api-1 could not be read."],
  [
    { status: "lost", lastPingAt: now - 3 * 3_600_000, cause: blocked, why: lets, certainty: "decided" },
    "SSM lost api-1 3 hours ago, because security group sg-1 lets nothing out to ssm on port 443.",
  ],
  [
    { status: "unregistered", cause: blocked, why: lets, certainty: "likely" },
    "api-1 is running, and SSM has no record of it, most likely because security group sg-1 lets nothing out to ssm on port 443.",
  ],
  [
    { status: "degraded", cause: blocked, why: "SSM refuses it.", certainty: "decided" },
    "SSM reaches api-1 only in part, because SSM refuses it.",
  ],
  [
    {
      status: "degraded",
      cause: blocked,
      why: "A policy of the organization denies it.",
      certainty: "likely",
    },
    "SSM reaches api-1 only in part, most likely because a policy of the organization denies it.",
  ],
  [
    { status: "degraded", cause: blocked, why: "Systems Manager refuses it.", certainty: "decided" },
    "SSM reaches api-1 only in part, because Systems Manager refuses it.",
  ],
  [
    {
      status: "lost",
      lastPingAt: null,
      cause: { code: "instance-status-impaired", subject: { kind: "instance", id: "i-0123456789abcdef0" } },
      why: "i-0123456789abcdef0 fails its status checks.",
      certainty: "decided",
    },
    "SSM lost api-1, because it fails its status checks.",
  ],
  [
    {
      status: "lost",
      lastPingAt: null,
      cause: { code: "agent-silent", subject: { kind: "instance", id: "i-0123456789abcdef0" } },
      why: "i-0123456789abcdef0 is silent, though nothing that was read in AWS keeps its agent out.",
      certainty: "likely",
    },
    "SSM lost api-1; it is silent, though nothing that was read in AWS keeps its agent out.",
  ],
  [
    {
      status: "lost",
      lastPingAt: null,
      cause: { code: "path-unprovable", subject: { kind: "transit-gateway", id: "tgw-1" } },
      why: "Transit gateway tgw-1 carries it on.",
      certainty: "undecided",
    },
    "SSM lost api-1; why cannot be decided: transit gateway tgw-1 carries it on.",
  ],
  [
    {
      status: "gone",
      state: null,
      cause: { code: "instance-in-other-scope", subject: { kind: "instance", id: "i-1" } },
      why: "i-1 stands in 123456789012:eu-west-2.",
    },
    "i-1 stands in 123456789012:eu-west-2.",
  ],
  [
    {
      status: "gone",
      state: null,
      cause: { code: "instance-terminated", subject: { kind: "instance", id: "i-1" } },
      why: "i-1 was terminated in 123456789012:eu-west-2.",
    },
    "i-1 was terminated in 123456789012:eu-west-2.",
  ],
])("%j is put as %s", (facts, sentence) => {
  expect(explainStatus(aNode(facts), now)).toBe(sentence);
});
