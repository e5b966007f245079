import { formatCount } from "../../lib/format/count.ts";
import { explainStatus } from "../../lib/format/status.ts";
import type { Status } from "../../lib/model/status.ts";
import { statusFills } from "../ui/status-fill.ts";

const order: readonly Status[] = ["lost", "unregistered", "degraded", "unknown", "off", "gone", "reachable"];

/** How many nodes have a cause, against the most that one has; by status. */
export function AffectedBar({
  nodes,
  most,
}: {
  nodes: { total: number; byStatus: Record<string, number> };
  most: number;
}) {
  const present = order.filter((status) => (nodes.byStatus[status] ?? 0) > 0);
  const said = present
    .map((status) => `${formatCount(nodes.byStatus[status]!)} ${explainStatus(status)}`)
    .join(", ");
  return (
    <span className="flex min-w-0 items-center gap-3" title={said}>
      <span aria-hidden="true" className="flex h-1.5 min-w-0 flex-1 gap-px">
        {present.map((status) => (
          <i
            key={status}
            className={`min-w-1 rounded-[1px] ${statusFills[status]}`}
            style={{ width: `${(100 * nodes.byStatus[status]!) / most}%` }}
          />
        ))}
      </span>
      <span className="w-10 shrink-0 text-right font-name text-1 tabular-nums">
        {formatCount(nodes.total)}
        <span className="sr-only"> {nodes.total === 1 ? "node" : "nodes"}</span>
      </span>
    </span>
  );
}
