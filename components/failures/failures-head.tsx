"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import type { FailureGroupList } from "../../lib/api/failure.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { causesHref } from "../../lib/routes/causes.ts";
import type { FailuresQuery } from "../../lib/routes/failures.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { useIsFirstRead } from "../sync/use-sync-overview.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { Moment } from "../ui/time.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { staleReferencesOptions } from "./failure-queries.ts";
import { periodOf } from "./period.ts";
import { TimeMenu } from "./time-menu.tsx";
import type { FailuresAddress } from "./use-failures-address.ts";

const counted =
  "underline decoration-(--line-strong) decoration-1 underline-offset-4 hover:decoration-current";
/** The target was not there to be reached: nothing to mend but whoever names it. */
const absentFilter = "cause:instance-stopped,instance-terminated,instance-not-found,target-matches-nothing";

type HeadProps = { address: FailuresAddress; list: FailureGroupList | undefined };

/** What failed, in one sentence; what time it is about; and all of it as a file. */
export function FailuresHead({ address, list }: HeadProps) {
  const isStale = address.query.tab === "stale";
  return (
    <header className="flex items-start gap-x-6 gap-y-3 max-wide:flex-col">
      <div className="min-w-0 flex-1">
        {isStale ? <StaleVerdict q={address.query.q} /> : <Verdict address={address} list={list} />}
      </div>
      {!isStale && (
        <div className="flex shrink-0 gap-2">
          <TimeMenu address={address} list={list} />
          <ExportMenu address={address} list={list} />
        </div>
      )}
    </header>
  );
}

function Verdict({ address, list }: HeadProps) {
  const { query } = address;
  if (!list) return <VerdictSkeleton />;
  const isSilent = query.tab === "silent";
  const many = isSilent ? list.silent : list.failures;
  const { openCauses } = list.byWeight;
  return (
    <>
      <h1 className="text-verdict font-head text-balance text-1">
        {many === 0 ? (
          <>
            {nothingWords(query, list)} <Period query={query} list={list} />.
          </>
        ) : (
          <>
            <Counted address={address} to={{ open: null, failure: null }}>
              {formatCountOf(many, isSilent ? "run" : "failure")}
            </Counted>{" "}
            <Period query={query} list={list} />{" "}
            {isSilent
              ? "ended green without reaching what they were meant for."
              : "had a target SSM could not use."}{" "}
            {openCauses.failures > 0 && <StillOpen {...openCauses} isAll={openCauses.failures === many} />}
          </>
        )}
      </h1>
      {many > 0 && <Support address={address} byWeight={list.byWeight} many={many} />}
    </>
  );
}

/** That nothing failed is said only where all was looked through, and all of it is asked for. */
function nothingWords({ q, tab }: FailuresQuery, { readAt, gaps }: FailureGroupList): string {
  const isSilent = tab === "silent";
  if (q !== "") return `No ${isSilent ? "silent miss" : "failure"} matches the filter`;
  if (readAt === null || gaps.length > 0) return `No ${isSilent ? "silent miss" : "failure"} is known`;
  return isSilent
    ? "Nothing ended green without reaching its nodes"
    : "Nothing failed because of its targets";
}

function StillOpen({ causes, failures, isAll }: { causes: number; failures: number; isAll: boolean }) {
  return (
    <>
      {isAll ? "All" : formatCount(failures)} of them {failures === 1 ? "comes" : "come"} from{" "}
      <Link href={causesHref()} prefetch={false} className={counted}>
        {formatCountOf(causes, "cause")}
      </Link>{" "}
      that {causes === 1 ? "is" : "are"} still open.
    </>
  );
}

function Support({
  address,
  byWeight: { openCauses, absent, unexplained },
  many,
}: {
  address: FailuresAddress;
  byWeight: FailureGroupList["byWeight"];
  many: number;
}) {
  const { q } = address.query;
  const over = many - openCauses.failures - absent - unexplained;
  if (absent + unexplained + over === 0) return null;
  const all = (part: number) => (part === many ? "All" : formatCount(part));
  return (
    <p className="mt-0.5 text-pretty text-2">
      {absent > 0 && (
        <>
          <Counted address={address} to={{ q: `${absentFilter} ${q}`.trim() }}>
            {all(absent)}
          </Counted>{" "}
          had a target that was stopped, gone or matched nothing at the time.{" "}
        </>
      )}
      {unexplained > 0 && (
        <>
          <Counted address={address} to={{ q: `cause:unexplained ${q}`.trim() }}>
            {all(unexplained)}
          </Counted>{" "}
          {unexplained === 1 ? "is" : "are"} unexplained.{" "}
        </>
      )}
      {over > 0 && `${all(over)} ${over === 1 ? "comes" : "come"} from causes that are over.`}
    </p>
  );
}

function Counted({
  address,
  to,
  children,
}: {
  address: FailuresAddress;
  to: Partial<FailuresQuery>;
  children: ReactNode;
}) {
  return (
    <FilterLink address={address} to={to} className={counted}>
      {children}
    </FilterLink>
  );
}

function Period({ query, list }: { query: FailuresQuery; list: FailureGroupList }) {
  const period = periodOf(query);
  if (period) return period.inWords;
  return query.until === null ? (
    <>
      since <Moment at={list.since} />
    </>
  ) : (
    <>
      from <Moment at={list.since} /> to <Moment at={list.until} />
    </>
  );
}

/** Many pages of references say the same total. */
function StaleVerdict({ q }: { q: string }) {
  const { data } = useInfiniteQuery(staleReferencesOptions(q));
  const isFirstRead = useIsFirstRead();
  if (!data) return <VerdictSkeleton />;
  const { total } = data.pages[0]!;
  const nothing = isFirstRead ? "No stale reference is known yet." : "Nothing names a node that is gone.";
  return (
    <>
      <h1 className="text-verdict font-head text-balance text-1">
        {total === 0
          ? q === ""
            ? nothing
            : "No stale reference matches the filter."
          : `${formatCountOf(total, "resource")} still ${total === 1 ? "names" : "name"} nodes that ${total === 1 ? "it" : "they"} can never reach.`}
      </h1>
      {total > 0 && (
        <p className="mt-0.5 text-pretty text-2">
          Each of them fails again at its next run. Take the nodes out where they are named.
        </p>
      )}
    </>
  );
}

export function VerdictSkeleton() {
  return (
    <div aria-busy="true">
      <h1 className="sr-only">Reading the failures</h1>
      <Skeleton className="my-1 h-5 w-150 max-w-full" />
      <Skeleton className="mt-2.5 mb-1 w-90 max-w-full" />
    </div>
  );
}
