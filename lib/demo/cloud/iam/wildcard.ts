const compiled = new Map<string, RegExp>();

/** IAM's patterns: `*` for any text, `?` for one character. Actions are compared without regard to case. */
export function matchesPattern(pattern: string, value: string, { ignoreCase = false } = {}): boolean {
  if (pattern === "*") return true;
  const key = `${ignoreCase ? "i" : "c"}${pattern}`;
  let expression = compiled.get(key);
  if (expression === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    expression = new RegExp(`^${source}$`, ignoreCase ? "is" : "s");
    compiled.set(key, expression);
  }
  return expression.test(value);
}

/** ARN patterns match part by part: a `*` in one of the first five parts stays within its part. */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === "*") return true;
  const patternParts = arnParts(pattern);
  const parts = arnParts(arn);
  if (patternParts.length !== 6 || parts.length !== 6) return matchesPattern(pattern, arn);
  return patternParts.every((part, index) => matchesPattern(part, parts[index] ?? ""));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
