import type { Snapshot } from "../../model/snapshot.ts";

/**
 * As few of the groups as cover everybody: a rule that names a group lets in whoever carries it, so of two that cover the same
 * the one that fewer others carry is taken.
 */
export function coveringGroups(snapshot: Snapshot, carriers: Iterable<readonly string[]>): string[] {
  const chosen: string[] = [];
  let left = alike(carriers);
  while (left.length > 0) {
    const counts = new Map<string, number>();
    for (const { groups, count } of left)
      for (const id of groups) counts.set(id, (counts.get(id) ?? 0) + count);
    const most = Math.max(...counts.values());
    const best = [...counts]
      .flatMap(([id, count]) => (count === most ? { id, others: othersWith(snapshot, id) } : []))
      .sort((one, other) => one.others - other.others || (one.id < other.id ? -1 : 1))[0]!.id;
    chosen.push(best);
    left = left.filter(({ groups }) => !groups.includes(best));
  }
  return chosen;
}

/** Thousands of nodes carry a handful of sets of groups. */
function alike(carriers: Iterable<readonly string[]>): { groups: readonly string[]; count: number }[] {
  const sets = new Map<string, { groups: readonly string[]; count: number }>();
  for (const groups of carriers) {
    if (groups.length === 0) continue;
    const key = groups.join();
    const known = sets.get(key);
    if (known === undefined) sets.set(key, { groups, count: 1 });
    else known.count++;
  }
  return [...sets.values()];
}

function othersWith(snapshot: Snapshot, groupId: string): number {
  return snapshot.of("security-group", groupId, "instance").length;
}
