import {
  type FacetKey,
  type Filter,
  type FilterLanguage,
  type FilterTerm,
  isTagTerm,
  isTextTerm,
  valuesOf,
  withValues,
} from "../../lib/routes/filter.ts";
import { nameScopesIn, type ScopeNames } from "../fleet/use-scope-names.ts";

/** What completion is asked for a draft: the values of `key` (null: the keys themselves) that begin with `prefix`. */
export type CompletionAsk = { key: string | null; prefix: string };

export type Choice = { value: string; label: string | null; count: number | null };

/** The term that is being typed, in parts. `before` are the alternatives that stand already: `status:lost,` */
type DraftParts = { negated: boolean; key: string | null; before: string; prefix: string };

/** The language that a draft is in, as far as its keys tell. */
type Keys = { keys: readonly string[] };

function partsOf({ keys }: Keys, draft: string): DraftParts {
  const negated = draft.startsWith("-") && draft.length > 1;
  const text = negated ? draft.slice(1) : draft;
  const colon = text.indexOf(":");
  const key = colon < 0 ? "" : text.slice(0, colon).toLowerCase();
  if (key === "tag") return tagPartsOf(text.slice(colon + 1), negated);
  if (!keys.includes(key)) return { negated, key: null, before: "", prefix: bare(text) };
  return { negated, key, ...alternativesOf(text.slice(colon + 1)) };
}

function tagPartsOf(rest: string, negated: boolean): DraftParts {
  const tagKey = /^(?:"((?:\\.|[^"\\])*)"|([^=]*))=/.exec(rest);
  if (!tagKey) return { negated, key: "tag", before: "", prefix: bare(rest) };
  const name = tagKey[1] === undefined ? tagKey[2]! : tagKey[1].replaceAll(/\\(.)/g, "$1");
  return { negated, key: `tag:${name}`, ...alternativesOf(rest.slice(tagKey[0].length)) };
}

function alternativesOf(text: string): { before: string; prefix: string } {
  let comma = -1;
  let isQuoted = false;
  for (const [index, character] of [...text].entries()) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === "," && !isQuoted) comma = index;
  }
  const characters = [...text];
  return {
    before: characters.slice(0, comma + 1).join(""),
    prefix: bare(characters.slice(comma + 1).join("")),
  };
}

function bare(text: string): string {
  return text.replaceAll('"', "");
}

export function completionAskOf(language: Keys, draft: string): CompletionAsk {
  const { key, prefix } = partsOf(language, draft);
  return { key, prefix };
}

/** A choice either leads on (`text`: there is more to type) or ends the term. */
export type Completed<Key extends string> = { text: string } | { term: FilterTerm<Key> };

export function completeWith<Key extends string>(
  language: FilterLanguage<Key>,
  draft: string,
  value: string,
): Completed<Key> {
  const { negated, key, before } = partsOf(language, draft);
  const minus = negated ? "-" : "";
  if (key === null) return { text: `${minus}${value}:` };
  if (key === "tag") {
    return { text: `${language.printTerm({ key: "tag", tagKey: value, values: [], negated })}=` };
  }
  // Any key reads its alternatives alike.
  const present = language
    .parse(`${language.keys[0]}:${before}`)
    .filter((term) => term.key === language.keys[0])
    .flatMap((term) => term.values);
  const values = [...new Set([...present, value])];
  if (key.startsWith("tag:")) return { term: { key: "tag", tagKey: key.slice(4), values, negated } };
  return { term: { key: key as Key, values, negated } };
}

/**
 * The filter with one more term. A second term of the same facet widens the first: nobody who has `status:lost` and adds
 * `status:off` means the nodes that are both.
 */
export function addTerm<Key extends string>(
  { printTerm }: FilterLanguage<Key>,
  filter: Filter<Key>,
  term: FilterTerm<Key>,
): Filter<Key> {
  if (isTextTerm(term) || term.negated || term.values.length === 0) {
    const text = printTerm(term);
    return filter.some((present) => printTerm(present) === text) ? filter : [...filter, term];
  }
  const facet: FacetKey<Key> = isTagTerm(term) ? `tag:${term.tagKey}` : term.key;
  return withValues(filter, facet, [...valuesOf(filter, facet), ...term.values]);
}

export function addText<Key extends string>(
  language: FilterLanguage<Key>,
  filter: Filter<Key>,
  text: string,
): Filter<Key> {
  return language.parse(text).reduce((present, term) => addTerm(language, present, term), filter);
}

/** Whether a space typed after `draft` ends its term: not inside quotes, and not before a value was given. */
export function isComplete(draft: string): boolean {
  const quotes = draft.replaceAll(/\\./g, "").split('"').length - 1;
  return draft.trim() !== "" && quotes % 2 === 0 && !/[:=,]$/.test(draft);
}

/** A term as a chip shows it: what is asked, and the answer that it wants. */
export function chipOf<Key extends string>(
  term: FilterTerm<Key>,
  names: ScopeNames = {},
): { lead: string; value: string } {
  const minus = term.negated ? "not " : "";
  if (isTextTerm(term)) return { lead: minus.trim(), value: term.values[0] };
  const nameOf = (value: string) => (term.key === "scope" ? nameScopesIn(value, names) : value || "(empty)");
  const values = term.values.map(nameOf).join(", ");
  if (!isTagTerm(term)) return { lead: `${minus}${term.key}:`, value: values };
  return term.values.length === 0
    ? { lead: `${minus}tag:`, value: term.tagKey }
    : { lead: `${minus}tag:${term.tagKey}=`, value: values };
}
