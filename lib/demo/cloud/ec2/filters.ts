import type { Filter, Tag } from "@aws-sdk/client-ec2";
import { AwsError } from "../error.ts";

type FilterValue = string | number | boolean | undefined;

/** What each filter of an operation looks at. Several values of an item (its groups, its routes) match by any of them. */
export type FilterTable<Item> = Record<string, (item: Item) => FilterValue | readonly FilterValue[]>;

const maximumValues = 200;

/** What stands at a path of members, in each element of every list on the way: `NetworkInterfaces.Attachment.Status`. */
export function at(path: string): (item: object) => readonly FilterValue[] {
  const members = path.split(".");
  return (item) => members.reduce(stepInto, [item] as readonly unknown[]).map(toFilterValue);
}

function stepInto(holders: readonly unknown[], member: string): readonly unknown[] {
  return holders.flatMap((holder) =>
    typeof holder === "object" && holder !== null ? ((Reflect.get(holder, member) as unknown) ?? []) : [],
  );
}

function toFilterValue(value: unknown): FilterValue {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "boolean" || typeof value === "number" ? value : String(value);
}

/**
 * EC2's filters: all must hold, each by any of its values, in which `*` and `?` are wildcards and a backslash takes
 * their meaning away. `tagsOf` makes `tag:KEY`, `tag-key` and `tag-value` known.
 */
export function compileFilters<Item>(
  filters: readonly Filter[] | undefined,
  table: FilterTable<Item>,
  tagsOf?: (item: Item) => readonly Tag[] | undefined,
): (item: Item) => boolean {
  const tests = (filters ?? []).map(({ Name = "null", Values = [] }) => {
    if (Values.length > maximumValues) {
      throw new AwsError(
        "FilterLimitExceeded",
        `The maximum number of filter values specified on a single call is ${maximumValues}`,
      );
    }
    return { read: readerOf(Name, table, tagsOf), isWanted: matcherOf(Values) };
  });
  return (item) =>
    tests.every(({ read, isWanted }) => {
      const found = read(item);
      return Array.isArray(found) ? found.some(isWanted) : isWanted(found as FilterValue);
    });
}

function readerOf<Item>(
  name: string,
  table: FilterTable<Item>,
  tagsOf?: (item: Item) => readonly Tag[] | undefined,
): (item: Item) => FilterValue | readonly FilterValue[] {
  if (Object.hasOwn(table, name)) return table[name] as FilterTable<Item>[string];
  if (tagsOf) {
    if (name === "tag-key") return (item) => (tagsOf(item) ?? []).map(({ Key }) => Key);
    if (name === "tag-value") return (item) => (tagsOf(item) ?? []).map(({ Value }) => Value);
    if (name.startsWith("tag:")) {
      const key = name.slice("tag:".length);
      return (item) => tagsOf(item)?.find(({ Key }) => Key === key)?.Value;
    }
  }
  throw new AwsError("InvalidParameterValue", `The filter '${name}' is invalid`);
}

function matcherOf(patterns: readonly string[]): (value: FilterValue) => boolean {
  const literals = new Set(patterns.filter((pattern) => !/[*?\\]/.test(pattern)));
  const wildcards = patterns.filter((pattern) => /[*?\\]/.test(pattern)).map(toRegExp);
  return (value) => {
    if (value === undefined || value === null) return false;
    const text = String(value);
    return literals.has(text) || wildcards.some((wildcard) => wildcard.test(text));
  };
}

function toRegExp(pattern: string): RegExp {
  const source = pattern.replace(
    /\\([*?\\])|([*?])|([.+^${}()|[\]\\/])/g,
    (_, literal, wildcard, special) => {
      if (wildcard) return wildcard === "*" ? ".*" : ".";
      return `\\${literal ?? special}`;
    },
  );
  return new RegExp(`^${source}$`, "s");
}
