import type { CauseCode, Subject } from "../model/cause.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Evidence } from "../model/verdict.ts";
import type { Explanation, Finding, FoundCause } from "./check.ts";

/** The words of an outcome. A function where making them costs something: most are never read. */
export type Words = string | (() => Explanation);

export function pass(words: Words): Finding {
  return { outcome: "pass", explain: explained(words) };
}

export function notApplicable(words: Words): Finding {
  return { outcome: "not-applicable", explain: explained(words) };
}

/** With several causes the first one is the headline, and speaks for the finding. */
export function fail(...causes: readonly [FoundCause, ...FoundCause[]]): Finding {
  return { outcome: "fail", causes, explain: causes[0].explain };
}

/** A symptom: what is seen is one sentence, and what it comes from, where nothing else explains it, another. */
export function failAsSeen(seen: () => Explanation, cause: FoundCause): Finding {
  return { outcome: "fail", causes: [cause], explain: seen };
}

export function warn(words: Words, causes: readonly FoundCause[] = []): Finding {
  return { outcome: "warn", causes, explain: explained(words) };
}

export function unknown(gaps: readonly [Gap, ...Gap[]]): Finding {
  return {
    outcome: "unknown",
    gaps,
    explain: () => ({ sentence: [...new Set(gaps.map(explainGap))].join(" "), evidence: [] }),
  };
}

/** What a missing read means, and which permission would help where one is missing. */
export function explainGap(gap: Gap): string {
  const told = explainRead(gap);
  return gap.isElsewhere ? `${gap.scope}: ${told}` : told;
}

function explainRead({ action, reason, code }: Gap): string {
  switch (reason) {
    case "denied":
      return `It could not be read: ${action} is denied.`;
    case "throttled":
      return `It could not be read: AWS throttles ${action}.`;
    case "unsupported":
      return `It was not read: ${action} is not offered or not asked here.`;
    case "awaited":
      return `It has yet to be read: ${action} is still to come.`;
    case "failed":
      return `It could not be read: ${action} failed${code === null ? "" : ` (${code})`}.`;
  }
}

/** `causes` are what is wrong if it turns out to be wrong. */
export function undecided(words: Words, whoCanTell: string, causes: readonly FoundCause[] = []): Finding {
  return { outcome: "undecided", causes, whoCanTell, explain: explained(words) };
}

/** A cause that an API's fact proves. */
export function certain(code: CauseCode, subject: Subject, explain: () => Explanation): FoundCause {
  return { code, subject, isCertain: true, explain };
}

/** A cause that is simulated, on the host, or only one way to read the facts. */
export function likely(code: CauseCode, subject: Subject, explain: () => Explanation): FoundCause {
  return { code, subject, isCertain: false, explain };
}

function explained(words: Words): () => Explanation {
  return typeof words === "string" ? () => ({ sentence: words, evidence: [] }) : words;
}

/** Each fact once: several decisions often stand on the same one. */
export function distinct(facts: readonly Evidence[]): Evidence[] {
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

export type Fact = Pick<Evidence, "sentence" | "api" | "field"> & {
  document: { kind: DocumentKind; id: string; scope?: ScopeKey };
  value: string | number | boolean | null;
};

/** A fact of a document, with the moment at which AWS said so; of one that AWS does not have, that of the snapshot. */
export function evidence(snapshot: Snapshot, { value, ...fact }: Fact): Evidence {
  const observedAt = snapshot.observedAt(fact.document.kind, fact.document.id) ?? snapshot.at;
  return { ...fact, value: value === null ? "none" : String(value), observedAt };
}
