"use client";

import { useQuery } from "@tanstack/react-query";
import type { Pivot } from "../../lib/api/pivot.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { explainStatus } from "../../lib/format/status.ts";
import type { Status } from "../../lib/model/status.ts";
import { type FacetKey, type Filter, parseFilter, printFilter, withValues } from "../../lib/routes/filter.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import { facetsOptions, pivotOptions } from "./fleet-queries.ts";
import { heatOf } from "./heat.ts";
import { statusOrder } from "./status-order.ts";
import type { FleetAddress } from "./use-fleet-query.ts";

/** One tag key against status: where in the organisation the silence is. */
export function PivotTable({ address }: { address: FleetAddress }) {
  const { query } = address;
  const { data: facets } = useQuery(facetsOptions(query.q, query.tag));
  const tag = query.tag ?? facets?.tagKeys[0]?.key;
  if (facets && tag === undefined) {
    return <EmptyState title="No node has a tag.">A pivot sets one tag against status.</EmptyState>;
  }
  return (
    <section aria-label="Pivot" className="min-h-0 min-w-0 overflow-auto">
      {tag === undefined ? <PivotSkeleton /> : <PivotOf address={address} tag={tag} />}
    </section>
  );
}

function PivotOf({ address, tag }: { address: FleetAddress; tag: string }) {
  const { data: pivot, error, refetch } = useQuery(pivotOptions(address.query.q, tag));
  if (!pivot) {
    return error ? <ProblemState error={error} onRetry={() => void refetch()} /> : <PivotSkeleton />;
  }
  const most = Math.max(1, ...pivot.rows.map((row) => row.total));
  return (
    <table className="w-full min-w-120 table-fixed border-collapse text-left max-wide:text-meta wide:min-w-200">
      <caption className="sr-only">Nodes by {tag} and status</caption>
      <thead className="sticky top-0 z-10 bg-sunken text-meta text-3">
        <tr className="h-row-head shadow-[inset_0_-1px_0_var(--line)]">
          <th scope="col" className="w-1/5 truncate pr-3 pl-4 font-name text-1 wide:w-[13%]">
            {tag}
          </th>
          {statusOrder.map((status) => (
            <th
              key={status}
              scope="col"
              className="pr-2 text-right font-text whitespace-nowrap max-wide:px-1"
            >
              <span className="flex items-center justify-end gap-1.5" title={explainStatus(status)}>
                <StatusGlyph status={status} />
                <span className="truncate max-wide:sr-only">{explainStatus(status)}</span>
              </span>
            </th>
          ))}
          <th scope="col" className="pr-4 pl-2 text-right font-text">
            All
          </th>
        </tr>
      </thead>
      <tbody>
        {pivot.rows.map((row) => (
          <PivotRow key={row.value ?? ""} address={address} tag={pivot.tag} row={row} most={most} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={statusOrder.length + 2} className="px-4 py-2 text-meta text-3">
            {formatCountOf(pivot.total, "node")}
            {pivot.more > 0 && `; ${formatCountOf(pivot.more, "further value")} of ${pivot.tag} not shown`}
            <FilterLink
              address={address}
              to={{ view: "table" }}
              className="ml-3 text-accent hover:underline wide:hidden"
            >
              Show the table
            </FilterLink>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

type PivotRowProps = { address: FleetAddress; tag: string; row: Pivot["rows"][number]; most: number };

function PivotRow({ address, tag, row, most }: PivotRowProps) {
  const under = underValue(parseFilter(address.query.q), tag, row.value);
  const table = { view: "table" as const };
  return (
    <tr className="h-row border-b border-line-faint hover:bg-hover">
      <th scope="row" className="pr-3 pl-4 font-name">
        <FilterLink
          address={address}
          to={{ ...table, q: printFilter(under) }}
          className="block truncate hover:underline"
        >
          {row.value ?? <span className="font-text text-3">no {tag} tag</span>}
          {row.value === "" && <span className="font-text text-3">(empty)</span>}
        </FilterLink>
      </th>
      {statusOrder.map((status) => (
        <td key={status} className="p-0">
          <HeatCell
            address={address}
            status={status}
            count={row.byStatus[status] ?? 0}
            of={row.total}
            q={printFilter(withValues(under, "status", [status]))}
          />
        </td>
      ))}
      <td className="relative pr-4 pl-2 text-right tabular-nums">
        <span
          aria-hidden="true"
          className="absolute right-4 bottom-1 h-0.5 rounded-full bg-(--line-strong)"
          style={{ width: `calc((100% - 24px) * ${row.total / most})` }}
        />
        {formatCount(row.total)}
      </td>
    </tr>
  );
}

/** The filter narrowed to one value of a tag; null is the nodes that lack it. */
function underValue(filter: Filter, tag: string, value: string | null): Filter {
  const facet: FacetKey = `tag:${tag}`;
  if (value !== null) return withValues(filter, facet, [value]);
  return [...withValues(filter, facet, []), { key: "tag", tagKey: tag, values: [], negated: true }];
}

/** Trouble is louder than health: where most nodes answer, their cells must not outshine the others. */
const calm = 0.45;

type HeatCellProps = { address: FleetAddress; status: Status; count: number; of: number; q: string };

function HeatCell({ address, status, count, of, q }: HeatCellProps) {
  if (count === 0) return <span className="block px-2 text-right text-3 opacity-60 max-wide:px-1">0</span>;
  const heat = heatOf(count, of) * (status === "reachable" ? calm : 1);
  return (
    <FilterLink
      address={address}
      to={{ view: "table", q }}
      title={`${formatCount(count)} of ${formatCount(of)}: ${explainStatus(status)}`}
      style={{ background: `color-mix(in srgb, var(--fill-${status}) ${heat}%, transparent)` }}
      className="block h-row px-2 text-right max-wide:px-1 leading-[30px] text-1 tabular-nums hover:underline"
    >
      {formatCount(count)}
    </FilterLink>
  );
}

function PivotSkeleton() {
  return (
    <div aria-busy="true">
      <div className="h-row-head border-b border-line bg-sunken" />
      {["a", "b", "c", "d", "e", "f"].map((key, index) => (
        <div key={key} className="flex h-row items-center justify-between border-b border-line-faint px-4">
          <Skeleton style={{ width: 60 + ((index * 23) % 50) }} />
          <Skeleton className="w-2/3" />
        </div>
      ))}
    </div>
  );
}
