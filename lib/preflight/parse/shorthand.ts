/**
 * Reads the AWS CLI's shorthand: `Key=tag:Env,Values=prod,staging`. A value may stand in quotes, and one without an equals
 * sign belongs to the key before it. Undefined where the text is none.
 */
export function parseShorthand(text: string): Record<string, string[]> | undefined {
  const parts = splitOutside(text, ",");
  const fields: Record<string, string[]> = {};
  let current: string | undefined;
  for (const part of parts) {
    const key = /^\s*([A-Za-z][A-Za-z0-9]*)=/.exec(part);
    // A value of a tag may have an equals sign of its own, but never begins like a field of the shorthand.
    if (key && (current === undefined || /^[A-Z]/.test(key[1]!))) {
      current = key[1]!;
      fields[current] = toValues(part.slice(key[0].length));
    } else if (current === undefined) return undefined;
    else for (const value of toValues(part)) fields[current]!.push(value);
  }
  return current === undefined ? undefined : fields;
}

/** `[a,b]` is a list; the brackets have kept its commas together. */
function toValues(text: string): string[] {
  const trimmed = text.trim();
  const list = /^\[(.*)\]$/s.exec(trimmed);
  if (list) return splitOutside(list[1]!, ",").map(unquote);
  return trimmed === "" ? [] : [unquote(trimmed)];
}

export function unquote(text: string): string {
  const trimmed = text.trim();
  const quoted = /^(["'])(.*)\1$/s.exec(trimmed);
  return quoted ? quoted[2]! : trimmed;
}

/** The parts between separators that stand outside of quotes and brackets. */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = "";
  let quote = "";
  let depth = 0;
  for (const character of text) {
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    else if (character === separator && depth <= 0) {
      parts.push(part);
      part = "";
      continue;
    }
    part += character;
  }
  return [...parts, part];
}
