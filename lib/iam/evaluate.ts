import { type Doubt, type Match, matchStatement, together } from "./match-statement.ts";
import type { Statement } from "./policy-document.ts";
import type { Request } from "./request.ts";

/** A policy that takes part in a decision. Its statements are null where it could not be read. */
export type Policy<Source> = { source: Source; statements: readonly Statement[] | null };

export type Found<Source> = { source: Source; statement: Statement };

/** What policies of one layer say of a request together: a deny beats an allow, and nothing allows but a statement. */
export type Ruling<Source> =
  | { is: "denied"; found: Found<Source> }
  | { is: "allowed"; found: Found<Source> }
  | { is: "missing" }
  /** It hangs on what nobody here knows. `found` is what might decide. */
  | { is: "undecided"; found: Found<Source>; doubt: Doubt }
  /** It hangs on a policy that could not be read. */
  | { is: "unread" };

export function rule<Source>(
  policies: readonly Policy<Source>[],
  request: Request,
  match: (statement: Statement, request: Request) => Match = matchStatement,
): Ruling<Source> {
  const found = { Allow: noMatches<Source>(), Deny: noMatches<Source>() };
  for (const { source, statements } of policies) {
    for (const statement of statements ?? []) {
      const matched = match(statement, request);
      if (matched.matches === "yes") found[statement.effect].sure.push({ source, statement });
      if (matched.matches === "unknown")
        found[statement.effect].possible.push({ source, statement, doubt: matched });
    }
  }
  const [deny] = found.Deny.sure;
  if (deny !== undefined) return { is: "denied", found: deny };
  const isUnread = policies.some(({ statements }) => statements === null);
  return isUnread ? { is: "unread" } : ruleWithoutDeny(found.Allow, found.Deny.possible);
}

type Matches<Source> = { sure: Found<Source>[]; possible: (Found<Source> & { doubt: Doubt })[] };

function noMatches<Source>(): Matches<Source> {
  return { sure: [], possible: [] };
}

function ruleWithoutDeny<Source>(
  allows: Matches<Source>,
  possibleDenies: Matches<Source>["possible"],
): Ruling<Source> {
  const [allow] = allows.sure;
  const hangsOn = allow === undefined ? [...allows.possible, ...possibleDenies] : possibleDenies;
  const [first] = hangsOn;
  if (allow === undefined && allows.possible.length === 0) return { is: "missing" };
  if (first === undefined) return allow === undefined ? { is: "missing" } : { is: "allowed", found: allow };
  return { is: "undecided", found: first, doubt: together(hangsOn.map(({ doubt }) => doubt)) };
}
