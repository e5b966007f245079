import type { Facets } from "../../api/list.ts";
import { statuses } from "../../model/status.ts";
import { type FacetKey, type Filter, isTermOf, printTerm } from "../../routes/filter.ts";
import { type Column, none } from "./column.ts";
import { tagValueOf } from "./columns.ts";
import { maskOf } from "./match.ts";
import type { NodeIndex } from "./node-index.ts";

/** How many values of a facet are told; the rest is a number. A tag of 100,000 values stays small. */
const shownValues = 50;

type FacetDefinition = {
  key: FacetKey;
  title: string;
  column: Column | undefined;
  toValue?: (word: string) => string;
};

/** The line of releases that an agent belongs to: `3.3` of `3.3.1957.0`. */
function releaseLine(version: string): string {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version;
}

function definitionsOf(index: NodeIndex, tagKey: string | null): FacetDefinition[] {
  const { byKey, byTag } = index.columns;
  const tag: FacetDefinition[] =
    tagKey === null
      ? []
      : [
          {
            key: `tag:${tagKey}`,
            title: `Tag: ${tagKey}`,
            column: byTag.get(tagKey),
            toValue: (word) => tagValueOf(word) ?? none,
          },
        ];
  return [
    { key: "cause", title: "Cause", column: byKey.cause },
    { key: "failure", title: "Failed, 30 days", column: byKey.failure },
    ...tag,
    { key: "scope", title: "Scope", column: byKey.scope },
    { key: "state", title: "Instance state", column: byKey.state },
    { key: "platform", title: "Platform", column: byKey.platform },
    {
      key: "agent",
      title: "Agent",
      column: byKey.agent,
      toValue: (word) => (word === none ? none : releaseLine(word)),
    },
    { key: "vpc", title: "VPC", column: byKey.vpc },
    { key: "role", title: "Role", column: byKey.role },
  ];
}

/** Counts of every facet under the filter, a facet's own terms left out of its own counts. */
export function countFacets(index: NodeIndex, filter: Filter, wantedTag: string | null): Facets {
  const failing = index.match(filter);
  const tagKeys = index.tagKeys();
  const tagKey = wantedTag ?? telltaleTag(tagKeys);
  const total = countMatching(failing, 0);
  return {
    total,
    all: index.size,
    statuses: statusCounts(index, filter, failing),
    facets: definitionsOf(index, tagKey).flatMap((definition) => toFacet(definition, filter, failing) ?? []),
    tagKeys,
    withoutTerm:
      total > 0
        ? []
        : filter.map((term, at) => ({
            term: printTerm(term),
            total: countMatching(failing, (1 << at) >>> 0),
          })),
  };
}

/** The key that people most likely sort a fleet by: one that names the environment, else the most common of their own. */
function telltaleTag(tagKeys: Facets["tagKeys"]): string | null {
  const own = tagKeys.filter(({ key }) => key !== "Name" && !key.startsWith("aws:"));
  const environment = own.find(({ key }) => /^(env|environment|stage)$/i.test(key));
  return (environment ?? own[0] ?? tagKeys[0])?.key ?? null;
}

function statusCounts(index: NodeIndex, filter: Filter, failing: Uint32Array): Facets["statuses"] {
  const column = index.columns.byKey.status;
  const counts = countColumn(
    column,
    failing,
    maskOf(filter, (term) => isTermOf(term, "status")),
  );
  const byWord = new Map(column.words.map((word, code) => [word, counts[code]!]));
  return statuses.map((status) => ({ value: status, label: null, count: byWord.get(status) ?? 0 }));
}

function toFacet(
  definition: FacetDefinition,
  filter: Filter,
  failing: Uint32Array,
): Facets["facets"][number] | undefined {
  const { key, title, column, toValue = (word) => word } = definition;
  if (column === undefined) return undefined;
  const counts = countColumn(
    column,
    failing,
    maskOf(filter, (term) => isTermOf(term, key)),
  );
  const byValue = new Map<string, number>();
  column.words.forEach((word, code) => {
    const count = counts[code]!;
    if (count > 0) byValue.set(toValue(word), (byValue.get(toValue(word)) ?? 0) + count);
  });
  if (key === "cause" || key === "failure") byValue.delete(none);
  if (byValue.size === 0) return undefined;
  const values = [...byValue].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  return {
    key,
    title,
    values: values.slice(0, shownValues).map(([value, count]) => ({ value, label: null, count })),
    more: Math.max(0, values.length - shownValues),
  };
}

/** Nodes by code of a column among those that fail nothing but the terms of `mask`. */
export function countColumn(column: Column, failing: Uint32Array, mask: number): Uint32Array {
  const counts = new Uint32Array(column.words.length);
  const others = ~mask;
  for (let slot = 0; slot < failing.length; slot++) {
    if ((failing[slot]! & others) === 0) column.countInto(slot, counts);
  }
  return counts;
}

export function countMatching(failing: Uint32Array, mask: number): number {
  const others = ~mask;
  let count = 0;
  for (const bits of failing) if ((bits & others) === 0) count++;
  return count;
}
