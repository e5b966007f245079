import type { Snapshot } from "../../model/snapshot.ts";

/**
 * As few of the groups as cover everybody: a rule that names a group lets in whoever carries it, so of two that cover the same
 * the one that fewer others carry is taken.
 */
export function coveringGroups(snapshot: Snapshot, carriers: readonly (readonly string[])[]): string[] {
  const chosen: string[] = [];
  let left = carriers.filter((groups) => groups.length > 0);
  while (left.length > 0) {
    const counts = new Map<string, number>();
    for (const id of left.flat()) counts.set(id, (counts.get(id) ?? 0) + 1);
    const [best] = [...counts].sort(
      ([one, many], [other, few]) =>
        few - many || othersWith(snapshot, one) - othersWith(snapshot, other) || (one < other ? -1 : 1),
    )[0]!;
    chosen.push(best);
    left = left.filter((groups) => !groups.includes(best));
  }
  return chosen;
}

function othersWith(snapshot: Snapshot, groupId: string): number {
  return snapshot.of("security-group", groupId, "instance").length;
}
