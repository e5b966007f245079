/** The JSON that a text is: all of it, what stands in a fence, or one value a line. */
export function parseJson(text: string): unknown {
  const fenced = /^```(?:json)?\s*\n(.*?)\n```\s*$/s.exec(text)?.[1] ?? text;
  return /^\s*[[{"]/.test(fenced) ? (parse(fenced) ?? parseLines(fenced)) : undefined;
}

/** The JSON that stands between other words, as in a log or in a request of HTTP. */
export function findJsonInside(text: string): unknown {
  const from = text.search(/[[{]\s*["{[]/);
  if (from < 0) return undefined;
  const to = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]"));
  const inner = to > from ? parse(text.slice(from, to + 1)) : undefined;
  return typeof inner === "object" && inner !== null ? inner : undefined;
}

function parseLines(text: string): unknown[] | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length < 2 || !lines.every((line) => /^\s*\{.*\}\s*$/.test(line))) return undefined;
  const values = lines.map(parse);
  return values.includes(undefined) ? undefined : values;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
