const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const units = [
  { name: "d", ms: dayMs },
  { name: "h", ms: hourMs },
  { name: "min", ms: minuteMs },
  { name: "s", ms: secondMs },
] as const;

/**
 * A length of time in its largest unit, as `3 h`; `precise` adds the next one, as `3 h 12 min`. It rounds down, so that a
 * thing is never said to be older than it is; what is negative (two clocks that disagree) is `0 s`.
 */
export function formatDuration(durationMs: number, { precise = false } = {}): string {
  const rest = Math.max(0, durationMs);
  const at = units.findIndex((unit) => rest >= unit.ms);
  const unit = units[at] ?? units[units.length - 1]!;
  const whole = Math.floor(rest / unit.ms);
  const head = `${whole} ${unit.name}`;
  const next = units[at + 1];
  if (!precise || at < 0 || next === undefined) return head;
  const remainder = Math.floor((rest - whole * unit.ms) / next.ms);
  return remainder === 0 ? head : `${head} ${remainder} ${next.name}`;
}

/** How long ago something was, as `32 s ago`; `never` where there is no time. */
export function formatAge(at: number | null, now: number, options?: { precise?: boolean }): string {
  return at === null ? "never" : `${formatDuration(now - at, options)} ago`;
}

/** How long until something comes, as `in 4 min`; `now` where it is due. */
export function formatUntil(at: number, now: number): string {
  return at - now < secondMs ? "now" : `in ${formatDuration(at - now)}`;
}
