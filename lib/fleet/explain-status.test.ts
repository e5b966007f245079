import { expect, test } from "vitest";
import type { Node } from "../model/node.ts";
import { aNode } from "../testing/a-node.ts";
import { explainStatus } from "./explain-status.ts";

const now = Date.UTC(2026, 10, 25, 12);
const launching = { code: "instance-launching" as const, subject: { kind: "instance", id: "i-1" } };

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
])("%j is put as %s", (facts, sentence) => {
  expect(explainStatus(aNode(facts), now)).toBe(sentence);
});
