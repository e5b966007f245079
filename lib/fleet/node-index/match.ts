import { FleetError } from "../../model/fleet-error.ts";
import type { Node } from "../../model/node.ts";
import type { Filter, FilterTerm } from "../../routes/filter.ts";
import { none } from "./column.ts";
import { type ColumnKey, type Columns, tagValueOf, wordOfTag } from "./columns.ts";

/** How many terms a filter may have: the failing ones of a node are the bits of one integer. */
export const maxTerms = 30;

/** What the keys of marks ask for beside `yes`: the nodes that have no mark. */
const unmarkedWord = "no";

export type NodeSource = {
  columns: Columns;
  /** Slot → node; undefined where a slot is free. */
  nodes: (Node | undefined)[];
  searchTexts: string[];
};

type Matcher = (slot: number) => boolean;

/**
 * For each slot the set of terms that fail, a bit a term: 0 where the node matches. One pass then answers the list (0), a
 * facet without its own terms (mask them out), and "how many without this term". Free slots fail everything.
 */
export function failingTerms(filter: Filter, source: NodeSource): Uint32Array {
  if (filter.length > maxTerms) {
    throw new FleetError(
      "invalid-input",
      `A filter can have ${maxTerms} terms; this one has ${filter.length}. Join values with commas.`,
      {
        field: "q",
      },
    );
  }
  const matchers = filter.map((term) => toMatcher(term, source));
  const failing = new Uint32Array(source.nodes.length);
  for (let slot = 0; slot < failing.length; slot++) {
    if (source.nodes[slot] === undefined) {
      failing[slot] = 0xffffffff;
      continue;
    }
    let bits = 0;
    for (let index = 0; index < matchers.length; index++) {
      if (!matchers[index]!(slot)) bits |= 1 << index;
    }
    failing[slot] = bits >>> 0;
  }
  return failing;
}

/** The bits of the terms that `isOf` picks. */
export function maskOf(filter: Filter, isOf: (term: FilterTerm) => boolean): number {
  return filter.reduce((mask, term, index) => (isOf(term) ? mask | (1 << index) : mask), 0) >>> 0;
}

/** Whether the node in a slot satisfies the term, as the source is now. */
export function toMatcher(term: FilterTerm, source: NodeSource): Matcher {
  const matches = toPositiveMatcher(term, source);
  return term.negated ? (slot) => !matches(slot) : matches;
}

function toPositiveMatcher(term: FilterTerm, source: NodeSource): Matcher {
  switch (term.key) {
    case "text": {
      const text = term.values[0].toLowerCase();
      return (slot) => source.searchTexts[slot]!.includes(text);
    }
    case "tag":
      return toTagMatcher(term.tagKey, term.values, source);
    case "node": {
      const wanted = new Set(term.values);
      return (slot) => wanted.has(source.nodes[slot]!.id) || wanted.has(source.nodes[slot]!.name ?? "");
    }
    default:
      return toColumnMatcher(term.key, term.values, source);
  }
}

function toTagMatcher(tagKey: string, values: string[], source: NodeSource): Matcher {
  const column = source.columns.byTag.get(tagKey);
  if (column === undefined) return () => false;
  const codes =
    values.length === 0
      ? column.codesWhere((word) => tagValueOf(word) !== undefined)
      : column.codesOf(values.map(wordOfTag));
  return (slot) => column.has(slot, codes);
}

function toColumnMatcher(key: ColumnKey, values: string[], source: NodeSource): Matcher {
  const column = source.columns.byKey[key];
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  const codes = column.codesWhere((word) => {
    const lower = word.toLowerCase();
    return wanted.has(lower) || isMeant(key, lower, wanted);
  });
  return (slot) => column.has(slot, codes);
}

/** Whether a word is meant by a value that is not the word itself. */
function isMeant(key: ColumnKey, word: string, wanted: ReadonlySet<string>): boolean {
  // `agent:3.3` means the whole line of releases, as the facet counts it.
  if (key === "agent") return [...wanted].some((value) => word.startsWith(`${value}.`));
  // `subject:ci-runner` means the role of that name, whatever its account and path.
  if (key === "subject") return word.startsWith("arn:") && wanted.has(word.slice(word.lastIndexOf("/") + 1));
  if (key === "excluded" || key === "starting") return word === none && wanted.has(unmarkedWord);
  return false;
}
