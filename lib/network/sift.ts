import type { Gap } from "../model/gap.ts";
import type { Destination } from "./destination.ts";
import { covers, type IntervalSet, overlaps } from "./interval-set.ts";
import {
  type Blame,
  block,
  type Doubtful,
  type Part,
  type Place,
  pass,
  toObstacle,
  type Words,
} from "./part.ts";
import type { Uncertainty } from "./path-verdict.ts";

/** Why an address may pass that does not pass for sure. */
export type Reservation = { gap: Gap } | (Doubtful & { sentence: string });

/** What a filter does to the addresses of a destination. `maybe` holds `sure`. */
export type Sieve = { sure: IntervalSet; maybe: IntervalSet; reservations: readonly Reservation[] };

export type SiftSpec = {
  place: Place;
  destination: Destination;
  /** The part of the destination that comes through here. */
  addresses: IntervalSet;
  sieve: Sieve;
  blame: Blame;
  /** What to say where it lets some of many addresses through, and nobody knows which one it will be. */
  narrow: Doubtful;
  words: () => Words;
  warnings?: Part["warnings"];
};

/** Turns what a filter lets through into a hop: all, none, some, or not known. */
export function sift(spec: SiftSpec): Part {
  const { place, destination, addresses, sieve, blame, words, warnings = [] } = spec;
  if (covers(sieve.sure, addresses)) {
    const part = pass(place, words, warnings);
    return warnings.length > 0 ? { ...part, state: "partial" } : part;
  }
  if (!overlaps(sieve.maybe, addresses)) return block(place, blame, words);
  if (destination.isHypothetical) return pass(place, words);
  const uncertainties: Uncertainty[] = sieve.reservations.map((reservation) =>
    "gap" in reservation
      ? { because: "gap", gap: reservation.gap, hop: place.hop }
      : toUncertainty(place, reservation, () => ({ ...words(), sentence: reservation.sentence })),
  );
  const { gap, isOneOfMany } = destination;
  // The read that would tell which address it is could settle it, whatever else is in doubt.
  if (gap !== undefined) uncertainties.push({ because: "gap", gap, hop: place.hop });
  if (uncertainties.length === 0 && isOneOfMany) uncertainties.push(toUncertainty(place, spec.narrow, words));
  const isTurnedAway = !covers(sieve.maybe, addresses);
  return {
    ...place,
    state: uncertainties.length > 0 ? "unknown" : "partial",
    code: uncertainties.length > 0 ? codeOf(uncertainties[0]!) : "SOME_ADDRESSES_ONLY",
    obstacle: isTurnedAway ? toObstacle(place, blame, words) : null,
    uncertainties,
    warnings: isTurnedAway && !destination.isOneOfMany ? [...warnings, someOnly(words)] : warnings,
    maybe: sieve.maybe,
    words,
  };
}

function toUncertainty(
  place: Place,
  { cause, subject, code, whoCanTell }: Doubtful,
  words: () => Words,
): Uncertainty {
  return { because: "unprovable", cause, subject, code, whoCanTell, hop: place.hop, explain: words };
}

function codeOf(uncertainty: Uncertainty): string {
  return uncertainty.because === "gap" ? "NOT_COLLECTED" : uncertainty.code;
}

function someOnly(words: () => Words): Part["warnings"][number] {
  return { code: "SOME_ADDRESSES_ONLY", sentence: `Only some of the addresses pass: ${words().sentence}` };
}
