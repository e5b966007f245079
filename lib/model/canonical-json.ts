/**
 * JSON with the keys of every object and the elements of every list in order, so that equal values have equal text. AWS lists
 * groups, tags and rules in no promised order, and what only changed places has not changed. (A policy's statements and a
 * network ACL's entries, too, mean the same in any order.)
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value)) ?? "null";
}

function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return sortList(value.map(inOrder));
  if ("toJSON" in value && typeof value.toJSON === "function") return inOrder(value.toJSON());
  const sorted: Record<string, unknown> = Object.create(null);
  const source = value as Record<string, unknown>;
  for (const key of Object.keys(source).sort()) sorted[key] = inOrder(source[key]);
  return sorted;
}

function sortList(list: unknown[]): unknown[] {
  if (list.length < 2) return list;
  const texts = new Map(list.map((element) => [element, JSON.stringify(element)]));
  return list.sort((a, b) => (texts.get(a)! < texts.get(b)! ? -1 : 1));
}
