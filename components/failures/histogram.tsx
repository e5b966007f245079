"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import type { FailureHistogram } from "../../lib/api/failure.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { histogramOptions } from "./failure-queries.ts";
import { seriesOf, zoomTo } from "./histogram-series.ts";
import { HistogramTable } from "./histogram-table.tsx";
import type { FailuresAddress } from "./use-failures-address.ts";

const chartHeight = 140;

// The charting library comes after the sentence and the groups, into a place of its size.
const HistogramChart = dynamic(
  () => import("./histogram-chart.tsx").then((module) => module.HistogramChart),
  { ssr: false, loading: () => <ChartSkeleton /> },
);

/** Failures through time by kind: as bars, of which a part can be chosen, or the same figures as a table. */
export function Histogram({ address }: { address: FailuresAddress }) {
  const { data, error, refetch } = useQuery(histogramOptions(address.query));
  if (error && !data) {
    return <ProblemState error={error} onRetry={() => void refetch()} className="px-0" />;
  }
  if (data?.total === 0) return null;
  const isTable = address.query.figures === "table";
  return (
    <section aria-label="Failures through time" className="mt-3">
      {data && isTable ? (
        <HistogramTable address={address} histogram={data} />
      ) : (
        <Measured>
          {(width) =>
            data && (
              <HistogramChart
                histogram={data}
                series={seriesOf(data)}
                width={width}
                height={chartHeight}
                onZoom={(from, to) => address.go(zoomTo(data, from, to))}
              />
            )
          }
        </Measured>
      )}
      <Below address={address} histogram={data} isTable={isTable} />
    </section>
  );
}

/** The width that there is, once it is known; until then a place of the chart's height. */
function Measured({ children }: { children: (width: number) => React.ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  const drawn = width > 0 && children(width);
  return (
    <div ref={frame} style={{ height: chartHeight }}>
      {drawn || <ChartSkeleton />}
    </div>
  );
}

const heights = [8, 14, 10, 22, 12, 9, 18, 30, 14, 10, 26, 16, 12, 20, 34, 18, 12, 24, 40, 64];

function ChartSkeleton() {
  return (
    <span aria-hidden="true" className="flex h-[121px] items-end gap-1.5 border-b border-line pl-[34px]">
      {heights.map((height, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places that never move
        <Skeleton key={at} className="min-h-0! flex-1" style={{ height }} />
      ))}
    </span>
  );
}

function Below({
  address,
  histogram,
  isTable,
}: {
  address: FailuresAddress;
  histogram: FailureHistogram | undefined;
  isTable: boolean;
}) {
  const { since, until } = address.query;
  return (
    <p className="mt-2 flex min-h-4 flex-wrap items-center gap-x-4 text-micro text-3">
      {histogram && !isTable && <span>{describeBucket(histogram.bucketMs)}; drag to look closer</span>}
      {(since !== null || until !== null) && (
        <FilterLink
          address={address}
          to={{ since: null, until: null }}
          className="rounded-1 text-accent hover:underline"
        >
          Back to 30 days
        </FilterLink>
      )}
      <FilterLink
        address={address}
        to={{ figures: isTable ? "chart" : "table" }}
        className="ml-auto rounded-1 text-accent hover:underline"
      >
        {isTable ? "As a chart" : "As a table"}
      </FilterLink>
    </p>
  );
}

function describeBucket(bucketMs: number): string {
  const minutes = bucketMs / 60_000;
  if (minutes < 60) return `A bar is ${minutes} minutes`;
  const hours = minutes / 60;
  if (hours < 24) return hours === 1 ? "A bar is an hour" : `A bar is ${hours} hours`;
  const days = hours / 24;
  return days === 1 ? "A bar is a day of UTC" : `A bar is ${days} days of UTC`;
}
