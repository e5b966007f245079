import { type Context, holds, matchesAction, matchesResource } from "./library.ts";
import type { Condition, Element, Statement } from "./policy-document.ts";
import type { Known, Request } from "./request.ts";

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
function* partsOf({ resources, conditions, version }: Statement, request: Request): Generator<Match> {
  if (resources !== null) yield matchResources(resources, version, request);
  yield* matchConditions(conditions, version, request.known);
}

export function namesAction({ actions }: Statement, action: string): boolean {
  const service = action.slice(0, action.indexOf(":") + 1).toLowerCase();
  // IAM takes `*:*` for a star, and no other star before the colon. Of other services' actions nobody need be asked.
  const patterns = actions.patterns
    .map((pattern) => (pattern === "*:*" ? "*" : pattern))
    .filter((pattern) => pattern === "*" || pattern.toLowerCase().startsWith(service));
  return patterns.length === 0 ? actions.isNot : matchesAction({ ...actions, patterns }, action);
}

function matchResources({ isNot, patterns }: Element, version: string, request: Request): Match {
  if (patterns.includes("*")) return isNot ? no : yes;
  const unknown = new Set(patterns.flatMap((pattern) => unknownVariables(pattern, version, request.known)));
  const isKnown = (pattern: string) => unknownVariables(pattern, version, request.known).length === 0;
  // What holds an unknown variable may cover anything there, and cannot be relied on to.
  const narrow = patterns.filter(isKnown);
  const wide = patterns.map((pattern) => (isKnown(pattern) ? pattern : pattern.replaceAll(variable, "*")));
  const context = contextOf(request.known);
  const covers = (list: readonly string[], extent: "all" | "some", resource: string) =>
    list.length === 0
      ? isNot
      : matchesResource({ isNot, patterns: list }, extent, { resource, context, version });

  const [surely, perhaps] = isNot ? [wide, narrow] : [narrow, wide];
  if (request.resources.every((resource) => covers(surely, "all", resource))) return yes;
  if (!request.resources.some((resource) => covers(perhaps, "some", resource))) return no;
  return { matches: "unknown", keys: [...unknown], isPerNode: unknown.size === 0 };
}

export function* matchConditions(
  conditions: readonly Condition[],
  version: string,
  known: Known,
): Generator<Match> {
  for (const condition of conditions) yield matchCondition(condition, version, known);
}

function matchCondition(condition: Condition, version: string, known: Known): Match {
  const { key, values } = condition;
  const possible = known.get(key.toLowerCase());
  const unknown = values.flatMap((value) => unknownVariables(value, version, known));
  if (possible === undefined) unknown.push(key);
  if (possible === undefined || unknown.length > 0)
    return { matches: "unknown", keys: unknown, isPerNode: false };

  const context = contextOf(known);
  const contexts = possible.length < 2 ? [context] : possible.map((value) => ({ ...context, [key]: value }));
  const [first, ...others] = contexts.map((each) => holds(condition, { context: each, version }));
  if (others.some((other) => other !== first)) return { matches: "unknown", keys: [key], isPerNode: false };
  return first ? yes : no;
}

const variable = /\$\{([^}]*)\}/g;

/** The condition keys whose value a text wants to hold, and of which no single value is known. */
function unknownVariables(text: string, version: string, known: Known): string[] {
  if (version !== "2012-10-17" || !text.includes("${")) return [];
  return [...text.matchAll(variable)]
    .map(([, content = ""]) => content.split(",")[0]!.trim())
    .filter((name) => !["*", "?", "$"].includes(name) && (known.get(name.toLowerCase())?.length ?? 2) > 1);
}

const contexts = new WeakMap<Known, Context>();

/** The keys with one known value. */
function contextOf(known: Known): Context {
  let context = contexts.get(known);
  if (context === undefined) {
    context = Object.fromEntries(
      [...known].flatMap(([key, values]) => (values.length === 1 ? [[key, values[0]!]] : [])),
    );
    contexts.set(known, context);
  }
  return context;
}
