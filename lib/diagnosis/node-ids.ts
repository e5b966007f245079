import type { DocumentKind } from "../model/document-kind.ts";
import type { Target } from "../model/documents/targets.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** Something of a scope that aims at a node by its id. */
export type Reference = {
  kind: "association" | "maintenance-window";
  id: string;
  /** Its name for people, where it has one. */
  name: string | null;
};

/** Everything that can be a node of the scope: what EC2 has, what SSM has, and what something still aims at. */
export function nodeIdsOf(snapshot: Snapshot): Set<string> {
  const ids = new Set<string>();
  for (const { id } of listed(snapshot, "instance")) ids.add(id);
  for (const { id } of listed(snapshot, "managed-node")) if (!ids.has(id) && isNodeId(id)) ids.add(id);
  for (const id of referencesOf(snapshot).keys()) ids.add(id);
  return ids;
}

function isNodeId(id: string): boolean {
  return /^(i-([0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$/.test(id);
}

const known = new WeakMap<Snapshot, ReadonlyMap<string, Reference[]>>();

/** Who aims at which node by its id. What is no id (`*`, a typing error) is the target expression's matter, not a node. */
export function referencesOf(snapshot: Snapshot): ReadonlyMap<string, readonly Reference[]> {
  let references = known.get(snapshot);
  if (references === undefined) {
    references = findReferences(snapshot);
    known.set(snapshot, references);
  }
  return references;
}

function findReferences(snapshot: Snapshot): Map<string, Reference[]> {
  const references = new Map<string, Reference[]>();
  const add = (id: string, reference: Reference) => {
    if (!isNodeId(id)) return;
    const known = references.get(id) ?? [];
    if (!known.some((each) => each.id === reference.id)) references.set(id, [...known, reference]);
  };
  for (const { id, name, documentName, instanceId, targets } of listed(snapshot, "association")) {
    const reference: Reference = { kind: "association", id, name: name ?? documentName };
    for (const nodeId of [...(instanceId === null ? [] : [instanceId]), ...idsIn(targets)])
      add(nodeId, reference);
  }
  for (const { id, name, targets = [], tasks = [] } of listed(snapshot, "maintenance-window")) {
    const reference: Reference = { kind: "maintenance-window", id, name };
    for (const nodeId of [...targets, ...tasks].flatMap((each) => idsIn(each.targets)))
      add(nodeId, reference);
  }
  return references;
}

function idsIn(targets: readonly Target[]): string[] {
  return targets.flatMap(({ key, values }) => (key === "InstanceIds" ? values : []));
}

/** What was not read adds no nodes: each of the others says so where it matters. */
function listed<Kind extends DocumentKind>(snapshot: Snapshot, kind: Kind) {
  return snapshot.gapOf(kind) === undefined ? snapshot.all(kind) : [];
}
