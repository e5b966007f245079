"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { FailureGroupList } from "../../lib/api/failure.ts";
import { formatCount } from "../../lib/format/count.ts";
import { type FailuresQuery, failureFilter } from "../../lib/routes/failures.ts";
import { toggleValue, valuesOf } from "../../lib/routes/filter.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { classNames } from "../ui/class-names.ts";
import { histogramOptions, staleReferencesOptions } from "./failure-queries.ts";
import { seriesOf } from "./histogram-series.ts";
import { seriesGrounds } from "./series-looks.ts";
import type { FailuresAddress } from "./use-failures-address.ts";

const tabs: readonly { tab: FailuresQuery["tab"]; title: string }[] = [
  { tab: "failures", title: "Failures" },
  { tab: "silent", title: "Silent misses" },
  { tab: "stale", title: "Stale references" },
];

/** What AWS called a failure, what ended green all the same, and what will fail next; and the kinds of the bars below. */
export function FailureTabs({
  address,
  list,
}: {
  address: FailuresAddress;
  list: FailureGroupList | undefined;
}) {
  const { query } = address;
  const stale = useInfiniteQuery(staleReferencesOptions(query.q)).data?.pages[0]?.total;
  const counts = { failures: list?.failures, silent: list?.silent, stale };
  return (
    <div className="mt-3.5 flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-line">
      <nav aria-label="Kinds of failure" className="flex gap-5">
        {tabs.map(({ tab, title }) => (
          <FilterLink
            key={tab}
            address={address}
            to={{ tab }}
            aria-current={query.tab === tab ? "page" : undefined}
            className="-mb-px border-b-2 border-transparent pt-1.5 pb-[7px] font-name whitespace-nowrap text-3 hover:text-1 aria-[current]:border-line-ink aria-[current]:text-1"
          >
            {title}
            {counts[tab] !== undefined && (
              <span className="ml-1.5 font-text text-3 tabular-nums">{formatCount(counts[tab])}</span>
            )}
          </FilterLink>
        ))}
      </nav>
      {query.tab !== "stale" && <Legend address={address} />}
    </div>
  );
}

function Legend({ address }: { address: FailuresAddress }) {
  const { data } = useQuery(histogramOptions(address.query));
  if (!data || data.total === 0) return null;
  const filter = failureFilter.parse(address.query.q);
  const chosen = valuesOf(filter, "kind");
  return (
    <ul
      aria-label="Kinds"
      className="ml-auto flex flex-wrap items-center gap-x-4 text-meta text-2 max-wide:ml-0 max-wide:pb-1"
    >
      {seriesOf(data).map(({ title, kind, total }, rank) => (
        <li key={title}>
          {kind === null ? (
            <Entry rank={rank} title={title} total={total} />
          ) : (
            <FilterLink
              address={address}
              to={{ q: failureFilter.print(toggleValue(filter, "kind", kind)) }}
              title={chosen.includes(kind) ? "All kinds again" : `Only ${kind}`}
              className="inline-block rounded-1 py-1 hover:text-1 hover:underline"
            >
              <Entry rank={rank} title={title} total={total} />
            </FilterLink>
          )}
        </li>
      ))}
    </ul>
  );
}

function Entry({ rank, title, total }: { rank: number; title: string; total: number }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={classNames("size-2 rounded-[2px]", seriesGrounds[rank])} />
      {title} <b className="font-name text-1 tabular-nums">{formatCount(total)}</b>
    </span>
  );
}
