import type { Status } from "../../model/status.ts";

/** Trouble first: the order in which a table sorted by status stands. */
export const severity: Record<Status, number> = {
  lost: 0,
  unregistered: 1,
  degraded: 2,
  unknown: 3,
  reachable: 4,
  off: 5,
  gone: 6,
};
