import type { DocumentKind } from "../model/document-kind.ts";
import type { Association } from "../model/documents/association.ts";
import type { MaintenanceWindow } from "../model/documents/maintenance-window.ts";
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
  for (const { id } of listed(snapshot, "managed-node")) if (isMachine(id)) ids.add(id);
  for (const id of referencesOf(snapshot).keys()) ids.add(id);
  return ids;
}

/** Whether EC2 or SSM has it here, or something aims at it. */
export function isNodeOf(snapshot: Snapshot, id: string): boolean {
  return (
    snapshot.observedAt("instance", id) !== undefined ||
    (isMachine(id) && snapshot.observedAt("managed-node", id) !== undefined) ||
    referencesOf(snapshot).has(id)
  );
}

/** SSM also lists tasks and pods that it manages, which nobody can aim at as nodes. */
function isMachine(id: string): boolean {
  return id.startsWith("i-") || id.startsWith("mi-");
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
  const add = (document: Association | MaintenanceWindow, reference: Reference) => {
    for (const nodeId of aimedAt(document)) {
      const known = references.get(nodeId) ?? [];
      references.set(nodeId, [...known, reference]);
    }
  };
  for (const document of listed(snapshot, "association")) {
    const { id, name, documentName } = document;
    add(document, { kind: "association", id, name: name ?? documentName });
  }
  for (const document of listed(snapshot, "maintenance-window")) {
    add(document, { kind: "maintenance-window", id: document.id, name: document.name });
  }
  return references;
}

/** The nodes that an association or a maintenance window aims at by their ids, each once. */
export function aimedAt(document: Association | MaintenanceWindow | undefined): string[] {
  if (document === undefined) return [];
  const aimed =
    "tasks" in document
      ? [...(document.targets ?? []), ...(document.tasks ?? [])].flatMap(({ targets }) => idsIn(targets))
      : [...(document.instanceId === null ? [] : [document.instanceId]), ...idsIn(document.targets)];
  return [...new Set(aimed)].filter(isNodeId);
}

function idsIn(targets: readonly Target[]): string[] {
  // AWS takes the key in any case, and gives it back as it was written.
  return targets.flatMap(({ key, values }) => (key.toLowerCase() === "instanceids" ? values : []));
}

/** What was not read adds no nodes: each of the others says so where it matters. */
function listed<Kind extends DocumentKind>(snapshot: Snapshot, kind: Kind) {
  return snapshot.gapOf(kind) === undefined ? snapshot.all(kind) : [];
}
