"use client";

import { useQuery } from "@tanstack/react-query";
import type { CauseDetail } from "../../lib/api/cause.ts";
import type { FailureHistogram } from "../../lib/api/failure.ts";
import { formatCount, formatCountOf, formatList } from "../../lib/format/count.ts";
import { causeFilter } from "../../lib/routes/causes.ts";
import { failuresDefaults } from "../../lib/routes/failures.ts";
import { histogramOptions } from "../failures/failure-queries.ts";
import { FailuresBehind } from "../failures/failures-behind.tsx";
import { totalsOf } from "../failures/histogram-series.ts";
import { TrendBars } from "../failures/trend-bars.tsx";
import { Section } from "../node/section.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Moment } from "../ui/time.tsx";

const namedKinds = 3;

/** What failed in 30 days because of this cause: how often, when, and the way to each of them. */
export function ExplainedFailures({ cause }: { cause: CauseDetail }) {
  const q = causeFilter(cause.code, cause.key);
  const { data } = useQuery(histogramOptions({ ...failuresDefaults, tab: null, q }));
  const known = data?.total ?? cause.failures30d;
  if (known === null) return null;
  return (
    <Section
      title="Failures"
      aside={
        known === 0
          ? "this cause explains none of the last 30 days"
          : `this cause explains ${formatCountOf(known, "failure")} in 30 days`
      }
    >
      {known > 0 &&
        (data ? (
          <div className="mt-2 flex flex-wrap items-end gap-x-8 gap-y-2">
            <Bars histogram={data} />
            <p className="text-2">
              {formatList(
                data.kinds.slice(0, namedKinds).map(({ kind, total }) => `${formatCount(total)} ${kind}`),
              )}
              {data.kinds.length > namedKinds && " and rarer ones"}.{" "}
              <FailuresBehind q={q} total={data.total} silent={data.silent} word="Show" />
            </p>
          </div>
        ) : (
          <Skeleton className="mt-2 h-9 w-60" />
        ))}
    </Section>
  );
}

function Bars({ histogram }: { histogram: FailureHistogram }) {
  const { kinds, starts, since, total } = histogram;
  const counts = totalsOf(
    kinds.map(({ kind, total: of, counts: own }) => ({ title: kind, kind, total: of, counts: own })),
    starts.length,
  );
  return (
    <div className="w-fit">
      <TrendBars counts={counts} label={`${formatCountOf(total, "failure")} through time`} />
      <div className="mt-1 flex justify-between gap-6 border-t border-line pt-0.5 text-micro text-3">
        <Moment at={since} />
        <span>now</span>
      </div>
    </div>
  );
}
