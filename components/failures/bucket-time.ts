import { formatShortTime, formatTime, type TimeZone } from "../../lib/format/time.ts";

const dayMs = 86_400_000;

/** Whole days are days of UTC, as they are counted; what is finer is the reader's own time. */
function zoneOf(bucketMs: number): TimeZone {
  return bucketMs >= dayMs ? "UTC" : "local";
}

/** A bucket's beginning, for an axis: its day, or its clock. */
export function labelBucket(start: number, bucketMs: number, now: number): string {
  if (bucketMs < dayMs) return formatTime(start, now, "local").split(", ").at(-1)!;
  const isToday = Math.floor(start / dayMs) === Math.floor(now / dayMs);
  return isToday ? "today" : formatShortTime(start, now, "UTC");
}

/** A bucket in full: its day, or from when to when. */
export function nameBucket(start: number, bucketMs: number, now: number): string {
  if (bucketMs === dayMs) return labelBucket(start, bucketMs, now);
  const zone = zoneOf(bucketMs);
  const end = start + bucketMs;
  return bucketMs > dayMs
    ? `${formatShortTime(start, now, zone)} to ${formatShortTime(end - dayMs, now, zone)}`
    : `${formatTime(start, now, zone)} to ${formatTime(end, now, zone).split(", ").at(-1)}`;
}
