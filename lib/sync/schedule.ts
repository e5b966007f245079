import { hash } from "node:crypto";
import type { ScopeKey } from "../model/scope.ts";

const longestBackOffMs = 60 * 60_000;

/**
 * When a scope is read next by itself. Scopes are spread over a tenth of the interval, each at a place of its own, so that
 * they do not all begin together; one that fails waits twice as long each time, up to an hour.
 */
export function nextSyncAt(options: {
  scope: ScopeKey;
  /** When the last one began; null before the first. */
  startedAt: number | null;
  intervalMs: number;
  consecutiveFailures: number;
  now: number;
}): number {
  const { scope, startedAt, intervalMs, consecutiveFailures, now } = options;
  // One that began in the future began by a clock that has been set back since: how long ago, nobody can say.
  if (startedAt === null || startedAt > now) return now;
  const spreadMs = (intervalMs / 10) * placeOf(scope);
  const waitMs = Math.min(intervalMs * 2 ** consecutiveFailures, Math.max(intervalMs, longestBackOffMs));
  return Math.round(Math.max(now, startedAt + waitMs + spreadMs));
}

/** A number from 0 to 1 that is always the same for a scope. */
function placeOf(scope: ScopeKey): number {
  return Number.parseInt(hash("sha256", scope).slice(0, 8), 16) / 0xffffffff;
}
