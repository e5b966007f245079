import type { FailureQuery } from "../../api/failure.ts";
import { isNodeId } from "../../failures/explain-call.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { type FailureFilterKey, failureFilter, parseMoment } from "../../routes/failures.ts";
import { type FilterTerm, isTagTerm, isTextTerm } from "../../routes/filter.ts";
import type { FailureCondition } from "../../store/load-failures.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FleetContext } from "../context.ts";
import type { IndexedSeries } from "./failure-index.ts";

export type FailureTerm = FilterTerm<FailureFilterKey>;

/** What a query asks for: a time, terms that whole series pass or fail, and conditions that take the rows themselves. */
export type ChosenFailures = {
  since: number;
  /** The moment after the last; infinite where it is now or later, as nothing failed in the future. */
  until: number;
  now: number;
  terms: { term: FailureTerm; matches(series: IndexedSeries): boolean }[];
  conditions: { term: FailureTerm; condition: FailureCondition }[];
  /** Of the tab and the group: what no facet leaves out. */
  isMeant(series: IndexedSeries): boolean;
};

const defaultDays = 30;
const dayMs = 86_400_000;

export function chooseFailures(
  context: FleetContext,
  { q, since, until, tab, group }: FailureQuery & { group?: string },
): ChosenFailures {
  const now = context.now();
  const end = until === undefined ? Number.POSITIVE_INFINITY : momentOf("until", until, now);
  const chosen: ChosenFailures = {
    since: since === undefined ? now - defaultDays * dayMs : momentOf("since", since, now),
    until: end > now ? Number.POSITIVE_INFINITY : end,
    now,
    terms: [],
    conditions: [],
    isMeant: (series) =>
      (tab === undefined || series.isSilent === (tab === "silent")) &&
      (group === undefined || series.group === group),
  };
  for (const term of failureFilter.parse(q)) {
    const condition = toCondition(context, term);
    if (condition) chosen.conditions.push({ term, condition });
    else chosen.terms.push({ term, matches: toMatcher(term) });
  }
  return chosen;
}

function momentOf(field: string, text: string, now: number): number {
  const moment = parseMoment(text, now);
  if (moment !== undefined) return moment;
  throw new FleetError(
    "invalid-input",
    `${text} is no time. Give milliseconds since the epoch, an ISO time, or how long ago, as 7d, 12h or 30m.`,
    { field },
  );
}

/** Whether all terms hold. */
export function isChosen({ terms, isMeant }: ChosenFailures, series: IndexedSeries): boolean {
  return isMeant(series) && terms.every(({ matches }) => matches(series));
}

/** What a value means where there is nothing: `caller:none`. */
export const noValue = "none";

/** The words of a series by the key of the filter that asks for them. */
export function wordsOf(series: IndexedSeries, key: Exclude<FailureFilterKey, "node" | "status">): string[] {
  const [account = "", region = ""] = series.scope.split(":");
  switch (key) {
    case "document":
      return [series.documentName ?? noValue];
    case "caller":
      return series.caller === null ? [noValue] : [series.caller, ...shortNames(series.caller)];
    case "subject":
      return series.subject === null ? [noValue] : [series.subject.id, ...shortNames(series.subject.id)];
    case "account":
      return [account];
    case "region":
      return [region];
    default:
      return [series[key]];
  }
}

/** `role/deploy` and `deploy` mean the role, whatever its account. */
function shortNames(arn: string): string[] {
  if (!arn.startsWith("arn:")) return [];
  const resource = arn.split(":").slice(5).join(":");
  const named = resource.replace(/^assumed-role\//, "role/");
  return [resource, named, resource.slice(resource.lastIndexOf("/") + 1)];
}

function toMatcher(term: FailureTerm): (series: IndexedSeries) => boolean {
  const matches = toPositiveMatcher(term);
  return term.negated ? (series) => !matches(series) : matches;
}

function toPositiveMatcher(term: FailureTerm): (series: IndexedSeries) => boolean {
  if (isTextTerm(term)) return (series) => textOf(series).includes(term.values[0].toLowerCase());
  if (isTagTerm(term) || term.key === "node" || term.key === "status") return () => false;
  const { key } = term;
  const wanted = new Set(term.values.map((value) => value.toLowerCase()));
  return (series) => wordsOf(series, key).some((word) => wanted.has(word.toLowerCase()));
}

function textOf(series: IndexedSeries): string {
  const { kind, operation, documentName, caller, cause, subject, sentence } = series;
  return [kind, operation, documentName, caller, cause, titleOfCause(cause), subject?.id, sentence]
    .join("\n")
    .toLowerCase();
}

const looksLikeId = /^(?:m?i-)?[0-9a-f][0-9a-f-]{7,}$/i;

/** What of a term only the rows can tell: which nodes they were aimed at, and their ids. Undefined where it is of series alone. */
function toCondition(context: FleetContext, term: FailureTerm): FailureCondition | undefined {
  const { negated } = term;
  if (isTextTerm(term)) {
    const [text] = term.values;
    const nodes = nodesUnder(context, { ...term, negated: false });
    const ids = looksLikeId.test(text) ? [text] : [];
    if (nodes.length === 0 && ids.length === 0) return undefined;
    if (ids.length > 0) nodes.push(text);
    const matches = toPositiveMatcher(term);
    const series = [...context.failures.series.values()].filter(matches).map(({ number }) => number);
    return { series, nodes, ids, negated };
  }
  if (!isTagTerm(term) && term.key === "subject") return toSubjectCondition(context, term);
  if (!isTagTerm(term) && term.key !== "node" && term.key !== "status") return undefined;
  const nodes = nodesUnder(context, { ...term, negated: false } as FailureTerm);
  // A node that is gone has failures all the same.
  if (term.key === "node") nodes.push(...term.values);
  return { series: [], nodes: [...new Set(nodes)], ids: [], negated };
}

/** A node that is itself to blame is no subject of a whole series, and is found among those that failures were aimed at. */
function toSubjectCondition(
  context: FleetContext,
  term: Extract<FailureTerm, { key: FailureFilterKey }>,
): FailureCondition | undefined {
  const nodes = term.values.filter(isNodeId);
  if (nodes.length === 0) return undefined;
  const matches = toPositiveMatcher(term);
  const series = [...context.failures.series.values()].filter(matches).map(({ number }) => number);
  return { series, nodes, ids: [], negated: term.negated };
}

function nodesUnder({ index }: FleetContext, term: FailureTerm): string[] {
  const failing = index.match([term as Parameters<typeof index.match>[0][number]]);
  const ids: string[] = [];
  for (let slot = 0; slot < failing.length; slot++) {
    if (failing[slot] === 0) ids.push(index.nodes[slot]!.id);
  }
  return ids;
}
