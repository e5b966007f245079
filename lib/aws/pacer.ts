import type { Clock } from "./clock.ts";
import type { Quota } from "./operation.ts";

/** A call that may go out now; the pacer wants to hear when AWS throttled it. */
export type Permit = { isSlowedBy(): void };

export type Pacer = {
  /** Waits until one more call of the API `key` is due. Calls leave in the order in which they asked. */
  acquire(key: string, quota: Quota, signal?: AbortSignal): Promise<Permit>;
};

/** How far a rate that nobody published may be exceeded by an API in use, and how slow one that throttles may become. */
const highestFactor = { published: 1, unpublished: 4 };
const lowestFactor = 1 / 32;
/** A quiet API regains the documented rate from half of it in half a minute. */
const recoveryPerSecond = 1 / 60;

/**
 * Keeps every API to a share of its quota, as the quotas are common to all who use the account. The rate halves on a
 * throttle and recovers steadily; throttles of calls that left before the last halving do not count again.
 */
export function createPacer({ share, clock }: { share: number; clock: Clock }): Pacer {
  const buckets = new Map<string, Bucket>();
  return {
    acquire(key, quota, signal) {
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = createBucket(quota, share, clock);
        buckets.set(key, bucket);
      }
      return bucket.acquire(signal);
    },
  };
}

type Bucket = { acquire(signal?: AbortSignal): Promise<Permit> };

function createBucket(quota: Quota, share: number, clock: Clock): Bucket {
  const capacity = Math.max(1, quota.burst * share);
  const ceiling = quota.isPublished ? highestFactor.published : highestFactor.unpublished;
  let factor = 1;
  let tokens = capacity;
  let seenAt = clock.now();
  let halvedAt = Number.NEGATIVE_INFINITY;
  let queue: Promise<unknown> = Promise.resolve();

  const rate = () => quota.perSecond * share * factor;
  const refill = () => {
    const now = clock.now();
    const seconds = (now - seenAt) / 1000;
    seenAt = now;
    tokens = Math.min(capacity, tokens + rate() * seconds);
    // Time alone heals a throttled rate; only use that AWS did not object to carries one beyond what is documented.
    const counted = factor < 1 ? seconds : Math.min(seconds, 1);
    factor = Math.min(ceiling, factor + recoveryPerSecond * counted);
  };
  const isSlowedSince = (leftAt: number) => {
    if (leftAt < halvedAt) return;
    refill();
    factor = Math.max(lowestFactor, factor / 2);
    tokens = 0;
    halvedAt = clock.now();
  };

  const take = async (signal?: AbortSignal): Promise<Permit> => {
    signal?.throwIfAborted();
    for (refill(); tokens < 1; refill()) {
      // A whole millisecond at least: below it, a timer may fire before a token is due, again and again.
      await clock.sleep(Math.max(1, ((1 - tokens) / rate()) * 1000), signal);
    }
    tokens -= 1;
    const leftAt = clock.now();
    return { isSlowedBy: () => isSlowedSince(leftAt) };
  };

  return {
    acquire(signal) {
      const turn = queue.then(() => take(signal));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}
