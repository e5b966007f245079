import { formatClock, formatShortTime, formatTime, type TimeZone } from "../../lib/format/time.ts";

export const dayMs = 86_400_000;

/** Whole days are days of UTC, as they are counted; what is finer is the reader's own time. */
function zoneOf(bucketMs: number): TimeZone {
  return bucketMs >= dayMs ? "UTC" : "local";
}

/** A moment on the axis: its day, or its clock where it is within one. */
export function labelTick(at: number, bucketMs: number, now: number): string {
  if (bucketMs >= dayMs) return nameDay(at, now);
  const clock = formatClock(at, "local");
  return clock === "00:00" && at < now - dayMs ? formatShortTime(at, now, "local") : clock;
}

function nameDay(at: number, now: number): string {
  const isToday = Math.floor(at / dayMs) === Math.floor(now / dayMs);
  return isToday ? "today" : formatShortTime(at, now, "UTC");
}

/** A bucket in full: its day, or from when to when. */
export function nameBucket(start: number, bucketMs: number, now: number): string {
  if (bucketMs === dayMs) return nameDay(start, now);
  const zone = zoneOf(bucketMs);
  const end = start + bucketMs;
  return bucketMs > dayMs
    ? `${formatShortTime(start, now, zone)} to ${formatShortTime(end - dayMs, now, zone)}`
    : `${formatTime(start, now, zone)} to ${formatTime(end, now, zone).split(", ").at(-1)}`;
}
