import type { OperationContext } from "../operation.ts";

/** What a filter of SSM's many kinds comes down to. */
export type Filter = { key: string; values: string[] };

/** How an item of a listing answers a filter: whether it matches the values given for a key. */
export type FilterRules<Item> = Record<string, (item: Item, values: string[]) => boolean>;

/** Filters are told apart by key; an item passes when it passes each. An unknown key is refused. */
export function matcher<Item>(
  context: OperationContext,
  filters: Filter[],
  rules: FilterRules<Item>,
  invalidKeyCode = "InvalidFilterKey",
): (item: Item) => boolean {
  for (const { key } of filters)
    if (!Object.hasOwn(rules, key))
      context.fail(invalidKeyCode, `The specified filter key ${key} is not valid.`);
  return (item) => filters.every(({ key, values }) => rules[key]?.(item, values));
}

export function oneOf<Item>(
  read: (item: Item) => string | undefined,
): (item: Item, values: string[]) => boolean {
  return (item, values) => values.includes(read(item) ?? "");
}

export function beginsWith<Item>(read: (item: Item) => string | undefined) {
  return (item: Item, values: string[]) => values.some((value) => (read(item) ?? "").startsWith(value));
}

export function after<Item>(read: (item: Item) => Date | undefined) {
  return (item: Item, [value]: string[]) => (read(item)?.getTime() ?? 0) > Date.parse(value ?? "");
}

export function before<Item>(read: (item: Item) => Date | undefined) {
  return (item: Item, [value]: string[]) => (read(item)?.getTime() ?? 0) < Date.parse(value ?? "");
}

/** Filters that AWS writes as `{ key, value }`. */
export function singleValued(filters: { key?: string; value?: string }[] = []): Filter[] {
  return filters.map(({ key = "", value = "" }) => ({ key, values: [value] }));
}

/** Filters that AWS writes as `{ Key, Values }`. */
export function multiValued(filters: { Key?: string; Values?: string[] }[] = []): Filter[] {
  return filters.map(({ Key = "", Values = [] }) => ({ key: Key, values: Values }));
}
