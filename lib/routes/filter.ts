/** The keys of the filter language. Anything before a colon that is none of them is text: ARNs have colons. */
export const filterKeys = [
  "status",
  "cause",
  "subject",
  "excluded",
  "starting",
  "failure",
  "scope",
  "account",
  "region",
  "vpc",
  "subnet",
  "platform",
  "state",
  "agent",
  "group",
  "role",
  "node",
] as const;
export type FilterKey = (typeof filterKeys)[number];

/** One term: the values are alternatives, and terms of a filter must all hold. */
export type FilterTerm<Key extends string = FilterKey> =
  | { key: Key; values: string[]; negated: boolean }
  | TagTerm
  | TextTerm;

export type Filter<Key extends string = FilterKey> = FilterTerm<Key>[];

/** The filter language over some keys: one page filters nodes, another one what failed. */
export type FilterLanguage<Key extends string> = {
  keys: readonly Key[];
  /**
   * Reads `key:a,b` (or), terms together (and), `-term` (not), `"…"` quotes, `tag:Key=Value`, `tag:Key`, and anything else
   * as text. It accepts every input; an open quote ends at the end of the text.
   */
  parse(input: string): Filter<Key>;
  /** The text that `parse` reads back as the same filter. */
  print(filter: Filter<Key>): string;
  printTerm(term: FilterTerm<Key>): string;
};

export function filterLanguage<Key extends string>(keys: readonly Key[]): FilterLanguage<Key> {
  const known: ReadonlySet<string> = new Set(keys);
  const printTerm = (term: FilterTerm<Key>) => printTermOf(term, known);
  return {
    keys,
    parse: (input) => toWords(input).flatMap((word) => toTerm<Key>(word, known) ?? []),
    print: (filter) => filter.map(printTerm).join(" "),
    printTerm,
  };
}

/** The filter language of the fleet: over everything that is known of a node. */
export const fleetFilter: FilterLanguage<FilterKey> = filterLanguage(filterKeys);
export const { parse: parseFilter, print: printFilter, printTerm } = fleetFilter;

function printTermOf<Key extends string>(term: FilterTerm<Key>, known: ReadonlySet<string>): string {
  const minus = term.negated ? "-" : "";
  if (isTextTerm(term)) return minus + quote(term.values[0], { textAmong: known });
  const values = term.values.map((value) => quote(value)).join(",");
  if (!isTagTerm(term)) return `${minus}${term.key}:${values}`;
  const key = quote(term.tagKey, { isTagKey: true });
  return term.values.length === 0 ? `${minus}tag:${key}` : `${minus}tag:${key}=${values}`;
}

/** `tag:Key` (no values) has the tag at all; `tag:Key=a,b` has one of the values. */
type TagTerm = { key: "tag"; tagKey: string; values: string[]; negated: boolean };
type TextTerm = { key: "text"; values: [string]; negated: boolean };

export function isTagTerm<Key extends string>(term: FilterTerm<Key>): term is TagTerm {
  return term.key === "tag";
}

export function isTextTerm<Key extends string>(term: FilterTerm<Key>): term is TextTerm {
  return term.key === "text";
}

/** What a facet is called in the filter language: `status`, or `tag:Env`. */
export type FacetKey<Key extends string = FilterKey> = Key | `tag:${string}`;

export function isTermOf<Key extends string>(term: FilterTerm<Key>, facet: FacetKey<NoInfer<Key>>): boolean {
  if (term.negated) return false;
  return isTagTerm(term) ? `tag:${term.tagKey}` === facet && term.values.length > 0 : term.key === facet;
}

/** The values that a filter asks of one facet; empty where it asks nothing of it. */
export function valuesOf<Key extends string>(filter: Filter<Key>, facet: FacetKey<NoInfer<Key>>): string[] {
  return filter.filter((term) => isTermOf(term, facet)).flatMap((term) => term.values);
}

/** The filter with these values of a facet, in place of those that it had; none takes the facet's terms away. */
export function withValues<Key extends string>(
  filter: Filter<Key>,
  facet: FacetKey<NoInfer<Key>>,
  values: string[],
): Filter<Key> {
  const at = filter.findIndex((term) => isTermOf(term, facet));
  const rest = filter.filter((term) => !isTermOf(term, facet));
  if (values.length === 0) return rest;
  const unique = [...new Set(values)];
  const term: FilterTerm<Key> = facet.startsWith("tag:")
    ? { key: "tag", tagKey: facet.slice(4), values: unique, negated: false }
    : { key: facet as Key, values: unique, negated: false };
  return at < 0 ? [...rest, term] : rest.toSpliced(Math.min(at, rest.length), 0, term);
}

export function toggleValue<Key extends string>(
  filter: Filter<Key>,
  facet: FacetKey<NoInfer<Key>>,
  value: string,
): Filter<Key> {
  const present = valuesOf(filter, facet);
  return withValues(
    filter,
    facet,
    present.includes(value) ? present.filter((v) => v !== value) : [...present, value],
  );
}

/** A word of the input: its characters, each with whether it stood in quotes. */
type Word = { text: string; quoted: boolean[] };

function toWords(input: string): Word[] {
  const words: Word[] = [];
  let word: Word | null = null;
  let isQuoted = false;
  for (let index = 0; index < input.length; index++) {
    const character = input[index]!;
    if (isQuoted && character === "\\" && index + 1 < input.length) {
      word!.text += input[++index];
      word!.quoted.push(true);
    } else if (character === '"') {
      isQuoted = !isQuoted;
      word ??= { text: "", quoted: [] };
    } else if (!isQuoted && /\s/.test(character)) {
      if (word) words.push(word);
      word = null;
    } else {
      word ??= { text: "", quoted: [] };
      word.text += character;
      word.quoted.push(isQuoted);
    }
  }
  if (word) words.push(word);
  return words;
}

function toTerm<Key extends string>(whole: Word, known: ReadonlySet<string>): FilterTerm<Key> | undefined {
  const negated = whole.text.length > 1 && whole.text[0] === "-" && !whole.quoted[0];
  const word = negated ? slice(whole, 1) : whole;
  if (word.text === "") return undefined;
  const colon = indexOfBare(word, ":");
  const key = colon < 0 ? "" : word.text.slice(0, colon).toLowerCase();
  const rest = slice(word, colon + 1);
  if (key === "tag" && rest.text !== "") return toTagTerm(rest, negated);
  if (known.has(key)) {
    const values = splitBare(rest, ",");
    if (values.length > 0) return { key: key as Key, values, negated };
  }
  return { key: "text", values: [word.text], negated };
}

function toTagTerm(word: Word, negated: boolean): TagTerm {
  const equals = indexOfBare(word, "=");
  if (equals <= 0) return { key: "tag", tagKey: word.text, values: [], negated };
  const tagKey = word.text.slice(0, equals);
  const rest = slice(word, equals + 1);
  return { key: "tag", tagKey, values: rest.text === "" ? [""] : splitBare(rest, ","), negated };
}

function slice(word: Word, from: number, to = word.text.length): Word {
  return { text: word.text.slice(from, to), quoted: word.quoted.slice(from, to) };
}

function indexOfBare(word: Word, character: string): number {
  for (let index = 0; index < word.text.length; index++) {
    if (word.text[index] === character && !word.quoted[index]) return index;
  }
  return -1;
}

/** The parts between unquoted separators; empty parts are dropped, as in `a,,b`. */
function splitBare(word: Word, separator: string): string[] {
  const parts: string[] = [];
  let rest = word;
  for (let at = indexOfBare(rest, separator); at >= 0; at = indexOfBare(rest, separator)) {
    parts.push(rest.text.slice(0, at));
    rest = slice(rest, at + 1);
  }
  return [...parts, rest.text].filter((part) => part !== "");
}

function quote(
  value: string,
  { textAmong, isTagKey = false }: { textAmong?: ReadonlySet<string>; isTagKey?: boolean } = {},
): string {
  const isSafe =
    !/[\s",\\]/.test(value) &&
    !(isTagKey && (value.includes("=") || value.includes(":"))) &&
    !(textAmong && (value.startsWith("-") || looksLikeTerm(value, textAmong)));
  return isSafe ? value : `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function looksLikeTerm(value: string, known: ReadonlySet<string>): boolean {
  const key = value.slice(0, Math.max(value.indexOf(":"), 0)).toLowerCase();
  return key === "tag" || known.has(key);
}
