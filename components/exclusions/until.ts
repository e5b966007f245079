const dayMs = 86_400_000;
const longestDays = 365;

/** A day as a date field has it, `2026-12-31`, in the reader's own calendar. */
export function toDay(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The end of a day, when what lasts through it is over; null where `day` is none. */
export function endOfDay(day: string): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  const end = new Date(Number(year), Number(month) - 1, Number(date) + 1).getTime();
  return Number.isNaN(end) ? null : end;
}

/** What a person can choose from: today to a year from now; two weeks are proposed. */
export function daysToChoose(now: number): { least: string; most: string; proposed: string } {
  return {
    least: toDay(now),
    most: toDay(now + longestDays * dayMs),
    proposed: toDay(now + 14 * dayMs),
  };
}
