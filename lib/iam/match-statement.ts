import { instanceKeys, type Known } from "./known.ts";
import { holds, matchesAction, matchesResource } from "./library.ts";
import type { Condition, Element, Statement } from "./policy-document.ts";
import type { Request } from "./request.ts";

/** Whether a statement speaks of a request; where that is unknown, with the keys or the node that would tell. */
export type Match = { matches: "yes" } | { matches: "no" } | Doubt;
export type Doubt = { matches: "unknown"; keys: readonly string[]; isPerNode: boolean };

export const yes: Match = { matches: "yes" };
export const no: Match = { matches: "no" };

/** All must match: one that does not settles it, whatever is unknown of the others. */
export function allOf(matches: Iterable<Match>): Match {
  const doubts: Doubt[] = [];
  for (const match of matches) {
    if (match.matches === "no") return no;
    if (match.matches === "unknown") doubts.push(match);
  }
  return doubts.length === 0 ? yes : together(doubts);
}

export function together(doubts: readonly Doubt[]): Doubt {
  const keys = [...new Set(doubts.flatMap((doubt) => doubt.keys))].sort();
  return { matches: "unknown", keys, isPerNode: doubts.some(({ isPerNode }) => isPerNode) };
}

export function matchStatement(statement: Statement, request: Request): Match {
  return namesAction(statement, request.action) ? allOf(partsOf(statement, request)) : no;
}

/** One part after the other, so that what no longer matters is not computed. */
function* partsOf({ resources, conditions }: Statement, request: Request): Generator<Match> {
  if (resources !== null) yield matchResources(resources, request);
  for (const condition of conditions) yield matchCondition(condition, request.known);
}

export function namesAction({ actions: { isNot, patterns } }: Statement, action: string): boolean {
  const wanted = action.toLowerCase();
  const service = wanted.slice(0, wanted.indexOf(":") + 1);
  const isNamed = patterns.some((pattern) => {
    // IAM takes `*:*` for a star, and no other star before the colon.
    if (pattern === "*" || pattern === "*:*") return true;
    const name = pattern.toLowerCase();
    // Most patterns are plain names, or of another service: those need no library.
    return name.startsWith(service) && (wildcard.test(name) ? matchesAction(name, wanted) : name === wanted);
  });
  return isNamed !== isNot;
}

const wildcard = /[*?]/;

function matchResources({ isNot, patterns }: Element, { resources, isOfAnyNode, known }: Request): Match {
  if (patterns.includes("*")) return isNot ? no : yes;
  const unknown = new Set(patterns.flatMap((pattern) => unknownVariables(pattern, known)));
  const resolved = patterns.map((pattern) => withValues(pattern, known));
  // A variable that nobody knows may stand for anything, and cannot be relied on to.
  const wide = resolved.map((pattern) =>
    pattern.replaceAll(variable, (text, name) => (unknown.has(name.trim()) ? "*" : text)),
  );
  const narrow = resolved.filter((pattern, index) => pattern === wide[index]);
  const { context } = known;
  const covers = (list: readonly string[], extent: "all" | "some", resource: string) =>
    list.length === 0 ? isNot : matchesResource({ isNot, patterns: list }, extent, { resource, context });

  const [surely, perhaps] = isNot ? [wide, narrow] : [narrow, wide];
  if (resources.every((resource) => covers(surely, "all", resource))) return yes;
  if (!resources.some((resource) => covers(perhaps, "some", resource))) return no;
  return { matches: "unknown", keys: [...unknown], isPerNode: isOfAnyNode && unknown.size === 0 };
}

/** What a condition says does not hang on the action, and seldom on the role, so it is found once. */
const remembered = new WeakMap<Known, WeakMap<Condition, Match>>();

export function matchCondition(condition: Condition, known: Known): Match {
  const { general } = known;
  if (general !== null && !hangsOn(condition, known)) return matchCondition(condition, general);
  const matches = remembered.get(known) ?? new WeakMap<Condition, Match>();
  remembered.set(known, matches);
  const match = matches.get(condition) ?? evaluateCondition(condition, known);
  matches.set(condition, match);
  return match;
}

function hangsOn({ key, values }: Condition, known: Known): boolean {
  return known.hasOwn(key) || values.some((value) => value.includes("${"));
}

function evaluateCondition(condition: Condition, known: Known): Match {
  const { key, values } = condition;
  const possible = known.get(key);
  const unknown = values.flatMap((value) => unknownVariables(value, known));
  if (possible === undefined) unknown.push(key);
  if (possible === undefined || unknown.length > 0)
    return { matches: "unknown", keys: unknown, isPerNode: unknown.some(isOfInstance) };

  const { context } = known;
  const asked = { ...condition, values: values.map((value) => withoutAbsent(value, known)) };
  const contexts = possible.length < 2 ? [context] : possible.map((value) => ({ ...context, [key]: value }));
  const [first, ...others] = contexts.map((each) => holds(asked, each));
  if (others.some((other) => other !== first)) return { matches: "unknown", keys: [key], isPerNode: false };
  return first ? yes : no;
}

function isOfInstance(key: string): boolean {
  return instanceKeys.includes(key.toLowerCase());
}

/** A policy variable, with the value that it has where the request has none. */
const variable = /\$\{([^},]*)(?:,\s*'([^']*)')?\s*\}/g;

/** The condition keys whose value a text wants to hold, and of which no single value is known. */
function unknownVariables(text: string, known: Known): string[] {
  if (!text.includes("${")) return [];
  return [...text.matchAll(variable)]
    .map(([, name = ""]) => name.trim())
    .filter((name) => !escaped.includes(name) && (known.get(name)?.length ?? 2) > 1);
}

/** How a policy writes a star, a question mark or a dollar that stands for itself. */
const escaped = ["*", "?", "$"];

/** The library does not put values into what it compares with a set of resources. */
function withValues(pattern: string, known: Known): string {
  if (!pattern.includes("${")) return pattern;
  return withoutAbsent(pattern, known).replaceAll(variable, (text, name: string) => {
    const [value, ...more] = known.get(name.trim()) ?? [];
    return value === undefined || more.length > 0 ? text : value;
  });
}

/**
 * What the request does not have has the value that the policy gives for that, or none, to which nothing is equal or alike: so
 * the variable's own name is put there, which no value is.
 */
function withoutAbsent(text: string, known: Known): string {
  if (!text.includes("${")) return text;
  return text.replaceAll(variable, (whole, name: string, otherwise: string | undefined) =>
    known.get(name.trim())?.length === 0 ? (otherwise ?? `\${$}${whole.slice(1)}`) : whole,
  );
}
