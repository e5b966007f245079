import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDiagnosis } from "../diagnosis/diagnose.ts";
import { scopeKey } from "../model/scope.ts";
import { Snapshot, type SnapshotParts, type SnapshotPatch } from "../model/snapshot.ts";
import { aScope } from "../testing/a-document.ts";
import { allow, aRole } from "../testing/a-role.ts";
import { anEstate } from "../testing/an-estate.ts";
import { withAgents } from "../testing/with-agents.ts";
import { type JudgedScope, judgedScope } from "./judged-scope.ts";
import { prove } from "./prove.ts";

const scope = scopeKey(aScope);
/** A VPC that leaves by NAT, and one with endpoints; `sg-…-19` lets nothing out, and `node-0`, `node-10`… may do nothing. */
const parts = withAgents(anEstate({ nodes: 600, isTidy: true }));

function judge(snapshot: Snapshot): JudgedScope {
  const world = { snapshots: new Map([[scope, snapshot]]), changes: [] };
  return judgedScope(createDiagnosis(world), world, scope);
}

const estate = new Snapshot(parts);
const judged = judge(estate);
const nodeIds = estate.all("instance").map(({ id }) => id);
const holding = (code: string, id: string, of = judged) =>
  nodeIds.filter((each) => {
    const cause = of.judgementOf(each)?.cause;
    return cause?.code === code && cause.subject.id === id;
  });

const everywhere = { protocol: "-1", fromPort: null, toPort: null, ipv4Ranges: ["0.0.0.0/0"] };
const group = (id: string, isOpen: boolean, { get }: { get: Snapshot["get"] } = bound(estate)) => ({
  ...get("security-group", id)!,
  egress: isOpen ? [{ ...everywhere, ipv6Ranges: [], prefixListIds: [], groups: [] }] : [],
});
const opened = (id: string): SnapshotPatch => ({ "security-group": { put: [group(id, true)] } });
const shut = (id: string): SnapshotPatch => ({ "security-group": { put: [group(id, false)] } });
const soundRole = (number: number): SnapshotPatch => {
  const id = `arn:aws:iam::${aScope.account}:role/node-${number}`;
  const actions = ["ssm:*", "ssmmessages:*", "ec2messages:*"];
  return { role: { put: [aRole([allow({ Action: actions })], { id, name: `node-${number}` })] } };
};

function bound(snapshot: Snapshot): { get: Snapshot["get"] } {
  return { get: snapshot.get.bind(snapshot) };
}

describe("a proof", () => {
  const held = holding("security-group-egress-blocks", "sg-0-19");

  test("frees whoever has nothing else in AWS against it, whether it was silent before or not", () => {
    expect(held.length).toBeGreaterThan(10);
    expect(new Set(held.map((id) => judged.judgementOf(id)?.status))).toEqual(new Set(["degraded", "lost"]));
    expect(prove(judged, opened("sg-0-19"), held)).toEqual({
      ...{ freed: held.toSorted(), meetNext: [], cannotTell: [], dropped: [], besides: [], harmed: [] },
    });
  });

  test("leads whoever has another cause behind it on to that one", () => {
    const roleArn = `arn:aws:iam::${aScope.account}:role/node-0`;
    const both = judge(estate.patched(shut("sg-0-0")));
    const behindRole = holding("role-actions-missing", roleArn, both);
    const { freed, meetNext } = prove(both, soundRole(0), behindRole);
    expect(meetNext.map(({ cause, nodeIds }) => [cause.code, cause.subject.id, nodeIds.length])).toEqual([
      ["security-group-egress-blocks", "sg-0-0", 5],
    ]);
    expect(freed.length).toBe(behindRole.length - 5);
  });

  test("leaves with their cause those that it does not reach", () => {
    const [{ cause, nodeIds: kept } = { cause: null, nodeIds: [] }] = prove(
      judged,
      opened("sg-1-19"),
      held,
    ).meetNext;
    expect(cause?.subject.id).toBe("sg-0-19");
    expect(kept).toEqual(held.toSorted());
  });

  test("names whoever it harms, with what keeps them back then", () => {
    const { harmed, freed } = prove(judged, { ...shut("sg-0-1") }, held);
    expect(freed).toEqual([]);
    const [harm] = harmed;
    expect(harm?.cause).toMatchObject({ code: "security-group-egress-blocks", subject: { id: "sg-0-1" } });
    expect(harm?.nodeIds).toEqual(
      nodeIds.filter((id) => estate.get("instance", id)?.securityGroupIds.includes("sg-0-1")).toSorted(),
    );
  });

  test("cannot tell where what decides cannot be read then, or proved", () => {
    const table = estate.all("route-table").find(({ subnetIds }) => subnetIds.includes("subnet-0-1"))!;
    const target = { kind: "transit-gateway", id: "tgw-1" } as const;
    const routes = table.routes.map((route) =>
      route.target.kind === "nat-gateway" ? { ...route, target } : route,
    );
    const patch = { ...opened("sg-0-19"), "route-table": { put: [{ ...table, routes }] } };
    const there = held.filter((id) => estate.get("instance", id)?.subnetId === "subnet-0-1");
    expect(there.length).toBeGreaterThan(0);
    expect(prove(judged, patch, held).cannotTell).toEqual(
      there.filter((id) => judged.judgementOf(id)?.status !== "degraded").toSorted(),
    );
  });

  test("drops what nothing names any more", () => {
    const [first] = held as [string];
    const gone = { instance: { remove: [first] }, "managed-node": { remove: [first] } };
    expect(prove(judged, gone, [first]).dropped).toEqual([first]);
  });
});

describe("whatever is asked", () => {
  const anyNodes = fc.subarray(nodeIds.filter((id) => judged.judgementOf(id)?.cause != null));

  test("an effect that changes nothing frees and harms nobody", () => {
    fc.assert(
      fc.property(anyNodes, (held) => {
        const { freed, harmed, dropped } = prove(judged, {}, held);
        expect([freed, harmed, dropped]).toEqual([[], [], []]);
      }),
      { numRuns: 20 },
    );
  });

  test("every node that has the cause has one fate", () => {
    fc.assert(
      fc.property(
        anyNodes,
        fc.constantFrom(opened("sg-0-19"), soundRole(0), shut("sg-1-4")),
        (held, patch) => {
          const { freed, meetNext, cannotTell, dropped } = prove(judged, patch, held);
          const all = [...freed, ...meetNext.flatMap(({ nodeIds }) => nodeIds), ...cannotTell, ...dropped];
          expect(all.toSorted()).toEqual(held.toSorted());
        },
      ),
      { numRuns: 20 },
    );
  });

  test("the order of documents and of nodes does not matter", () => {
    const patch = { ...opened("sg-0-19"), ...soundRole(10) };
    const plain = tell(judged, patch, nodeIds);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const documents = Object.fromEntries(
          Object.entries(parts.documents).map(([kind, list]) => [kind, shuffled<unknown>(list ?? [], seed)]),
        ) as SnapshotParts["documents"];
        const other = judge(new Snapshot({ ...parts, documents }));
        expect(tell(other, patch, shuffled(nodeIds, seed))).toEqual(plain);
      }),
      { numRuns: 4 },
    );
  });

  test("a proof says what a diagnosis of the changed world by itself says", () => {
    const patch = { ...opened("sg-1-19"), ...soundRole(20) };
    const after = judge(estate.patched(patch));
    const troubled = nodeIds.filter((id) => judged.judgementOf(id)?.cause != null);
    const { freed, meetNext } = prove(judged, patch, troubled);
    const blocked = (id: string) => /role|security/.test(after.judgementOf(id)?.cause?.code ?? "");
    expect(freed).toEqual(troubled.filter((id) => !isLeft(id) && !blocked(id)).toSorted());
    expect(
      meetNext
        .flatMap(({ nodeIds }) => nodeIds)
        .filter(blocked)
        .toSorted(),
    ).toEqual(troubled.filter(blocked).toSorted());
  });
});

/** Silent for a reason of its own, today as then. */
function isLeft(id: string): boolean {
  return judged.judgementOf(id)?.cause?.code === "agent-silent";
}

function tell(of: JudgedScope, patch: SnapshotPatch, held: readonly string[]) {
  const { freed, meetNext, cannotTell, harmed } = prove(of, patch, held);
  const named = [meetNext, harmed].map((list) =>
    list.map(({ cause, nodeIds }) => `${cause.code} ${cause.subject.id}: ${nodeIds.join()}`),
  );
  return { freed, cannotTell, named };
}

function shuffled<Value>(list: readonly Value[], seed: number): Value[] {
  return list
    .map((value, index) => ({ value, place: Math.sin(seed * 7919 + index * 104_729) }))
    .sort((left, right) => left.place - right.place)
    .map(({ value }) => value);
}
