import { createDiagnosis } from "../diagnosis/diagnose.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { scopeKey } from "../model/scope.ts";
import { Snapshot, type SnapshotPatch } from "../model/snapshot.ts";
import { createNetwork } from "../network/network.ts";
import { aScope } from "./a-document.ts";
import { anEstate } from "./an-estate.ts";
import { type Milliseconds, taken } from "./taken.ts";
import { withAgents } from "./with-agents.ts";

export type DiagnosisFigures = {
  /** Of a fresh snapshot, every index that the engine asks for. */
  index: Milliseconds;
  /** Whether each node reaches each of three services. */
  network: Milliseconds;
  /** All of that again, permissions, checks and the decision for every node. */
  whole: Milliseconds;
  /** One document that nodes share is another, and what hangs on it is judged again: the middle one of several, of the slowest kind. */
  one: Milliseconds;
};

const key = scopeKey(aScope);
const services = ["ssm", "ssmmessages", "ec2messages"];
const turns = 3;

/** What the diagnosis of a generated scope takes; the middle one of several turns. */
export function measureDiagnosis(nodes: number, { isTidy }: { isTidy: boolean }): DiagnosisFigures {
  const parts = withAgents(anEstate({ nodes, isTidy }));
  return {
    index: median(() => taken(() => indexAll(new Snapshot(parts)))),
    network: median(() => {
      const snapshot = new Snapshot(parts);
      indexAll(snapshot);
      const instances = snapshot.all("instance");
      return taken(() => {
        const network = createNetwork(snapshot);
        for (const { id } of instances) for (const service of services) network.judge(id, service);
      });
    }),
    whole: median(() => taken(() => judgeAll(new Snapshot(parts)))),
    one: slowestChange(new Snapshot(parts)),
  };
}

const indexed = [
  ["subnet", "instance"],
  ["subnet", "network-acl"],
  ["subnet", "route-table"],
  ["vpc", "instance"],
  ["vpc", "network-acl"],
  ["vpc", "route-table"],
  ["vpc", "vpc-endpoint"],
  ["security-group", "instance"],
  ["instance", "profile-association"],
] as const;

function indexAll(snapshot: Snapshot): void {
  for (const kind of ["instance", "managed-node", "connection-status", "instance-status"] as const) {
    for (const { id } of snapshot.all("instance")) snapshot.get(kind, id);
  }
  snapshot.get("network-interface", "none");
  for (const [owner, kind] of indexed) snapshot.of(owner, "none", kind);
}

function judgeAll(snapshot: Snapshot) {
  const diagnosis = createDiagnosis({ snapshots: new Map([[key, snapshot]]), changes: [] });
  diagnosis.judgeScope(key);
  return diagnosis;
}

function slowestChange(snapshot: Snapshot): Milliseconds {
  let diagnosis = judgeAll(snapshot);
  let current = snapshot;
  const times = new Map<DocumentKind, Milliseconds[]>();
  for (let turn = 0; turn < changesOfEach; turn += 1) {
    for (const [kind, id, patch] of changesOf(current, turn)) {
      const time = taken(() => {
        current = current.patched(patch);
        const world = { snapshots: new Map([[key, current]]), changes: [] };
        diagnosis = diagnosis.after(world, key, [{ kind, id }]).diagnosis;
      });
      times.set(kind, [...(times.get(kind) ?? []), time]);
    }
  }
  return Math.max(...[...times.values()].map(middle));
}

/** One may be the first, which is not yet compiled, and one meet the garbage of a hundred thousand nodes. */
const changesOfEach = 7;

/** Of each kind one that many nodes hang on: none of a node alone, and none of a whole Region. */
function changesOf(snapshot: Snapshot, turn: number): [DocumentKind, string, SnapshotPatch][] {
  const group = snapshot.all("security-group")[turn]!;
  const table = snapshot.all("route-table")[2 + turn]!;
  const acl = snapshot.all("network-acl")[turn]!;
  const vpc = snapshot.all("vpc")[turn]!;
  const endpoint = snapshot.all("vpc-endpoint")[3 * turn]!;
  const role = snapshot.all("role")[1 + turn]!;
  return [
    ["security-group", group.id, { "security-group": { put: [{ ...group, egress: [] }] } }],
    ["route-table", table.id, { "route-table": { put: [{ ...table, routes: table.routes.slice(0, 1) }] } }],
    ["network-acl", acl.id, { "network-acl": { put: [{ ...acl, egress: [] }] } }],
    ["vpc", vpc.id, { vpc: { put: [{ ...vpc, enableDnsSupport: false }] } }],
    ["vpc-endpoint", endpoint.id, { "vpc-endpoint": { put: [{ ...endpoint, state: "failed" }] } }],
    ["role", role.id, { role: { put: [{ ...role, inlinePolicies: [] }] } }],
  ];
}

function median(measure: () => Milliseconds): Milliseconds {
  return middle(Array.from({ length: turns }, measure));
}

function middle(times: readonly Milliseconds[]): Milliseconds {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
