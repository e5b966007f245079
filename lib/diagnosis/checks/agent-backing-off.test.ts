import { describe, expect, test } from "vitest";
import type { ServiceSetting } from "../../model/documents/service-setting.ts";
import type { Change } from "../../model/world.ts";
import { aDocument, aGap, aMoment, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { hostManagementSettingId } from "../identity/host-management.ts";
import { findBackOff } from "../waiting.ts";
import { agentBackingOff as check } from "./agent-backing-off.ts";

const id = "i-0123456789abcdef0";
const minute = 60_000;
const backingOff = `warn agent-backing-off instance/${id} (likely)`;
const silent = aDocument("managed-node", id, {
  pingStatus: "ConnectionLost",
  lastPingAt: aMoment - 300 * minute,
});

const aNode = (parts: WorldParts = {}, around: Surroundings = {}) =>
  aNodeView(id, { instance: [aDocument("instance", id)], "managed-node": [silent], ...parts }, around);

const aChange = (changes: Partial<Change> = {}): Change => ({
  scope: "123456789012:eu-west-1",
  kind: "security-group",
  id: "sg-1",
  field: "IpPermissionsEgress",
  from: [],
  to: [{}],
  at: aMoment - 15 * minute,
  by: null,
  ...changes,
});

describe("something in its way changed", () => {
  const group = aDocument("security-group", "sg-1", { egress: [] });

  test("waits up to an hour from a change that let it through", () => {
    const around = { recentChanges: [aChange({ before: group })], wasBlocked: true };
    expect(outcomeOf(check, aNode({}, around))).toBe(backingOff);
    expect(sentenceOf(check, aNode({}, around))).toContain("sg-1 was changed");
    expect(findBackOff(aNode({}, around))?.until).toBe(aMoment + 45 * minute);
  });

  test("waits for half an hour where it was default host management that was switched on", () => {
    const switched = { kind: "service-setting", id: hostManagementSettingId } as const;
    const since = (minutes: number) => ({
      recentChanges: [aChange({ ...switched, at: aMoment - minutes * minute })],
    });
    expect(findBackOff(aNode({}, since(20)))?.until).toBe(aMoment + 10 * minute);
    expect(outcomeOf(check, aNode({}, since(31)))).toBe("pass");
  });

  test("does not wait for a change that let it through no more than before", () => {
    const around = { recentChanges: [aChange({ before: group })], wasBlocked: false };
    expect(outcomeOf(check, aNode({}, around))).toBe("pass");
  });

  test("does not wait for a change before the start, after which an agent tries at once", () => {
    const around = { recentChanges: [aChange({ before: group })], wasBlocked: true };
    const startedBefore = (minutes: number) =>
      aNode({ instance: [aDocument("instance", id, { launchedAt: aMoment - minutes * minute })] }, around);
    expect(outcomeOf(check, startedBefore(14))).toBe("pass");
    expect(outcomeOf(check, startedBefore(16))).toBe(backingOff);
  });

  test("takes a change for such a one where nobody knows what was there before", () => {
    const node = aNode({}, { recentChanges: [aChange()] });
    expect(outcomeOf(check, node)).toBe(backingOff);
    expect(sentenceOf(check, node)).toContain("may be let through only since sg-1");
  });

  test("and not one of a table that is not there, which carries nothing", () => {
    const gone = (kind: "route-table" | "vpc-endpoint") =>
      aNode({ [kind]: [] }, { recentChanges: [aChange({ kind, id: "gone-1", field: "*" })] });
    expect(outcomeOf(check, gone("route-table"))).toBe("pass");
    expect(outcomeOf(check, gone("vpc-endpoint"))).toBe(backingOff);
  });

  const standing = aDocument("instance", id, { vpcId: "vpc-1", subnetId: "subnet-node" });

  test.each([
    ["the table of another subnet", { isMain: false, subnetIds: ["subnet-other"] }, "pass"],
    ["the node's own", { isMain: false, subnetIds: ["subnet-node"] }, backingOff],
    ["that of a NAT gateway's subnet", { isMain: false, subnetIds: ["subnet-nat"] }, backingOff],
    ["the main one, which a subnet without its own uses", { isMain: true }, backingOff],
    ["one that steers what a gateway lets in", { isMain: false, gatewayIds: ["igw-1"] }, backingOff],
  ])("where routes changed, in %s", (_, changes, outcome) => {
    const parts: WorldParts = {
      instance: [standing],
      "nat-gateway": [aDocument("nat-gateway", "nat-1", { vpcId: "vpc-1", subnetId: "subnet-nat" })],
      "vpc-endpoint": [],
      "route-table": [aDocument("route-table", "rtb-1", { vpcId: "vpc-1", ...changes })],
    };
    const recentChanges = [aChange({ kind: "route-table", id: "rtb-1", field: "Routes" })];
    expect(outcomeOf(check, aNode(parts, { recentChanges }))).toBe(outcome);
  });

  test.each([
    ["ssmmessages", backingOff],
    ["ssm-incidents", "pass"],
    ["s3", "pass"],
  ])("where an endpoint changed, that of %s", (service, outcome) => {
    const serviceName = `com.amazonaws.eu-west-1.${service}`;
    const parts = { "vpc-endpoint": [aDocument("vpc-endpoint", "vpce-1", { serviceName })] };
    const recentChanges = [aChange({ kind: "vpc-endpoint", id: "vpce-1", field: "PolicyDocument" })];
    expect(outcomeOf(check, aNode(parts, { recentChanges }))).toBe(outcome);
  });
});

describe("default host management was switched on", () => {
  const setting = (changes: Partial<ServiceSetting>): WorldParts => ({
    "service-setting": [
      aDocument("service-setting", hostManagementSettingId, { value: "service-role/Managed", ...changes }),
    ],
  });
  const withSetting = (changes: Partial<ServiceSetting>) =>
    aNode({
      instance: [aDocument("instance", id, { instanceProfileArn: null })],
      ...setting(changes),
    });

  test("waits for half an hour", () => {
    expect(outcomeOf(check, withSetting({ changedAt: aMoment - 29 * minute }))).toBe(backingOff);
    expect(outcomeOf(check, withSetting({ changedAt: aMoment - 30 * minute }))).toBe("pass");
  });

  const changedAt = aMoment - 10 * minute;

  test.each(["$None", "None", null])("waits for nothing where it is off, which SSM tells by %j", (value) => {
    expect(outcomeOf(check, withSetting({ changedAt, value }))).toBe("pass");
  });

  test("waits with a profile too that leaves the agent to it, and with no other", () => {
    const parts: WorldParts = {
      ...setting({ changedAt }),
      "instance-profile": [aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node")],
      role: [aDocument("role", "arn:aws:iam::123456789012:role/node")],
    };
    expect(outcomeOf(check, aNode(parts))).toBe("pass");
    const refuses = { node: { ssm: { by: "none" } as const } };
    expect(outcomeOf(check, aNode(parts, { refuses }))).toBe(backingOff);
  });
});

describe("a profile was attached while it ran", () => {
  const attached = (since: number, launchedAt: number) =>
    aNode({
      instance: [aDocument("instance", id, { launchedAt })],
      "profile-association": [
        aDocument("profile-association", "iip-1", { instanceId: id, state: "associated", since }),
      ],
    });

  test("waits up to an hour", () => {
    expect(outcomeOf(check, attached(aMoment - 20 * minute, aMoment - 300 * minute))).toBe(backingOff);
    expect(outcomeOf(check, attached(aMoment - 60 * minute, aMoment - 300 * minute))).toBe("pass");
  });

  test("does not wait for one that was there when it was launched", () => {
    const launchedAt = aMoment - 20 * minute;
    expect(outcomeOf(check, attached(launchedAt + 1_000, launchedAt))).toBe("pass");
  });
});

test("does not apply to what is heard, launching, or not running", () => {
  const heard = { "managed-node": [aDocument("managed-node", id)] };
  expect(outcomeOf(check, aNode(heard))).toBe("not-applicable");
  const launching = { instance: [aDocument("instance", id, { launchedAt: aMoment - minute })] };
  expect(outcomeOf(check, aNode(launching))).toBe("not-applicable");
  const stopped = { instance: [aDocument("instance", id, { state: "stopped" })] };
  expect(outcomeOf(check, aNode(stopped))).toBe("does not apply");
});

test("is unknown where EC2 was not heard, and needs none of what it could only be sharper with", () => {
  const unread = (kind: "instance" | "service-setting" | "profile-association") => ({
    gaps: [aGap(kind, "a:B")],
  });
  expect(outcomeOf(check, aNodeView(id, {}, unread("instance")))).toBe("unknown a:B");
  expect(outcomeOf(check, aNode({}, unread("service-setting")))).toBe("pass");
  expect(outcomeOf(check, aNode({}, unread("profile-association")))).toBe("pass");
});
