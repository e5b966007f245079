import type { FailureGroup } from "../../lib/api/failure.ts";
import type { Status } from "../../lib/model/status.ts";
import { statusOrder } from "../fleet/status-order.ts";

/** How the nodes of a group stand now, the most first. A node that no scope has any more is gone. */
export function standingOf({ now }: Pick<FailureGroup, "now">): { status: Status; count: number }[] {
  const countOf = (status: Status) =>
    (now.byStatus[status] ?? 0) + (status === "gone" ? now.unknownNodes : 0);
  return statusOrder
    .map((status) => ({ status, count: countOf(status) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
