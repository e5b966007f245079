import type { Region, TrailEvent } from "../world.ts";

type TrailIndex = { newestFirst: TrailEvent[]; byName: Map<string, TrailEvent[]>; length: number };

const indexes = new WeakMap<TrailEvent[], TrailIndex>();

/** The Region's events, newest first: all of them, or those of one event name. */
export function trailEvents(region: Region, name?: string): readonly TrailEvent[] {
  const index = indexOf(region.trail);
  return name === undefined ? index.newestFirst : (index.byName.get(name) ?? []);
}

export function addToTrail(region: Region, event: TrailEvent) {
  const index = indexOf(region.trail);
  region.trail.push(event);
  index.length++;
  index.newestFirst.unshift(event);
  const named = index.byName.get(event.name);
  if (named === undefined) index.byName.set(event.name, [event]);
  else named.unshift(event);
}

function indexOf(trail: TrailEvent[]): TrailIndex {
  const kept = indexes.get(trail);
  if (kept !== undefined && kept.length === trail.length) return kept;
  const newestFirst = trail.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const index = { newestFirst, byName: Map.groupBy(newestFirst, ({ name }) => name), length: trail.length };
  indexes.set(trail, index);
  return index;
}
