import type { Clock } from "./clock.ts";
import type { ReadError } from "./errors.ts";

/** As many calls as are made of one API side by side: if none of them was answered, the next would not be either. */
const failuresInARow = 8;
const leftAloneMs = 30_000;

/**
 * APIs that have stopped answering. Each call is tried again and again before it is given up, which is right for one and
 * takes hours for a thousand: so an API that answered none of the last calls is left alone for a while. Of one that has
 * never answered (an emulator need not have it) the first call that was given up is enough.
 */
export type Outages = {
  /** What the last call came to, while the API is left alone. */
  failureOf(api: string): ReadError | null;
  failed(api: string, failure: ReadError): void;
  answered(api: string): void;
};

export function createOutages({ clock }: { clock: Clock }): Outages {
  const failing = new Map<string, { inARow: number; last: ReadError; at: number }>();
  const known = new Set<string>();
  const patienceWith = (api: string, { reason }: ReadError) =>
    known.has(api) || reason === "throttled" ? failuresInARow : 1;
  return {
    failureOf(api) {
      const outage = failing.get(api);
      if (outage === undefined || outage.inARow < patienceWith(api, outage.last)) return null;
      return clock.now() - outage.at < leftAloneMs ? outage.last : null;
    },
    failed(api, last) {
      const inARow = (failing.get(api)?.inARow ?? 0) + 1;
      failing.set(api, { inARow, last, at: clock.now() });
    },
    answered(api) {
      known.add(api);
      failing.delete(api);
    },
  };
}
