/**
 * JSON with the keys of every object in order, so that equal values have equal text. The order of a list counts: what AWS
 * lists in no particular order is sorted where it is parsed.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value)) ?? "null";
}

function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  if ("toJSON" in value && typeof value.toJSON === "function") return inOrder(value.toJSON());
  const sorted: Record<string, unknown> = Object.create(null);
  const source = value as Record<string, unknown>;
  for (const key of Object.keys(source).sort()) sorted[key] = inOrder(source[key]);
  return sorted;
}
