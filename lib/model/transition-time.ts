/** The moment in EC2's words of a state change, as "User initiated (2026-11-01 12:00:00 GMT)"; null where there is none. */
export function transitionTime(reason: string | null): number | null {
  const match = /\((\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\s*(?:GMT|UTC|Z))?\)/.exec(reason ?? "");
  if (!match) return null;
  const time = Date.parse(`${match[1]}T${match[2]}Z`);
  return Number.isNaN(time) ? null : time;
}
