"use client";

import { formatAge, formatUntil } from "../../lib/format/age.ts";
import { formatClock, formatShortTime, formatTime, formatUtc } from "../../lib/format/time.ts";
import { useIsHydrated, useNow } from "./use-now.ts";

type TimeProps = { at: number; className?: string };

/** How long ago, as `32 s ago`; it ticks. Its title is the moment in full. */
export function Age({
  at,
  isPrecise = false,
  className,
}: Omit<TimeProps, "at"> & { at: number | null; isPrecise?: boolean }) {
  const now = useNow();
  const text = formatAge(at, now, { precise: isPrecise });
  if (at === null) return <span className={className}>{text}</span>;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatUtc(at)}
      className={className}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}

/** How long until, as `in 4 min`; it ticks. */
export function Until({ at, className }: TimeProps) {
  const now = useNow();
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatUtc(at)}
      className={className}
      suppressHydrationWarning
    >
      {formatUntil(at, now)}
    </time>
  );
}

/**
 * A moment in the reader's time zone, with its date where that is not today; UTC until the browser has told its zone.
 * `isShort`, for where there is little room, leaves out the clock on other days.
 */
export function Moment({ at, isShort = false, className }: TimeProps & { isShort?: boolean }) {
  const now = useNow();
  const zone = useIsHydrated() ? "local" : "UTC";
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatUtc(at)}
      className={className}
      suppressHydrationWarning
    >
      {isShort ? formatShortTime(at, now, zone) : formatTime(at, now, zone)}
    </time>
  );
}

/** The time of the day in the reader's time zone. */
export function Clock({ at, seconds = false, className }: TimeProps & { seconds?: boolean }) {
  const zone = useIsHydrated() ? "local" : "UTC";
  return (
    <time dateTime={new Date(at).toISOString()} title={formatUtc(at)} className={className}>
      {formatClock(at, zone, { seconds })}
    </time>
  );
}
