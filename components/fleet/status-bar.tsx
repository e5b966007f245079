"use client";

import { formatCount } from "../../lib/format/count.ts";
import { explainStatus } from "../../lib/format/status.ts";
import type { Status } from "../../lib/model/status.ts";
import { parseFilter, printFilter, toggleValue, valuesOf } from "../../lib/routes/filter.ts";
import { classNames } from "../ui/class-names.ts";
import { PressedLink } from "../ui/link.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { statusFills } from "../ui/status-fill.ts";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import { statusOrder } from "./status-order.ts";
import type { FleetAddress } from "./use-fleet-query.ts";

type CountsProps = { byStatus: Record<string, number> };

/** The whole fleet as one bar; even a single node of a status has a visible part. */
export function StatusBar({ byStatus }: CountsProps) {
  const present = statusOrder.filter((status) => (byStatus[status] ?? 0) > 0);
  const said = present
    .map((status) => `${formatCount(byStatus[status]!)} ${explainStatus(status)}`)
    .join(", ");
  return (
    <div role="img" aria-label={`Nodes by status: ${said || "none"}`} className="mt-3.5 flex h-1.5 gap-0.5">
      {present.map((status) => (
        <span
          key={status}
          style={{ flexGrow: byStatus[status] }}
          className={classNames(
            "min-w-1.5 basis-0 rounded-[2px] transition-[flex-grow] first:rounded-l-full last:rounded-r-full",
            statusFills[status],
          )}
        />
      ))}
      {present.length === 0 && <span className="flex-1 rounded-full bg-press" />}
    </div>
  );
}

/** The bar's parts in words; each is a filter that can be on. */
export function StatusLegend({ byStatus, address }: CountsProps & { address: FleetAddress }) {
  const filter = parseFilter(address.query.q);
  const chosen = valuesOf(filter, "status");
  const toggled = (status: Status) => ({ q: printFilter(toggleValue(filter, "status", status)) });
  return (
    <fieldset
      aria-label="Filter by status"
      className="no-scrollbar min-w-0 -mx-2 mt-2 flex flex-wrap gap-0.5 max-wide:-mx-4 max-wide:flex-nowrap max-wide:overflow-x-auto max-wide:px-2"
    >
      {statusOrder.map((status) => (
        <PressedLink
          key={status}
          role="button"
          aria-pressed={chosen.includes(status)}
          href={address.hrefOf(toggled(status))}
          onPointerDown={() => address.prepare(toggled(status))}
          onFollow={() => address.go(toggled(status))}
          className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-2 px-2 text-meta whitespace-nowrap text-2 hover:bg-hover aria-pressed:bg-accent-wash aria-pressed:text-1 aria-pressed:shadow-[inset_0_0_0_1px_var(--accent-line)] max-wide:h-8"
        >
          <StatusGlyph status={status} />
          {explainStatus(status)}{" "}
          <b className="font-name text-1 tabular-nums">{formatCount(byStatus[status] ?? 0)}</b>
        </PressedLink>
      ))}
    </fieldset>
  );
}

export function StatusBarSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="mt-3.5 h-1.5 rounded-full bg-press" />
      <div className="mt-2 flex h-6 items-center gap-4 overflow-hidden max-wide:h-8">
        {[76, 72, 108, 104, 48, 52, 72].map((width, index) => (
          <Skeleton key={statusOrder[index]} className="shrink-0" style={{ width }} />
        ))}
      </div>
    </div>
  );
}
