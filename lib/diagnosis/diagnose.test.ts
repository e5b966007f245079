import { describe, expect, test } from "vitest";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import { Snapshot, type SnapshotPatch } from "../model/snapshot.ts";
import type { ChangedDocument } from "../network/network.ts";
import { aDocument, aScope, aSnapshot, type WorldParts } from "../testing/a-document.ts";
import { allow, aRole, deny, onlyIf } from "../testing/a-role.ts";
import { anEstate } from "../testing/an-estate.ts";
import type { Judgement } from "./decide.ts";
import { createDiagnosis } from "./diagnose.ts";

const here = scopeKey(aScope);
const ireland: Scope = { ...aScope, region: "eu-central-1" };
const there = scopeKey(ireland);
const [own, named] = ["i-0123456789abcdef0", "i-0123456789abcdef1"] as const;

const naming = (id: string) => [
  aDocument("association", "assoc-1", { name: "nightly", targets: [{ key: "InstanceIds", values: [id] }] }),
];

function aWorld(parts: WorldParts, others: readonly [ScopeKey, Snapshot][] = []) {
  return { snapshots: new Map([[here, aSnapshot(parts)], ...others]), changes: [] };
}

describe("an id that only a reference names", () => {
  const parts = { instance: [aDocument("instance", own)], association: naming(named) };

  test("is gone, and not found, where no scanned scope has it", () => {
    const diagnosis = createDiagnosis(aWorld(parts));
    expect(diagnosis.nodeIds(here)).toEqual(new Set([own, named]));
    expect(diagnosis.diagnoseNode(here, named)).toMatchObject({
      status: "gone",
      sure: "decided",
      cause: { code: "instance-not-found", subject: { kind: "instance", id: named } },
      path: null,
    });
  });

  test("is in another scope, where one of the world has it", () => {
    const other = aSnapshot({ instance: [aDocument("instance", named)] });
    const diagnosis = createDiagnosis(aWorld(parts, [[there, other]]));
    expect(diagnosis.judgeNode(here, named)).toMatchObject({
      status: "gone",
      cause: { code: "instance-in-other-scope" },
    });
  });
});

test("a scope that the world does not have is a mistake of the caller", () => {
  expect(() => createDiagnosis(aWorld({})).judgeScope(there)).toThrow("the world has no scope");
});

describe("after a change", () => {
  const estate = new Snapshot(anEstate({ nodes: 1_200, isTidy: false }));
  const firstOf = <
    Kind extends "security-group" | "route-table" | "network-acl" | "vpc-endpoint" | "vpc" | "instance",
  >(
    kind: Kind,
  ) => estate.all(kind)[0]!;
  const online = estate.all("instance").map(({ id }) => aDocument("managed-node", id));
  const whole = estate.patched({
    "managed-node": { put: online },
    "connection-status": { put: online.map(({ id }) => ({ id, status: "connected" as const })) },
    association: { put: naming(own) },
  });

  const group = firstOf("security-group");
  const instance = firstOf("instance");
  const cases: [string, SnapshotPatch, ChangedDocument[]][] = [
    [
      "a group",
      { "security-group": { put: [{ ...group, egress: [] }] } },
      [{ kind: "security-group", id: group.id }],
    ],
    [
      "a route table",
      { "route-table": { put: [{ ...firstOf("route-table"), routes: [] }] } },
      [{ kind: "route-table", id: firstOf("route-table").id }],
    ],
    [
      "an ACL",
      { "network-acl": { put: [{ ...firstOf("network-acl"), egress: [] }] } },
      [{ kind: "network-acl", id: firstOf("network-acl").id }],
    ],
    [
      "an endpoint that went",
      { "vpc-endpoint": { remove: [firstOf("vpc-endpoint").id] } },
      [{ kind: "vpc-endpoint", id: firstOf("vpc-endpoint").id }],
    ],
    [
      "a VPC",
      { vpc: { put: [{ ...firstOf("vpc"), enableDnsSupport: false }] } },
      [{ kind: "vpc", id: firstOf("vpc").id }],
    ],
    [
      "a node that stopped",
      { instance: { put: [{ ...instance, state: "stopped" }] } },
      [{ kind: "instance", id: instance.id }],
    ],
    [
      "a record that went",
      { "managed-node": { remove: [instance.id] } },
      [{ kind: "managed-node", id: instance.id }],
    ],
    [
      "the groups of a node",
      { instance: { put: [{ ...instance, securityGroupIds: [], networkInterfaces: [] }] } },
      [{ kind: "instance", id: instance.id }],
    ],
    ["an aim at another", { association: { put: naming(named) } }, [{ kind: "association", id: "assoc-1" }]],
    ["a node that went", { instance: { remove: [instance.id] } }, [{ kind: "instance", id: instance.id }]],
    [
      "a setting",
      { "service-setting": { put: [aDocument("service-setting", "/ssm/managed-instance/activation-tier")] } },
      [{ kind: "service-setting", id: "/ssm/managed-instance/activation-tier" }],
    ],
  ];

  const shown = ({ status, sure, cause, alsoBroken, expected }: Judgement) => ({
    ...{ status, sure, expected, cause: cause && `${cause.code} ${cause.subject.id}` },
    alsoBroken: alsoBroken.map(({ code, subject }) => `${code} ${subject.id}`),
  });
  const worldOf = (snapshot: Snapshot) => ({ snapshots: new Map([[here, snapshot]]), changes: [] });

  test.each(cases)("%s: what is judged again and what stands make the whole", (_, patch, changed) => {
    const before = createDiagnosis(worldOf(whole));
    const stood = new Map<string, Judgement>(before.judgeScope(here));
    const next = worldOf(whole.patched(patch));
    const { judgements, diagnosis } = before.after(next, here, changed);
    for (const [id, judgement] of judgements) {
      if (judgement === null) stood.delete(id);
      else stood.set(id, judgement);
    }
    const afresh = createDiagnosis(next).judgeScope(here);
    const sorted = (all: ReadonlyMap<string, Judgement>) =>
      [...all].map(([id, judgement]) => [id, shown(judgement)]).sort();
    expect(sorted(stood)).toEqual(sorted(afresh));
    expect(sorted(diagnosis.judgeScope(here))).toEqual(sorted(afresh));
  });

  test("an instance that is other than it was may do other things with the same role", () => {
    const role = aRole([
      allow({ Action: "ssmmessages:*" }),
      deny({ Action: "*", ...onlyIf("NumericLessThan", "ec2:RoleDelivery", "2.0") }),
    ]);
    const options = { state: null, httpEndpoint: null, httpProtocolIpv6: null, httpPutResponseHopLimit: 1 };
    const delivered = (httpTokens: string): SnapshotPatch => ({
      instance: { put: [{ ...instance, metadataOptions: { ...options, httpTokens } }] },
    });
    const asked = ({ viewOf }: ReturnType<typeof createDiagnosis>) =>
      viewOf(here).permissions.mayCall(role, "ssmmessages:OpenControlChannel", instance.id).decision;
    const open = whole.patched({ ...delivered("optional"), role: { put: [role] } });
    const before = createDiagnosis(worldOf(open));
    expect(asked(before)).toBe("undecided");
    const next = worldOf(open.patched(delivered("required")));
    expect(asked(before.after(next, here, [{ kind: "instance", id: instance.id }]).diagnosis)).toBe(
      "allowed",
    );
  });

  test("of a group that few carry, few are judged again", () => {
    const before = createDiagnosis(worldOf(whole));
    before.judgeScope(here);
    const next = worldOf(whole.patched({ "security-group": { put: [{ ...group, egress: [] }] } }));
    const { judgements } = before.after(next, here, [{ kind: "security-group", id: group.id }]);
    expect(judgements.size).toBeGreaterThan(0);
    expect(judgements.size).toBeLessThan(300);
  });
});
