import { describe, expect, test } from "vitest";
import { scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Change } from "../model/world.ts";
import { nodeId } from "../testing/a-bundle.ts";
import { aDocument, aMoment, aScope, aSnapshot } from "../testing/a-document.ts";
import { anAccount } from "../testing/an-account.ts";
import { createDiagnosis } from "./diagnose.ts";
import { findRecentChanges, undoChanges } from "./recent-changes.ts";

const id = "i-0123456789abcdef0";
const minute = 60_000;
const group = aDocument("security-group", "sg-1");

const aChange = (changes: Partial<Change>): Change => ({
  ...{ scope: "123456789012:eu-west-1", kind: "security-group", id: "sg-1", field: "IpPermissionsEgress" },
  ...{ from: [], to: [{}], at: aMoment - 15 * minute, by: null },
  ...changes,
});

describe("recent changes", () => {
  const snapshot = aSnapshot({ instance: [aDocument("instance", id)], "security-group": [group] });
  const found = (...changes: Change[]) => findRecentChanges(snapshot, changes).get(id) ?? [];

  test("are those of the last hour, to what the node hangs on, the newest first", () => {
    const older = aChange({ at: aMoment - 50 * minute });
    const newer = aChange({ at: aMoment - 10 * minute });
    expect(found(older, newer)).toEqual([newer, older]);
    expect(found(aChange({ at: aMoment - 60 * minute }))).toEqual([]);
    expect(found(aChange({ at: aMoment + minute }))).toEqual([]);
    expect(found(aChange({ id: "sg-2" }))).toEqual([]);
    expect(found(aChange({ field: "Tags" }))).toEqual([]);
  });

  test("are none of what a group lets in, unless an endpoint carries it", () => {
    const change = aChange({ field: "IpPermissions" });
    expect(found(change)).toEqual([]);
    const endpoint = aDocument("vpc-endpoint", "vpce-1", { securityGroupIds: ["sg-1"] });
    const within = snapshot.patched({ "vpc-endpoint": { put: [endpoint], remove: [] } });
    expect(findRecentChanges(within, [change]).get(id)).toEqual([change]);
  });

  test("are not crowded out by what changes in a neighbour and concerns nobody here", () => {
    const there = { ...aScope, account: "999999999999" };
    const neighbour = aSnapshot({ vpc: [aDocument("vpc", "vpc-9")] }, { scope: there });
    const theirs = Array.from({ length: 100 }, (_, index) =>
      aChange({
        ...{ scope: scopeKey(there), kind: "route-table", id: "rtb-9", field: "Routes", at: aMoment - index },
        before: aDocument("route-table", "rtb-9", { vpcId: "vpc-9" }),
      }),
    );
    const own = aChange({});
    const neighbours = new Map([[scopeKey(there), neighbour]]);
    expect(findRecentChanges(snapshot, [...theirs, own], neighbours).get(id)).toEqual([own]);
  });

  test("are the newest where everything changes all the time", () => {
    const all = Array.from({ length: 100 }, (_, index) => aChange({ at: aMoment - index * 1_000 }));
    expect(found(...all)).toEqual(all.slice(0, 40));
  });
});

describe("what is undone", () => {
  const shut = { ...group, egress: [] };
  const snapshot = aSnapshot({ "security-group": [group, aDocument("security-group", "sg-new")] });

  test("is what changed since, back to what was there before the first of it", () => {
    const first = aChange({ at: aMoment - 40 * minute, before: shut });
    const second = aChange({ at: aMoment - 20 * minute, before: group });
    const egressBefore = (since: number) =>
      undoChanges(snapshot, [second, first], since).snapshot.get("security-group", "sg-1")?.egress;
    expect(egressBefore(aMoment - 40 * minute)).toEqual([]);
    expect(egressBefore(aMoment - 20 * minute)).toEqual(group.egress);
  });

  test("takes away what came, and leaves alone what nobody knows", () => {
    const came = aChange({ id: "sg-new", field: "*", before: null });
    const untold = aChange({});
    const { snapshot: past, undone } = undoChanges(snapshot, [came, untold], 0);
    expect(past.get("security-group", "sg-new")).toBeUndefined();
    expect(past.get("security-group", "sg-1")).toEqual(group);
    expect(undone.map((each) => each.id)).toEqual(["sg-new"]);
  });
});

describe("an agent that was let through again", () => {
  const judge = (snapshot: Snapshot, change: Partial<Change>) => {
    const told = aChange({ id: "sg-node", at: snapshot.at - 20 * minute, ...change });
    const world = { snapshots: new Map([[told.scope, snapshot]]), changes: [told] };
    const { cause, expected } = createDiagnosis(world).judgeNode(told.scope, nodeId);
    return [cause?.code, expected === null ? null : (expected - snapshot.at) / minute];
  };

  test("backs off from what had blocked it, until its next try", async () => {
    const account = await anAccount("nat");
    const before = { ...account.get("security-group", "sg-node")!, egress: [] };
    expect(judge(account, { before })).toEqual(["agent-backing-off", 40]);
  });

  test("does not back off from a change that opened nothing", async () => {
    const account = await anAccount("nat");
    const before = { ...account.get("security-group", "sg-node")!, description: "as it was" };
    expect(judge(account, { before })).toEqual(["agent-silent", null]);
  });

  test("does not back off from what is blocked still", async () => {
    const account = await anAccount("isolated");
    const before = { ...account.get("security-group", "sg-node")!, egress: [] };
    expect(judge(account, { before })[0]).toBe("endpoint-missing");
  });
});
