import { describe, expect, test } from "vitest";
import { aDocument, aGap } from "../testing/a-document.ts";
import {
  aJudgement,
  half,
  type JudgedCase,
  judgedId,
  judgedRoleArn,
  judgementOf,
  lost,
  unregistered,
} from "../testing/a-judgement.ts";
import { anObstacle, blockedBy, everyPath, unprovableAt, unreadAt } from "../testing/an-obstacle.ts";

const id = judgedId;
const groupBlocks = anObstacle("security-group-egress-blocks", "sg-1", "security-group-out");
const aclBlocks = anObstacle("network-acl-egress-blocks", "acl-1", "network-acl-out");
const answersBlocked = anObstacle("network-acl-ingress-blocks", "acl-1", "network-acl-in", { isBack: true });
const darkPath = unprovableAt("transit-gateway", "path-unprovable", "tgw-1");

describe("root cause", () => {
  test.each<[string, JudgedCase, string]>([
    [
      "a group on the only path",
      { ...lost, ...everyPath(blockedBy(groupBlocks)) },
      "lost decided security-group-egress-blocks sg-1",
    ],
    [
      "the order of hops decides",
      { ...lost, ...everyPath(blockedBy(groupBlocks, aclBlocks)) },
      "lost decided security-group-egress-blocks sg-1",
    ],
    [
      "forward before back",
      { ...lost, ...everyPath(blockedBy(aclBlocks, answersBlocked)) },
      "lost decided network-acl-egress-blocks acl-1",
    ],
    [
      "impaired status goes before the network",
      {
        ...lost,
        parts: { "instance-status": [aDocument("instance-status", id, { systemStatus: "impaired" })] },
        ...everyPath(blockedBy(groupBlocks)),
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
      { ...unregistered, instance: { instanceProfileArn: null }, ...everyPath(blockedBy(groupBlocks)) },
      `unregistered decided instance-profile-missing ${id}`,
    ],
    [
      "an evaluation of policies is never proved by one fact",
      { ...lost, refuses: { node: { ssm: { by: "none" } } } },
      `lost likely role-actions-missing ${judgedRoleArn}`,
    ],
    [
      "only the message channel is cut off: that does not prove a lost heartbeat",
      { ...lost, paths: { ssmmessages: blockedBy(groupBlocks) } },
      "lost likely security-group-egress-blocks sg-1",
    ],
    [
      "a closed channel, cut off",
      { ...half, paths: { ssmmessages: blockedBy(groupBlocks) } },
      "degraded decided security-group-egress-blocks sg-1",
    ],
    [
      "a closed channel, with an agent from before it",
      { ...half, record: { agentVersion: "2.2.619.0" } },
      `degraded decided agent-outdated ${id}`,
    ],
    [
      "it answers, and something certainly blocks",
      everyPath(blockedBy(groupBlocks)),
      "degraded decided security-group-egress-blocks sg-1",
    ],
    [
      "it answers, over a way that nobody can prove",
      everyPath({ answer: "undecided", uncertainties: [darkPath] }),
      "reachable decided",
    ],
    [
      "it is silent, over a way that nobody can prove",
      { ...lost, ...everyPath({ answer: "undecided", uncertainties: [darkPath] }) },
      "lost undecided path-unprovable tgw-1",
    ],
    [
      "a certain blocker outweighs what cannot be proved",
      { ...lost, ...everyPath({ answer: "blocked", obstacles: [groupBlocks], uncertainties: [darkPath] }) },
      "lost decided security-group-egress-blocks sg-1",
    ],
  ])("%s", (_, given, expected) => expect(judgementOf(given)).toBe(expected));
});

describe("what was not read", () => {
  test.each<[string, JudgedCase, string]>([
    [
      "an unread layer before a certain blocker",
      { ...lost, ...everyPath(blockedBy(groupBlocks)), gaps: [aGap("role", "iam:GetRole")] },
      "lost likely security-group-egress-blocks sg-1",
    ],
    [
      "an unread hop before it",
      {
        ...lost,
        ...everyPath({
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
        ...everyPath({ answer: "blocked", obstacles: [groupBlocks], uncertainties: [unreadAt("route")] }),
      },
      "lost decided security-group-egress-blocks sg-1",
    ],
    [
      "nothing found, and something unread",
      { ...lost, ...everyPath({ answer: "undecided", uncertainties: [unreadAt("route")] }) },
      "lost undecided",
    ],
  ])("%s", (_, given, expected) => expect(judgementOf(given)).toBe(expected));

  test("names the reads that are missing", () => {
    const { missing } = aJudgement({ ...lost, gaps: [aGap("role", "iam:GetRole")] });
    expect(new Set(missing.map(({ action }) => action))).toEqual(new Set(["iam:GetRole"]));
  });
});

test("what fails behind the root cause is broken besides, and the silence itself is not", () => {
  const { cause, alsoBroken } = aJudgement({
    ...unregistered,
    instance: { instanceProfileArn: null },
    ...everyPath(blockedBy(groupBlocks, aclBlocks)),
  });
  expect(cause?.code).toBe("instance-profile-missing");
  expect(alsoBroken.map(({ code }) => code)).toEqual([
    "security-group-egress-blocks",
    "network-acl-egress-blocks",
  ]);
});

test("a quota that is exceeded explains a lost node with which all else is fine, and no other", () => {
  expect(judgementOf({ ...lost, managedNodeQuota: 0 })).toBe(
    "lost likely managed-node-quota 123456789012:eu-west-1",
  );
  expect(judgementOf({ managedNodeQuota: 0 })).toBe("reachable decided");
  expect(judgementOf({ ...lost, managedNodeQuota: 0, ...everyPath(blockedBy(groupBlocks)) })).toMatch(
    /security-group-egress-blocks/,
  );
});
