import { type CauseCode, isCauseCode, type Subject } from "../model/cause.ts";
import { parseScopeKey } from "../model/scope.ts";
import { parseSubjectKey, type SubjectKey, subjectKey } from "../model/subject-key.ts";
import { type Filter, parseFilter, printFilter } from "./filter.ts";
import type { RawParameters } from "./fleet.ts";

/** What the address of the causes page can say. Defaults never appear in it. */
export type CausesQuery = { q: string };

export function parseCausesQuery(raw: RawParameters): CausesQuery {
  const q = Array.isArray(raw.q) ? raw.q[0] : raw.q;
  return { q: q ?? "" };
}

export function causesHref({ q = "" }: Partial<CausesQuery> = {}): string {
  return q === "" ? "/causes" : `/causes?${new URLSearchParams({ q })}`;
}

/** A code's page in the catalogue, with its open causes. */
export function causeCodeHref(code: CauseCode): string {
  return `/causes/${code}`;
}

/** What no node has: it is a call's own, or nobody knows it. */
const withoutPage: ReadonlySet<CauseCode> = new Set([
  "target-malformed",
  "target-expression-invalid",
  "target-matches-nothing",
  "target-duplicate",
  "caller-not-authorized",
  "platform-unsupported",
  "notification-invalid",
  "advanced-tier-required",
  "unexplained",
]);

/** Whether there is a page for a code: the catalogue has what nodes can have. */
export function hasCodePage(code: CauseCode): boolean {
  return !withoutPage.has(code);
}

/** Whether a text is a code that failures alone can have. */
export function isOfFailuresAlone(text: string): boolean {
  return isCauseCode(text) && !hasCodePage(text);
}

/** All codes with what they mean. */
export function catalogueHref(): string {
  return "/causes/catalogue";
}

/** One shared cause. Keys have colons and slashes, so they are one encoded segment. */
export function causeHref(code: CauseCode, key: SubjectKey): string {
  return `/causes/${code}/${encodeURIComponent(key)}`;
}

/** The key of the subject that a cause blames in `scope`, as addresses have it. */
export function causeKeyOf(scope: string, subject: Pick<Subject, "id" | "scope">): SubjectKey {
  return subjectKey(scope, subject);
}

/** The page of the cause that a node of `scope` has. */
export function causeHrefOf(scope: string, cause: { code: CauseCode; subject: Subject }): string {
  return causeHref(cause.code, subjectKey(scope, cause.subject));
}

/** Where its subject stands; what is IAM's stands in every Region, so in that of a scope whose nodes have it. */
export function regionOfCause({ key, scopes }: { key: SubjectKey; scopes: readonly string[] }): string {
  return parseScopeKey(parseSubjectKey(key)?.scope ?? scopes[0] ?? "")?.region ?? "";
}

/** The code and the key of a cause's address, of which the segments may be encoded; undefined where it is none. */
export function parseCauseSegments(segments: {
  code: string;
  subjectKey: string;
}): { code: CauseCode; key: SubjectKey } | undefined {
  const key = decode(segments.subjectKey);
  if (!isCauseCode(segments.code) || key === undefined || !parseSubjectKey(key)) return undefined;
  return { code: segments.code, key };
}

/** The code that a page can be of, in whatever case it is written; undefined where no node can have it. */
export function parsePagedCode(text: string): CauseCode | undefined {
  const code = text.toLowerCase();
  return isCauseCode(code) && hasCodePage(code) ? code : undefined;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

// Ids that AWS hands out occur once in the world, and so does what is named under one (a zone of a VPC); any other (an
// organization, a setting) is its scope's own.
const isUnique = /^[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,}(?:\/|$)|^arn:/;

/** The filter that finds the nodes of a shared cause, on top of what else is asked of them. */
export function causeFilter(code: CauseCode, key: SubjectKey, q = ""): string {
  const { scope, id } = parseSubjectKey(key) ?? { scope: null, id: key };
  const terms: Filter = [
    { key: "cause", values: [code], negated: false },
    { key: "subject", values: [id], negated: false },
  ];
  if (scope !== null && !isUnique.test(id)) terms.push({ key: "scope", values: [scope], negated: false });
  return printFilter([...terms, ...parseFilter(q)]);
}

/** The filter that finds all nodes that share the cause that a node of `scope` has. */
export function causeFilterOf(scope: string, cause: { code: CauseCode; subject: Subject }): string {
  return causeFilter(cause.code, subjectKey(scope, cause.subject));
}
