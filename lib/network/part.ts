import type { CauseCode, Subject } from "../model/cause.ts";
import type { Gap } from "../model/gap.ts";
import type { HopKind, HopState, RuleLine } from "../model/path.ts";
import type { Evidence } from "../model/verdict.ts";
import type { IntervalSet } from "./interval-set.ts";
import type { Obstacle, Uncertainty } from "./path-verdict.ts";

/** What a hop says to people. Made when somebody reads it. */
export type Words = { brief: string; sentence: string; rules: RuleLine[]; evidence: Evidence[] };

/** Where on the path something was judged. */
export type Place = { hop: HopKind; isBack: boolean; resources: readonly Subject[] };

/** One hop, judged: what nodes in the same situation share. */
export type Part = Place & {
  state: HopState;
  code: string | null;
  /** Stands in the way of every address where the state is `block`; of some, where `maybe` is given. */
  obstacle: Obstacle | null;
  uncertainties: readonly Uncertainty[];
  warnings: readonly { code: string; sentence: string }[];
  /** The addresses of the destination that may get past here; null where this hop tells none apart. */
  maybe: IntervalSet | null;
  words: () => Words;
  /** The same for one node, where the blame is its own interface's. */
  toOwn?: (interfaceId: string) => Part;
};

export type Blame = { cause: CauseCode; subject: Subject; code: string };

export type Doubtful = {
  cause: "path-unprovable" | "resolver-unprovable";
  subject: Subject;
  code: string;
  whoCanTell: string;
};

/** Paths are made of many thousand parts: written out, all of them are made fast and are of one form. */
function toPart({ hop, isBack, resources }: Place, state: HopState, words: () => Words): Part {
  return {
    hop,
    isBack,
    resources,
    state,
    code: null,
    obstacle: null,
    uncertainties: nothing,
    warnings: nothing,
    maybe: null,
    words,
  };
}

const nothing: readonly never[] = [];

export function pass(place: Place, words: () => Words, warnings: Part["warnings"] = nothing): Part {
  const part = toPart(place, "pass", words);
  part.warnings = warnings;
  return part;
}

export function block(place: Place, blame: Blame, words: () => Words): Part {
  return {
    ...toPart(place, "block", words),
    code: blame.code,
    obstacle: toObstacle(place, blame, words),
  };
}

export function toObstacle(place: Place, blame: Blame, words: () => Words): Obstacle {
  return { ...blame, hop: place.hop, isBack: place.isBack, explain: words };
}

export function unprovable(place: Place, doubt: Doubtful, words: () => Words): Part {
  const uncertainty: Uncertainty = { because: "unprovable", ...doubt, hop: place.hop, explain: words };
  return { ...toPart(place, "unknown", words), code: doubt.code, uncertainties: [uncertainty] };
}

export function unread(place: Place, gap: Gap): Part {
  const uncertainties: Uncertainty[] = [{ because: "gap", gap, hop: place.hop }];
  return { ...toPart(place, "unknown", () => gapWords(gap)), code: "NOT_COLLECTED", uncertainties };
}

export function isUncertain({ uncertainties }: Part): boolean {
  return uncertainties.length > 0;
}

/** The same hop on a way that may not be the one taken: what it blocks is not certain, and what it leaves open no matter. */
export function unsettled(part: Part): Part {
  if (part.state !== "block" && part.obstacle === null) return { ...part, maybe: null };
  return { ...part, state: "unknown", obstacle: null, warnings: [], maybe: null, toOwn: undefined };
}

/** The same hop where an earlier one carries its blame. */
export function blamedBefore(part: Part): Part {
  return { ...part, obstacle: null, uncertainties: [], toOwn: undefined };
}

/** The same hop with the scope of everything in it that stands elsewhere. */
export function located(part: Part, locate: (subject: Subject) => Subject): Part {
  return {
    ...part,
    resources: part.resources.map(locate),
    obstacle: part.obstacle && { ...part.obstacle, subject: locate(part.obstacle.subject) },
    uncertainties: part.uncertainties.map((each) =>
      each.because === "gap" ? each : { ...each, subject: locate(each.subject) },
    ),
  };
}

export function gapWords(gap: Gap): Words {
  const where = gap.isElsewhere ? ` in ${gap.scope}` : "";
  return {
    brief: "not read",
    sentence:
      gap.reason === "awaited"
        ? `It has yet to be read${where} (${gap.action}), so this hop cannot be judged yet.`
        : `It could not be read${where} (${gap.action}: ${gap.code ?? gap.reason}), so this hop cannot be judged.`,
    rules: [],
    evidence: [],
  };
}

/** What it takes to word a hop that needs no rules. */
export function words(
  brief: string,
  sentence: string,
  evidence: Evidence[] = [],
  rules: RuleLine[] = [],
): Words {
  return { brief, sentence, rules, evidence };
}
