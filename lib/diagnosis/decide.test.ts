import { describe, expect, test } from "vitest";
import type { CauseCode } from "../model/cause.ts";
import type { Instance } from "../model/documents/instance.ts";
import type { ManagedNode } from "../model/documents/managed-node.ts";
import type { HopKind } from "../model/path.ts";
import type { Obstacle, PathVerdict, Uncertainty } from "../network/path-verdict.ts";
import { aDocument, aGap, aMoment, type WorldParts } from "../testing/a-document.ts";
import { aNodeView, type Surroundings } from "../testing/a-node-view.ts";
import { decide } from "./decide.ts";
import { hostManagementSettingId } from "./identity/host-management.ts";
import { runChecks } from "./run-checks.ts";

const id = "i-0123456789abcdef0";
const minute = 60_000;
const profileArn = "arn:aws:iam::123456789012:instance-profile/node";
const roleArn = "arn:aws:iam::123456789012:role/node";

type Case = {
  instance?: Partial<Instance> | null;
  record?: Partial<ManagedNode> | null;
  channel?: "connected" | "notconnected" | null;
  parts?: WorldParts;
} & Surroundings;

/** A node with which all is well, but for what the case changes. */
function judged({ instance = {}, record = {}, channel = "connected", parts = {}, ...around }: Case = {}) {
  const given: WorldParts = {
    ...(instance && { instance: [aDocument("instance", id, instance)] }),
    ...(record && { "managed-node": [aDocument("managed-node", id, record)] }),
    ...(channel && { "connection-status": [aDocument("connection-status", id, { status: channel })] }),
    "instance-profile": [
      aDocument("instance-profile", profileArn, { roles: [{ arn: roleArn, name: "node" }] }),
    ],
    role: [aDocument("role", roleArn, { name: "node" })],
    "service-setting": [aDocument("service-setting", hostManagementSettingId, { value: "$None" })],
    ...parts,
  };
  const node = aNodeView(id, given, around);
  return decide(node, runChecks(node));
}

/** `lost decided security-group-egress-blocks sg-1`, with `until` where waiting is right. */
function verdictOf(given: Case): string {
  const { status, sure, cause, expected } = judged(given);
  const blamed = cause === null ? [] : [cause.code, cause.subject.id];
  const until = expected === null ? [] : [`until +${(expected - aMoment) / minute}m`];
  return [status, sure, ...blamed, ...until].join(" ");
}

const lost = { record: { pingStatus: "ConnectionLost", lastPingAt: aMoment - 180 * minute } } as const;
const unregistered = { record: null, channel: null } as const;
const half = { channel: "notconnected" } as const;

function obstacle(cause: CauseCode, subjectId: string, hop: HopKind, isBack = false): Obstacle {
  const subject = { kind: "security-group", id: subjectId };
  const explain = () => ({ sentence: `${subjectId} is in the way.`, evidence: [] });
  return { cause, subject, code: "ENI_SG_RULES_MISMATCH", hop, isBack, explain };
}

const groupBlocks = obstacle("security-group-egress-blocks", "sg-1", "security-group-out");
const aclBlocks = obstacle("network-acl-egress-blocks", "acl-1", "network-acl-out");
const answersBlocked = obstacle("network-acl-ingress-blocks", "acl-1", "network-acl-in", true);

function blocked(...obstacles: Obstacle[]): Partial<PathVerdict> {
  return { answer: "blocked", obstacles };
}

function everywhere(path: Partial<PathVerdict>): Surroundings {
  return { paths: { ssm: path, ssmmessages: path } };
}

const darkPath: Uncertainty = {
  because: "unprovable",
  cause: "path-unprovable",
  subject: { kind: "transit-gateway", id: "tgw-1" },
  code: "UNKNOWN_DESTINATION",
  hop: "transit-gateway",
  whoCanTell: "The owner of tgw-1.",
  explain: () => ({ sentence: "tgw-1 decides.", evidence: [] }),
};

const unreadAt = (hop: HopKind): Uncertainty => ({
  because: "gap",
  gap: aGap("security-group", "ec2:DescribeSecurityGroups"),
  hop,
});

describe("status, as the table of statuses has it", () => {
  test.each<[string, Case, string]>([
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
  ])("%s", (_, given, expected) => expect(verdictOf(given)).toBe(expected));

  test("is unknown only where the instance or SSM's record could not be read", () => {
    const unread = (kind: "instance" | "managed-node" | "role" | "instance-status") =>
      judged({ gaps: [aGap(kind, "ec2:Describe")] }).status;
    expect(unread("instance")).toBe("unknown");
    expect(unread("managed-node")).toBe("unknown");
    expect(unread("role")).toBe("reachable");
    expect(unread("instance-status")).toBe("reachable");
  });

  test("does not need SSM's record where EC2 says that the instance does not run", () => {
    const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
    expect(verdictOf({ instance: { state: "stopped" }, record: null, gaps })).toMatch(/^off decided/);
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
  test.each<[string, Case, string]>([
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
      { ...unregistered, instance: { launchedAt: aMoment - minute }, ...everywhere(blocked(groupBlocks)) },
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
  ])("%s", (_, given, expected) => expect(verdictOf(given)).toBe(expected));
});

describe("root cause", () => {
  test.each<[string, Case, string]>([
    [
      "a group on the only path",
      { ...lost, ...everywhere(blocked(groupBlocks)) },
      "lost decided security-group-egress-blocks sg-1",
    ],
    [
      "the order of hops decides",
      { ...lost, ...everywhere(blocked(groupBlocks, aclBlocks)) },
      "lost decided security-group-egress-blocks sg-1",
    ],
    [
      "forward before back",
      { ...lost, ...everywhere(blocked(aclBlocks, answersBlocked)) },
      "lost decided network-acl-egress-blocks acl-1",
    ],
    [
      "impaired status goes before the network",
      {
        ...lost,
        parts: { "instance-status": [aDocument("instance-status", id, { systemStatus: "impaired" })] },
        ...everywhere(blocked(groupBlocks)),
      },
      `lost decided instance-status-impaired ${id}`,
    ],
    [
      "metadata goes before credentials",
      {
        ...lost,
        instance: {
          instanceProfileArn: null,
          metadataOptions: {
            state: null,
            httpEndpoint: "disabled",
            httpTokens: null,
            httpPutResponseHopLimit: null,
            httpProtocolIpv6: null,
          },
        },
      },
      `lost decided metadata-disabled ${id}`,
    ],
    [
      "credentials go before the network",
      { ...unregistered, instance: { instanceProfileArn: null }, ...everywhere(blocked(groupBlocks)) },
      `unregistered decided instance-profile-missing ${id}`,
    ],
    [
      "an evaluation of policies is never proved by one fact",
      { ...lost, refuses: { node: { ssm: { by: "none" } } } },
      `lost likely role-actions-missing ${roleArn}`,
    ],
    [
      "only the message channel is cut off: that does not prove a lost heartbeat",
      { ...lost, paths: { ssmmessages: blocked(groupBlocks) } },
      "lost likely security-group-egress-blocks sg-1",
    ],
    [
      "a closed channel, cut off",
      { ...half, paths: { ssmmessages: blocked(groupBlocks) } },
      "degraded decided security-group-egress-blocks sg-1",
    ],
    [
      "a closed channel, with an agent from before it",
      { ...half, record: { agentVersion: "2.2.619.0" } },
      `degraded decided agent-outdated ${id}`,
    ],
    [
      "it answers, and something certainly blocks",
      everywhere(blocked(groupBlocks)),
      "degraded decided security-group-egress-blocks sg-1",
    ],
    [
      "it answers, over a way that nobody can prove",
      everywhere({ answer: "undecided", uncertainties: [darkPath] }),
      "reachable decided",
    ],
    [
      "it is silent, over a way that nobody can prove",
      { ...lost, ...everywhere({ answer: "undecided", uncertainties: [darkPath] }) },
      "lost undecided path-unprovable tgw-1",
    ],
    [
      "a certain blocker outweighs what cannot be proved",
      { ...lost, ...everywhere({ answer: "blocked", obstacles: [groupBlocks], uncertainties: [darkPath] }) },
      "lost decided security-group-egress-blocks sg-1",
    ],
  ])("%s", (_, given, expected) => expect(verdictOf(given)).toBe(expected));
});

describe("what was not read", () => {
  test.each<[string, Case, string]>([
    [
      "an unread layer before a certain blocker",
      { ...lost, ...everywhere(blocked(groupBlocks)), gaps: [aGap("role", "iam:GetRole")] },
      "lost likely security-group-egress-blocks sg-1",
    ],
    [
      "an unread hop before it",
      {
        ...lost,
        ...everywhere({
          answer: "blocked",
          obstacles: [aclBlocks],
          uncertainties: [unreadAt("security-group-out")],
        }),
      },
      "lost likely network-acl-egress-blocks acl-1",
    ],
    [
      "an unread hop behind it",
      {
        ...lost,
        ...everywhere({ answer: "blocked", obstacles: [groupBlocks], uncertainties: [unreadAt("route")] }),
      },
      "lost decided security-group-egress-blocks sg-1",
    ],
    [
      "nothing found, and something unread",
      { ...lost, ...everywhere({ answer: "undecided", uncertainties: [unreadAt("route")] }) },
      "lost undecided",
    ],
  ])("%s", (_, given, expected) => expect(verdictOf(given)).toBe(expected));

  test("names the reads that are missing", () => {
    const { missing } = judged({ ...lost, gaps: [aGap("role", "iam:GetRole")] });
    expect(new Set(missing.map(({ action }) => action))).toEqual(new Set(["iam:GetRole"]));
  });
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

test("what fails behind the root cause is broken besides, and the silence itself is not", () => {
  const { cause, alsoBroken } = judged({
    ...unregistered,
    instance: { instanceProfileArn: null },
    ...everywhere(blocked(groupBlocks, aclBlocks)),
  });
  expect(cause?.code).toBe("instance-profile-missing");
  expect(alsoBroken.map(({ code }) => code)).toEqual([
    "security-group-egress-blocks",
    "network-acl-egress-blocks",
  ]);
});

test("a quota that is exceeded explains a lost node with which all else is fine, and no other", () => {
  expect(verdictOf({ ...lost, managedNodeQuota: 0 })).toBe(
    "lost likely managed-node-quota 123456789012:eu-west-1",
  );
  expect(verdictOf({ managedNodeQuota: 0 })).toBe("reachable decided");
  expect(verdictOf({ ...lost, managedNodeQuota: 0, ...everywhere(blocked(groupBlocks)) })).toMatch(
    /security-group-egress-blocks/,
  );
});
