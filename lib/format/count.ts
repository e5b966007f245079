// One locale for all: the sentences around the numbers are English, and server and browser must print alike.
const grouped = new Intl.NumberFormat("en-US");

/** `1204` as `1,204`. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** A number with its noun: `1 node`, `1,204 nodes`, `2 policies` where the plural is given. */
export function formatCountOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Parts of a sentence in a row: `a`, `a and b`, `a, b and c`. */
export function formatList(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
