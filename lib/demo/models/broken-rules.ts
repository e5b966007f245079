import type { Constraint } from "./constraints.ts";

/** A rule of AWS's model that a value breaks, in the words in which AWS's services tell it. */
export type BrokenRule = {
  rule: "minimum" | "maximum" | "shortest" | "longest" | "pattern" | "enum" | "content";
  words: string;
};

/** Every rule that a member's value breaks. What a list or a map holds counts as one. */
export function brokenRules(constraint: Constraint, value: unknown): BrokenRule[] {
  return [...rulesOf(constraint, value), ...contentRules(constraint, value)]
    .filter(({ holds }) => !holds)
    .map(({ rule, words }) => ({ rule, words }));
}

type Rule = BrokenRule & { holds: boolean };

function rulesOf({ min, max, pattern, enum: allowed }: Constraint, value: unknown): Rule[] {
  const isNumber = typeof value === "number";
  const size = sizeOf(value);
  const rules: Rule[] = [];
  const add = (rule: BrokenRule["rule"], words: string, holds: boolean) => rules.push({ rule, words, holds });
  const noun = isNumber ? "value" : "length";
  if (max !== undefined) {
    const words = `Member must have ${noun} less than or equal to ${max}`;
    add(isNumber ? "maximum" : "longest", words, size <= max);
  }
  if (min !== undefined) {
    const words = `Member must have ${noun} greater than or equal to ${min}`;
    add(isNumber ? "minimum" : "shortest", words, size >= min);
  }
  if (pattern !== undefined && typeof value === "string") {
    const words = `Member must satisfy regular expression pattern: ${pattern}`;
    add("pattern", words, toRegExp(pattern).test(value));
  }
  if (allowed && typeof value === "string") {
    add("enum", `Member must satisfy enum value set: [${allowed.join(", ")}]`, allowed.includes(value));
  }
  return rules;
}

function contentRules({ item, key, value: inMap }: Constraint, value: unknown): Rule[] {
  const content: [Constraint | undefined, string, readonly unknown[]][] = Array.isArray(value)
    ? [[item, "Member must satisfy constraint", value]]
    : [
        [key, "Map keys must satisfy constraint", keysOf(value)],
        [inMap, "Map value must satisfy constraint", valuesOf(value)],
      ];
  return content.flatMap(([constraint, words, members]) => {
    if (!constraint) return [];
    const broken = members.find((member) => brokenRules(constraint, member).length > 0);
    if (broken === undefined) return [];
    const rules = [...rulesOf(constraint, broken), ...contentRules(constraint, broken)];
    const all = rules.map((rule) => rule.words).join(", ");
    return [{ rule: "content" as const, words: `${words}: [${all}]`, holds: false }];
  });
}

function sizeOf(value: unknown): number {
  if (typeof value === "number") return value;
  // AWS counts characters, and a pair of surrogates is one.
  if (typeof value === "string") return [...value].length;
  return Array.isArray(value) ? value.length : keysOf(value).length;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const keysOf = (value: unknown): string[] => (isMap(value) ? Object.keys(value) : []);
const valuesOf = (value: unknown): unknown[] => (isMap(value) ? Object.values(value) : []);

const compiled = new Map<string, RegExp>();

/**
 * A pattern as its service reads it: it must match the whole value. The models write Java's dialect, of which `\p{L}`
 * needs JavaScript's Unicode mode, and needless escapes (`\_`) refuse it.
 */
export function toRegExp(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const whole = `^(?:${pattern})$`;
  let expression: RegExp;
  try {
    expression = new RegExp(whole, "u");
  } catch {
    expression = new RegExp(whole);
  }
  compiled.set(pattern, expression);
  return expression;
}
