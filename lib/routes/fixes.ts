import { type CauseCode, isCauseCode, type Subject } from "../model/cause.ts";
import { type SubjectKey, subjectKey } from "../model/subject-key.ts";
import { parseWalkthroughId, type WalkthroughKey, walkthroughId } from "../model/walkthrough-id.ts";
import { causeHref } from "./causes.ts";
import type { RawParameters } from "./fleet.ts";

/** The ways in which a step is told, in the order of their tabs. */
export const stepTabs = ["cli", "console", "terraform", "cloudformation"] as const;
export type StepTab = (typeof stepTabs)[number];

/** What the address of the fixes page can say: words that a fix has, and a cause that it removes. */
export type FixesQuery = { q: string; cause: CauseCode | null };

export function parseFixesQuery(raw: RawParameters): FixesQuery {
  const cause = first(raw.cause);
  return { q: first(raw.q), cause: isCauseCode(cause) ? cause : null };
}

/** The walkthroughs under way, and all fixes. */
export function fixesHref({ q = "", cause = null }: Partial<FixesQuery> = {}): string {
  return withParameters("/fixes", { q, cause });
}

/** Who did what, with AWS's answers. */
export function fixHistoryHref({ q = "" }: { q?: string } = {}): string {
  return withParameters("/fixes/history", { q });
}

/** Where on a walkthrough somebody is: a step, and how it is told. Null is where it would open by itself. */
export type WalkthroughQuery = { step: string | null; tab: StepTab | null };

export function parseWalkthroughQuery(raw: RawParameters): WalkthroughQuery {
  const tab = first(raw.tab);
  return { step: first(raw.step) || null, tab: stepTabs.find((one) => one === tab) ?? null };
}

/** One fix on one subject. The id has colons and slashes, so it is one encoded segment. */
export function walkthroughHref(id: string | WalkthroughKey, query: Partial<WalkthroughQuery> = {}): string {
  const text = typeof id === "string" ? id : walkthroughId(id);
  return withParameters(`/fixes/${encodeURIComponent(text)}`, query);
}

/** Whose fixes they are, of the cause that a node of `scope` has. */
export function fixedCauseOf(
  scope: string,
  { code, subject }: { code: CauseCode; subject: Subject },
): { code: CauseCode; key: SubjectKey } {
  return { code, key: subjectKey(scope, subject) };
}

/** A cause's page with its fixes open beside it. */
export function causeFixHref({ code, key }: { code: CauseCode; key: SubjectKey }): string {
  return `${causeHref(code, key)}?fix=yes`;
}

/** Which walkthrough the segment of an address names, encoded or not; undefined where it is none. */
export function parseWalkthroughSegment(segment: string): WalkthroughKey | undefined {
  try {
    return parseWalkthroughId(decodeURIComponent(segment));
  } catch {
    return undefined;
  }
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

function withParameters(path: string, parameters: Record<string, string | null | undefined>): string {
  const present = Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return present.length === 0 ? path : `${path}?${new URLSearchParams(present)}`;
}
