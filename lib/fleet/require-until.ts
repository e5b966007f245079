import { FleetError } from "../model/fleet-error.ts";

const longestMs = 366 * 86_400_000;

/** Whatever is looked away from has an end, in the future and within a year: somebody must look again. */
export function requireUntil(until: number, now: number): void {
  if (until > now && until <= now + longestMs) return;
  const what =
    until <= now ? "The end lies in the past" : "The end is more than a year away, when nobody remembers why";
  throw new FleetError("invalid-input", `${what}. Choose a day from tomorrow to a year from now.`, {
    field: "until",
  });
}
