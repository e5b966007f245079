/** Nodes that the same fixes bring back, all of them together: the last one of `needs` is the one that does it. */
export type NeedyNodes = { needs: readonly string[]; nodes: number };

export type MergedStep = {
  id: string;
  freed: number;
  /** Positions, from 0, of earlier steps that some of these nodes need too. */
  after: number[];
};

/**
 * The plans of several scopes as one: always the fixes that bring back most nodes for each of them. A fix that several scopes
 * need, as a role's, is one step. What brings back nobody is left out. Of equals the order is that of `groups`. `before` are
 * steps that are made anyway: positions count on from them.
 */
export function mergePlans(groups: readonly NeedyNodes[], before: readonly string[] = []): MergedStep[] {
  const placeOf = new Map(before.map((id, place) => [id, place]));
  let open = groups
    .filter(({ nodes }) => nodes > 0)
    .map(({ needs, nodes }) => {
      const all = [...new Set(needs)];
      return { all, left: all.filter((need) => !placeOf.has(need)), nodes };
    })
    // These come back with the steps before.
    .filter(({ left }) => left.length > 0);
  const steps: MergedStep[] = [];
  while (open.length > 0) {
    for (const id of bestOf(open.map(({ left, nodes }) => ({ needs: left, nodes })))) {
      placeOf.set(id, before.length + steps.length);
      for (const group of open) group.left = group.left.filter((need) => need !== id);
      const back = open.filter(({ left }) => left.length === 0);
      open = open.filter(({ left }) => left.length > 0);
      const earlier = new Set(back.flatMap(({ all }) => all.filter((need) => need !== id)));
      steps.push({
        id,
        freed: back.reduce((sum, { nodes }) => sum + nodes, 0),
        after: [...earlier].flatMap((need) => placeOf.get(need) ?? []).sort((one, other) => one - other),
      });
    }
  }
  return steps;
}

/** The fixes that together bring back most for each of them, in the order in which their nodes need them. */
function bestOf(groups: readonly NeedyNodes[]): readonly string[] {
  const alone = new Map<string, number>();
  const several: NeedyNodes[] = [];
  for (const group of groups) {
    const [only] = group.needs;
    if (group.needs.length > 1) several.push(group);
    else alone.set(only!, (alone.get(only!) ?? 0) + group.nodes);
  }
  let best: { needs: readonly string[]; worth: number } = { needs: [], worth: 0 };
  for (const [id, worth] of alone) if (worth > best.worth) best = { needs: [id], worth };
  for (const { needs } of several) {
    const wanted = new Set(needs);
    const both = several.filter((other) => other.needs.every((need) => wanted.has(need)));
    const nodes =
      needs.reduce((sum, need) => sum + (alone.get(need) ?? 0), 0) +
      both.reduce((sum, group) => sum + group.nodes, 0);
    const worth = nodes / wanted.size;
    if (worth > best.worth) best = { needs, worth };
  }
  return best.needs;
}
