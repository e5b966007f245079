import type { OperationContext } from "../operation.ts";

type PagedInput = { MaxItems?: number; Marker?: string };

/** One page of a listing in IAM's words: `Marker` in and out, and `IsTruncated`. */
export function pageOf<Item>(
  context: OperationContext,
  input: PagedInput,
  items: readonly Item[],
  keyOf: (item: Item) => string,
): { items: Item[]; IsTruncated: boolean; Marker?: string } {
  const { MaxItems, Marker, ...filters } = input;
  const page = context.page({
    items,
    keyOf,
    maxResults: MaxItems,
    nextToken: Marker,
    filters,
    limits: { minimum: 1, maximum: 1000, standard: 100, sizeName: "MaxItems" },
  });
  return { items: page.items, IsTruncated: page.nextToken !== undefined, Marker: page.nextToken };
}

export function byName<Item extends { name: string }>(items: Iterable<Item>): Item[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}
