/** The time zone to print in: UTC until the browser's is known, so that server and browser print alike at first. */
export type TimeZone = "UTC" | "local";

function zoneOf(timeZone: TimeZone): string | undefined {
  return timeZone === "UTC" ? "UTC" : undefined;
}

/** The time of the day, as `09:31`; with `seconds`, `09:31:08`. */
export function formatClock(at: number, timeZone: TimeZone, { seconds = false } = {}): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" } : {}),
    timeZone: zoneOf(timeZone),
  }).format(at);
}

/** A moment as short as it is clear: the clock alone today, `3 Nov, 14:20` this year, `3 Nov 2025, 14:20` else. */
export function formatTime(at: number, now: number, timeZone: TimeZone): string {
  const day = dayOf(at, timeZone);
  const today = dayOf(now, timeZone);
  const clock = formatClock(at, timeZone);
  if (day.date === today.date) return clock;
  return day.year === today.year ? `${day.short}, ${clock}` : `${day.short} ${day.year}, ${clock}`;
}

/** A moment for where there is little room: the clock today, `3 Nov` this year, `3 Nov 2025` else. */
export function formatShortTime(at: number, now: number, timeZone: TimeZone): string {
  const day = dayOf(at, timeZone);
  const today = dayOf(now, timeZone);
  if (day.date === today.date) return formatClock(at, timeZone);
  return day.year === today.year ? day.short : day.date;
}

/** A moment in full, for titles: `2026-11-03 14:20:08 UTC`. */
export function formatUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function dayOf(at: number, timeZone: TimeZone): { date: string; short: string; year: string } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: zoneOf(timeZone),
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  const short = `${part("day")} ${part("month")}`;
  return { date: `${short} ${part("year")}`, short, year: part("year") };
}
