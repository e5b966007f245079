import { formatCount } from "../../lib/format/count.ts";
import type { Status } from "../../lib/model/status.ts";
import { StatusWord } from "../ui/status-glyph.tsx";

const order: readonly Status[] = ["lost", "unregistered", "degraded", "unknown", "off", "gone", "reachable"];

/** Statuses with how many nodes have each; those that none has are left out. */
export function StatusCounts({ byStatus }: { byStatus: Record<string, number> }) {
  return order
    .filter((status) => (byStatus[status] ?? 0) > 0)
    .map((status) => (
      <span key={status} className="inline-flex items-center gap-1.5 text-meta">
        <StatusWord status={status} isStrong />{" "}
        <b className="font-name text-2">{formatCount(byStatus[status]!)}</b>
      </span>
    ));
}
