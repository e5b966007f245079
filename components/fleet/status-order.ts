import type { Status } from "../../lib/model/status.ts";

const ranks: Record<Status, number> = {
  reachable: 0,
  degraded: 1,
  lost: 2,
  unregistered: 3,
  off: 4,
  gone: 5,
  unknown: 6,
};

/** All statuses as bars and lists show them: from those that answer to those nobody could judge. */
export const statusOrder = (Object.keys(ranks) as Status[]).sort((one, other) => ranks[one] - ranks[other]);
