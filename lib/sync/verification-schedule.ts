import type { StoredVerification } from "../store/verifications.ts";

const shortestMs = 10_000;
/** As often as an agent gives a sign of life. */
const longestMs = 5 * 60_000;

/**
 * When the nodes of a verification are read after a read at `now`. An agent that was just let through is back within seconds
 * or within an hour, so the waits grow with the time that has passed; the moment until which waiting is right is not missed.
 */
export function nextVerificationReadAt(
  { startedAt, waitUntil }: Pick<StoredVerification, "startedAt" | "waitUntil">,
  now: number,
): number {
  const wait = Math.min(longestMs, Math.max(shortestMs, (now - startedAt) / 2));
  const next = now + wait;
  return now < waitUntil && next > waitUntil ? waitUntil + 1 : Math.round(next);
}
