import type { World } from "../world.ts";

const cache = new WeakMap<ReadonlyMap<string, unknown>, { revision: number; ids: string[] }>();

/**
 * The ids of a collection in order, so that paging through it is stable and a page costs no sort. Sorted again only when
 * the collection has other members than before.
 */
export function sortedIds(world: World, map: ReadonlyMap<string, unknown>): readonly string[] {
  const revision = world.revision ?? 0;
  const known = cache.get(map);
  if (known && known.ids.length === map.size) {
    if (known.revision === revision) return known.ids;
    if (known.ids.every((id) => map.has(id))) {
      known.revision = revision;
      return known.ids;
    }
  }
  const ids = [...map.keys()].sort();
  cache.set(map, { revision, ids });
  return ids;
}
