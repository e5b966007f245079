import type { NodeSortKey } from "../../api/list.ts";
import type { Node } from "../../model/node.ts";
import { severity } from "./severity.ts";

type SortValue = string | number | null;

const sortValues: Record<NodeSortKey, (node: Node) => SortValue> = {
  status: (node) => severity[node.status],
  name: (node) => (node.name === null ? null : naturalKey(node.name)),
  id: (node) => node.id,
  why: (node) => node.why,
  lastPingAt: (node) => node.lastPingAt,
  failures: (node) => node.failures,
  scope: (node) => node.scope,
  state: (node) => node.state,
  platform: (node) => node.platformName ?? node.platform,
  agentVersion: (node) => (node.agentVersion === null ? null : naturalKey(node.agentVersion)),
  launchedAt: (node) => node.launchedAt,
  statusSince: (node) => node.statusSince,
  vpc: (node) => node.vpc,
  role: (node) => (node.role === null ? null : naturalKey(node.role)),
};

/** `api-10` sorts after `api-9`: runs of digits are compared as numbers. */
export function naturalKey(text: string): string {
  return text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, "0"));
}

/**
 * The slots in the order of `sort` (a key, descending with a minus). Nodes of which the value is not known come last either
 * way; ties go by name, then by id, so that the order is total and pages never overlap.
 */
export function sortSlots(
  sort: string,
  nodes: readonly (Node | undefined)[],
  nameKeys: readonly string[],
): Uint32Array {
  const isDescending = sort.startsWith("-");
  const toSortValue = sortValues[(isDescending ? sort.slice(1) : sort) as NodeSortKey];
  const slots: number[] = [];
  const values: SortValue[] = new Array(nodes.length);
  for (let slot = 0; slot < nodes.length; slot++) {
    const node = nodes[slot];
    if (node === undefined) continue;
    slots.push(slot);
    values[slot] = toSortValue(node);
  }
  const direction = isDescending ? -1 : 1;
  slots.sort((a, b) => {
    const left = values[a]!;
    const right = values[b]!;
    if (left !== right) {
      if (left === null) return 1;
      if (right === null) return -1;
      return left < right ? -direction : direction;
    }
    const leftName = nameKeys[a]!;
    const rightName = nameKeys[b]!;
    if (leftName !== rightName) return leftName < rightName ? -1 : 1;
    return nodes[a]!.id < nodes[b]!.id ? -1 : 1;
  });
  return Uint32Array.from(slots);
}
