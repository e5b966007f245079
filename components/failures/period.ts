import type { FailuresQuery } from "../../lib/routes/failures.ts";

export const defaultPeriod = "30d";

/** The times that a click offers, by what the address says of them. */
export const periods: readonly { since: string | null; title: string; inWords: string }[] = [
  { since: "1h", title: "Last hour", inWords: "in the last hour" },
  { since: "24h", title: "Last 24 hours", inWords: "in 24 hours" },
  { since: "7d", title: "Last 7 days", inWords: "in 7 days" },
  { since: null, title: "Last 30 days", inWords: "in 30 days" },
  { since: "90d", title: "Last 90 days", inWords: "in 90 days" },
  { since: "0", title: "All that is kept", inWords: "in all that is kept" },
];

/** The offered time that an address means; undefined where somebody chose another one. */
export function periodOf({ since, until }: Pick<FailuresQuery, "since" | "until">) {
  if (until !== null) return undefined;
  return periods.find((period) => (period.since ?? defaultPeriod) === (since ?? defaultPeriod));
}
