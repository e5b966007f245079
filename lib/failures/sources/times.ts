export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** What happened less than so long ago may not be listed yet: CloudTrail alone lags about five minutes. */
export const overlapMs = 20 * minuteMs;
