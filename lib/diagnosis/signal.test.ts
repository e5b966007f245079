import { describe, expect, test } from "vitest";
import type { ManagedNode } from "../model/documents/managed-node.ts";
import { aDocument, aGap, aMoment } from "../testing/a-document.ts";
import {
  aJudgement,
  type JudgedCase,
  judgedId,
  judgementOf,
  lost,
  unregistered,
} from "../testing/a-judgement.ts";
import { aNodeView } from "../testing/a-node-view.ts";
import { anObstacle, blockedBy, everyPath } from "../testing/an-obstacle.ts";
import { decide } from "./decide.ts";
import { runChecks } from "./run-checks.ts";

const id = judgedId;
const minute = 60_000;
const groupBlocks = anObstacle("security-group-egress-blocks", "sg-1", "security-group-out");

describe("status, as the table of statuses has it", () => {
  test.each<[string, JudgedCase, string]>([
    ["online, fresh, channel open", {}, "reachable decided"],
    ["online, fresh, channel not asked for", { channel: null }, "reachable likely"],
    ["stopped", { instance: { state: "stopped" }, ...lost }, `off decided instance-stopped ${id}`],
    ["stopping", { instance: { state: "stopping" } }, `off decided instance-stopped ${id}`],
    ["being terminated", { instance: { state: "shutting-down" } }, `gone decided instance-terminated ${id}`],
    ["terminated", { instance: { state: "terminated" } }, `gone decided instance-terminated ${id}`],
    ["a record of what EC2 does not know", { instance: null }, `gone decided instance-not-found ${id}`],
    [
      "a ping of 16 minutes",
      { record: { lastPingAt: aMoment - 16 * minute } },
      `degraded likely agent-silent ${id}`,
    ],
    ["a ping of 15 minutes", { record: { lastPingAt: aMoment - 15 * minute } }, "reachable decided"],
    ["ConnectionLost", lost, `lost likely agent-silent ${id}`],
    ["Inactive", { record: { pingStatus: "Inactive" } }, `lost likely agent-silent ${id}`],
    ["running without a record", unregistered, `unregistered likely agent-never-registered ${id}`],
  ])("%s", (_, given, expected) => expect(judgementOf(given)).toBe(expected));

  test("is unknown only where the instance or SSM's record could not be read", () => {
    const unread = (kind: "instance" | "managed-node" | "role" | "instance-status") =>
      aJudgement({ gaps: [aGap(kind, "ec2:Describe")] }).status;
    expect(unread("instance")).toBe("unknown");
    expect(unread("managed-node")).toBe("unknown");
    expect(unread("role")).toBe("reachable");
    expect(unread("instance-status")).toBe("reachable");
  });

  test("does not need SSM's record where EC2 says that the instance does not run", () => {
    const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
    expect(judgementOf({ instance: { state: "stopped" }, record: null, gaps })).toMatch(/^off decided/);
  });

  test("a record that could not be read again ages without turning anyone amber", () => {
    const observedAt = aMoment - 50 * minute;
    const record = aDocument("managed-node", id, { lastPingAt: observedAt - 4 * minute });
    const node = aNodeView(id, { instance: [aDocument("instance", id)], "managed-node": [record] });
    Object.assign(node.snapshot, { observedAt: () => observedAt });
    expect(decide(node, []).status).toBe("reachable");
  });
});

describe("time", () => {
  test.each<[string, JudgedCase, string]>([
    [
      "launched a minute ago",
      { ...unregistered, instance: { launchedAt: aMoment - minute } },
      `unregistered decided instance-launching ${id} until +4m`,
    ],
    [
      "pending",
      { ...unregistered, instance: { state: "pending", launchedAt: aMoment - 10 * 1000 } },
      `unregistered decided instance-launching ${id} until +4.833333333333333m`,
    ],
    [
      "a certain blocker beats it",
      { ...unregistered, instance: { launchedAt: aMoment - minute }, ...everyPath(blockedBy(groupBlocks)) },
      "unregistered decided security-group-egress-blocks sg-1",
    ],
    [
      "an evaluated one does not",
      {
        ...unregistered,
        instance: { launchedAt: aMoment - minute },
        refuses: { node: { ssm: { by: "none" } } },
      },
      `unregistered decided instance-launching ${id} until +4m`,
    ],
    [
      "started moments ago, with a record from before",
      { ...lost, instance: { launchedAt: aMoment - minute } },
      `lost decided instance-launching ${id} until +4m`,
    ],
    [
      "five minutes are over",
      { ...unregistered, instance: { launchedAt: aMoment - 5 * minute } },
      `unregistered likely agent-never-registered ${id}`,
    ],
  ])("%s", (_, given, expected) => expect(judgementOf(given)).toBe(expected));
});

describe("a hybrid node has only SSM's word", () => {
  const hybridId = "mi-0123456789abcdef0";

  function ofHybrid(
    record: Partial<ManagedNode> | null,
    channel: "connected" | "notconnected" | null = null,
  ) {
    const node = aNodeView(hybridId, {
      ...(record && { "managed-node": [aDocument("managed-node", hybridId, record)] }),
      ...(channel && {
        "connection-status": [aDocument("connection-status", hybridId, { status: channel })],
      }),
      activation: [],
    });
    const { status, sure, cause } = decide(node, runChecks(node));
    return [status, sure, ...(cause === null ? [] : [cause.code, cause.subject.kind])].join(" ");
  }

  test.each<[string, Parameters<typeof ofHybrid>, string]>([
    ["online with an open channel", [{}, "connected"], "reachable decided"],
    ["online, its channel not asked for", [{}], "reachable likely"],
    [
      "online with a closed channel",
      [{}, "notconnected"],
      "degraded likely session-channel-closed managed-node",
    ],
    ["lost", [{ pingStatus: "ConnectionLost" }], "lost likely hybrid-node-silent managed-node"],
    [
      "online with an old ping",
      [{ lastPingAt: aMoment - 20 * minute }],
      "degraded likely hybrid-node-silent managed-node",
    ],
    ["named, and not there", [null], "gone decided instance-not-found managed-node"],
  ])("%s", (_, [record, channel], expected) => expect(ofHybrid(record, channel)).toBe(expected));
});
