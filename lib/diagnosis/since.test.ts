import { describe, expect, test } from "vitest";
import type { CauseCode } from "../model/cause.ts";
import type { Change } from "../model/world.ts";
import { aDocument, aMoment } from "../testing/a-document.ts";
import { aNodeView } from "../testing/a-node-view.ts";
import { anObstacle, blockedBy, everyPath } from "../testing/an-obstacle.ts";
import { certain } from "./finding.ts";
import type { Signal } from "./signal.ts";
import { beginningOf } from "./since.ts";

const id = "i-0123456789abcdef0";
const hour = 60 * 60_000;
const lastPingAt = aMoment - 3 * hour;

const aChange = (changes: Partial<Change>): Change => ({
  ...{ scope: "123456789012:eu-west-1", kind: "security-group", id: "sg-1", field: "IpPermissionsEgress" },
  ...{ from: [{}], to: [], at: lastPingAt - 60_000, by: null },
  ...changes,
});

function since(
  code: CauseCode,
  [kind, subjectId]: [string, string],
  changes: Change[],
  signal: Signal["kind"] = "lost",
  heldUntil = Number.POSITIVE_INFINITY,
) {
  const node = aNodeView(
    id,
    {
      instance: [aDocument("instance", id)],
      "managed-node": [aDocument("managed-node", id, { pingStatus: "ConnectionLost", lastPingAt })],
      "instance-status": [aDocument("instance-status", id, { impairedSince: aMoment - hour })],
    },
    {
      ...{ changes, blockersBefore: (at: number) => (at < heldUntil ? [] : [cause]) },
      ...everyPath(blockedBy(anObstacle("endpoint-missing", "vpc-1", "name"))),
    },
  );
  const cause = certain(code, { kind, id: subjectId }, () => ({ sentence: "", evidence: [] }));
  return beginningOf(node, cause, { kind: signal } as Signal)?.at ?? null;
}

const group: [string, string] = ["security-group", "sg-1"];

test("is the last change of what is to blame", () => {
  const changes = [aChange({}), aChange({ at: lastPingAt - hour })];
  expect(since("security-group-egress-blocks", group, changes)).toBe(lastPingAt - 60_000);
});

test("is not told without history, nor by another document, nor by what decides nothing", () => {
  expect(since("security-group-egress-blocks", group, [])).toBeNull();
  expect(since("security-group-egress-blocks", group, [aChange({ id: "sg-2" })])).toBeNull();
  expect(since("security-group-egress-blocks", group, [aChange({ field: "Tags" })])).toBeNull();
  expect(since("security-group-egress-blocks", group, [aChange({ field: "IpPermissions" })])).toBeNull();
});

test("a node that was lost before was not lost by that", () => {
  const changes = [aChange({ at: aMoment - hour }), aChange({ at: lastPingAt + 10 * 60_000 })];
  expect(since("security-group-egress-blocks", group, changes)).toBe(lastPingAt + 10 * 60_000);
  expect(since("security-group-egress-blocks", group, changes, "half")).toBe(aMoment - hour);
});

test("what an instance's record did is no reason of what the instance is", () => {
  const ping = aChange({ kind: "managed-node", id, field: "PingStatus" });
  const profile = aChange({ kind: "instance", id, field: "IamInstanceProfile", at: lastPingAt - hour });
  expect(since("instance-profile-missing", ["instance", id], [ping, profile])).toBe(lastPingAt - hour);
  expect(since("metadata-disabled", ["instance", id], [ping, profile])).toBeNull();
});

test("a change before which it was blocked already is not where it began", () => {
  const before = aDocument("security-group", "sg-1");
  const later = aChange({ before });
  const first = aChange({ before, at: lastPingAt - hour });
  const held = lastPingAt - hour / 2;
  expect(since("security-group-egress-blocks", group, [later, first], "lost", held)).toBe(first.at);
});

test("what is changed all the time tells no beginning", () => {
  const before = aDocument("security-group", "sg-1");
  const changes = Array.from({ length: 11 }, (_, index) => aChange({ before, at: lastPingAt - index }));
  const told = (heldUntil: number) =>
    since("security-group-egress-blocks", group, changes, "lost", heldUntil);
  expect(told(lastPingAt - 8)).toBe(lastPingAt - 9);
  expect(told(lastPingAt - 9)).toBeNull();
});

test("a group that blocks does so since it was put on, as does what blocks a whole Region", () => {
  const put = aChange({ kind: "instance", id, field: "SecurityGroups", to: [{ GroupId: "sg-1" }] });
  expect(since("security-group-egress-blocks", group, [put])).toBe(put.at);
  expect(since("security-group-egress-blocks", ["security-group", "sg-2"], [put])).toBeNull();
  const blocked = aChange({
    kind: "block-public-access",
    id: "eu-west-1",
    field: "InternetGatewayBlockMode",
  });
  expect(since("public-access-blocked", ["vpc", "vpc-1"], [blocked])).toBe(blocked.at);
});

test("an endpoint that was deleted tells since when the VPC lacks one", () => {
  const gone = aChange({
    kind: "vpc-endpoint",
    id: "vpce-1",
    field: "*",
    to: null,
    before: aDocument("vpc-endpoint", "vpce-1"),
  });
  expect(since("endpoint-missing", ["vpc", "vpc-1"], [gone])).toBe(gone.at);
  expect(since("endpoint-missing", ["vpc", "vpc-2"], [gone])).toBeNull();
});

describe("an endpoint that was deleted before anybody described it", () => {
  const endpoint = { kind: "vpc-endpoint", id: "vpce-1", field: "*" } as const;
  const gone = aChange({ ...endpoint, from: undefined, to: null });
  const created = (VpcId: string, service: string) =>
    aChange({
      ...{ ...endpoint, at: gone.at - hour, from: null },
      to: { VpcId, ServiceName: `com.amazonaws.eu-west-1.${service}` },
    });

  test("tells nothing, as it may have been any VPC's", () => {
    expect(since("endpoint-missing", ["vpc", "vpc-1"], [gone])).toBeNull();
  });

  test("tells it where its creation named the VPC and a service that is missing there", () => {
    expect(since("endpoint-missing", ["vpc", "vpc-1"], [gone, created("vpc-1", "ssm")])).toBe(gone.at);
    expect(since("endpoint-missing", ["vpc", "vpc-1"], [gone, created("vpc-2", "ssm")])).toBeNull();
    expect(since("endpoint-missing", ["vpc", "vpc-1"], [gone, created("vpc-1", "kms")])).toBeNull();
  });
});

test("EC2 tells since when it is stopped, and CloudTrail by whom", () => {
  const stateTransitionReason = "User initiated (2026-10-30 08:00:00 GMT)";
  const node = (changes: Change[]) =>
    aNodeView(
      id,
      { instance: [aDocument("instance", id, { state: "stopped", stateTransitionReason })] },
      { changes },
    );
  const cause = certain("instance-stopped", { kind: "instance", id }, () => ({ sentence: "", evidence: [] }));
  const off = { kind: "off", state: "stopped" } as Signal;
  const at = Date.UTC(2026, 9, 30, 8);
  expect(beginningOf(node([]), cause, off)).toEqual({ at, change: null });
  const stopped = aChange({ kind: "instance", id, field: "State", at, event: "StopInstances" });
  expect(beginningOf(node([stopped]), cause, off)).toEqual({ at, change: stopped });
});

test("EC2 tells since when it is impaired; of the host nobody tells", () => {
  expect(since("instance-status-impaired", ["instance", id], [])).toBe(aMoment - hour);
  const changed = aChange({ kind: "instance", id, field: "SecurityGroups" });
  expect(since("agent-silent", ["instance", id], [changed])).toBeNull();
});
