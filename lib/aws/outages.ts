import type { Clock } from "./clock.ts";
import type { ReadError } from "./errors.ts";

/** As many calls as are made of one API side by side: if none of them was answered, the next would not be either. */
const failuresInARow = 8;
const leftAloneMs = 30_000;

/**
 * APIs that have stopped answering. Each call is tried again and again before it is given up, which is right for one and
 * takes hours for a thousand: so an API that answered none of the last calls is left alone for a while.
 */
export type Outages = {
  /** What the last call came to, while the API is left alone. */
  failureOf(api: string): ReadError | null;
  failed(api: string, failure: ReadError): void;
  answered(api: string): void;
};

export function createOutages({ clock }: { clock: Clock }): Outages {
  const failing = new Map<string, { inARow: number; last: ReadError; at: number }>();
  return {
    failureOf(api) {
      const known = failing.get(api);
      if (known === undefined || known.inARow < failuresInARow) return null;
      return clock.now() - known.at < leftAloneMs ? known.last : null;
    },
    failed(api, last) {
      const inARow = (failing.get(api)?.inARow ?? 0) + 1;
      failing.set(api, { inARow, last, at: clock.now() });
    },
    answered(api) {
      failing.delete(api);
    },
  };
}
