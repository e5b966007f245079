import type { Snapshot } from "../../model/snapshot.ts";
import { NodeView } from "../node-view.ts";
import { readOr } from "../reading.ts";
import { isHeardNow } from "../signal.ts";
import { timing } from "../timing.ts";

/** Nodes that share something with a node, and how many of them answer. */
export type Siblings = {
  /** What is shared, as "run from image ami-1". */
  what: string;
  answering: number;
  silent: number;
  /** Of those that answer, how many have their session channel closed. */
  deaf: number;
};

export type SiblingGroups = {
  image: Siblings | null;
  autoScalingGroup: Siblings | null;
  subnet: Siblings | null;
  activation: Siblings | null;
};

/** What the node's siblings do. Null where it has none, or where they could not be read: then nothing is said of them. */
export function siblingsOf(node: NodeView): SiblingGroups {
  return node.scope.siblingsOf?.(node.id) ?? siblingsInSnapshot(node);
}

function siblingsInSnapshot(node: NodeView): SiblingGroups {
  const { snapshot } = node;
  const group = readOr(() => snapshot.get("auto-scaling-instance", node.id)?.autoScalingGroup, undefined);
  const activation = readOr(() => node.registration?.activationId, undefined);
  return {
    image: count(node, "run from image", node.instance?.imageId, (id) =>
      instancesWith(snapshot, "imageId", id),
    ),
    autoScalingGroup: count(node, "belong to Auto Scaling group", group, (name) => membersOf(snapshot, name)),
    subnet: count(node, "stand in", node.instance?.subnetId, (id) => instancesWith(snapshot, "subnetId", id)),
    activation: count(node, "registered with activation", activation, (id) =>
      snapshot.all("managed-node").flatMap((each) => (each.activationId === id ? [each.id] : [])),
    ),
  };
}

function instancesWith(snapshot: Snapshot, field: "imageId" | "subnetId", value: string): string[] {
  return snapshot.all("instance").flatMap((each) => (each[field] === value ? [each.id] : []));
}

function membersOf(snapshot: Snapshot, group: string): string[] {
  return snapshot
    .all("auto-scaling-instance")
    .flatMap((each) => (each.autoScalingGroup === group ? [each.id] : []));
}

function count(
  node: NodeView,
  how: string,
  shared: string | null | undefined,
  idsOf: (shared: string) => readonly string[],
): Siblings | null {
  if (shared == null) return null;
  const siblings: Siblings = { what: `${how} ${shared}`, answering: 0, silent: 0, deaf: 0 };
  const isRead = readOr(() => {
    for (const id of idsOf(shared)) {
      const sibling = new NodeView(id, node.scope);
      if (id === node.id || !shouldAnswer(sibling)) continue;
      if (!isHeardNow(sibling)) siblings.silent += 1;
      else siblings.answering += 1;
      if (isHeardNow(sibling) && sibling.channel === "notconnected") siblings.deaf += 1;
    }
    // A sibling is silent only where SSM was heard to say so.
    node.snapshot.all("managed-node");
    return true;
  }, false);
  return isRead && siblings.answering + siblings.silent > 0 ? siblings : null;
}

/** One that was just launched says nothing by its silence. */
function shouldAnswer(node: NodeView): boolean {
  if (node.isHybrid) return true;
  const instance = node.instance;
  if (instance?.state !== "running") return false;
  return instance.launchedAt === null || node.at - instance.launchedAt >= timing.registersWithinMs;
}
