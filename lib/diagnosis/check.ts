import type { CauseCode, Subject } from "../model/cause.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import type { CheckGroup, Evidence } from "../model/verdict.ts";
import type { NodeView } from "./node-view.ts";

/** The words and facts of an outcome: made when somebody reads them, as most of 100,000 verdicts are not. */
export type Explanation = { sentence: string; evidence: Evidence[] };

/** Something that is wrong, with the resource to blame. */
export type FoundCause = {
  code: CauseCode;
  subject: Subject;
  /** Proved by an API's fact on the only path; simulated permissions and all that is on the host are merely likely. */
  isCertain: boolean;
  /** Another cause in whose layer it stands in the order, where what it is about belongs there. */
  standsWith?: CauseCode;
  explain(): Explanation;
};

/** What a check answers. It never handles a gap: asking for what could not be read throws it, and the runner says unknown. */
export type Finding =
  | { outcome: "pass" | "not-applicable"; explain(): Explanation }
  | { outcome: "warn"; explain(): Explanation; causes: readonly FoundCause[] }
  | { outcome: "fail"; explain(): Explanation; causes: readonly FoundCause[] }
  /** Several reads are missing at once, or a missing one hides behind what was found. */
  | { outcome: "unknown"; gaps: readonly Gap[]; explain(): Explanation }
  | { outcome: "undecided"; causes: readonly FoundCause[]; whoCanTell: string; explain(): Explanation };

export type Check = {
  /** Kebab-case, what is wrong, thing first. The file's name, the URL segment and the stored key. */
  id: string;
  group: CheckGroup;
  /** What is wrong when it fails, as a headline. */
  title: string;
  /** What is fine when it passes, as a headline. */
  passTitle: string;
  /** Why a node cannot be reached without it. */
  why: string;
  /** Rows of the reference's table of what must be true, as `IAM-01`. */
  rows: readonly string[];
  causes: readonly CauseCode[];
  /** The kinds of document that it reads: these give the permissions that it needs. */
  needs: readonly DocumentKind[];
  appliesTo(node: NodeView): boolean;
  examine(node: NodeView): Finding;
};

/** Keeps every check in one form, and its literal id in its type. */
export function defineCheck<const Definition extends Check>(check: Definition): Definition {
  return check;
}
