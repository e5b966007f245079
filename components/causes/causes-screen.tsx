"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRef } from "react";
import type { CauseList } from "../../lib/api/cause.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { catalogueHref } from "../../lib/routes/causes.ts";
import { parseFilter } from "../../lib/routes/filter.ts";
import { FixPlan } from "../fixes/fix-plan.tsx";
import { planOptions } from "../fixes/fix-queries.ts";
import { useFollowFixes } from "../fixes/use-follow-fixes.ts";
import { countKeys, summaryOptions } from "../fleet/fleet-queries.ts";
import { stageOf } from "../fleet/stage.ts";
import { useFollowCounts } from "../fleet/use-follow-counts.ts";
import { useScopeNames } from "../fleet/use-scope-names.ts";
import { ProblemState } from "../query/problem-state.tsx";
import { openOverlay } from "../shell/overlay.ts";
import { SyncBanners } from "../sync/sync-banners.tsx";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { Button } from "../ui/button.tsx";
import { TextLink } from "../ui/link.tsx";
import { causeKeys, causesOptions } from "./cause-queries.ts";
import { CauseHead, CauseRow, CauseRowsSkeleton, FoldedRow } from "./cause-row.tsx";
import { CauseSection } from "./cause-section.tsx";
import { CausesVerdict, CausesVerdictSkeleton, isEveryNodeExplained } from "./causes-verdict.tsx";
import { type CauseGroups, groupCauses, mostNodes } from "./group-causes.ts";
import { NarrowedBy } from "./narrowed-by.tsx";
import { NoCauses } from "./no-causes.tsx";
import { StatusCounts } from "./status-counts.tsx";
import { useListKeys } from "./use-list-keys.ts";

const FirstRun = dynamic(() => import("../sync/first-run.tsx").then((module) => module.FirstRun));
const FailedState = dynamic(() => import("../sync/failed-state.tsx").then((module) => module.FailedState));

const followed = [...countKeys, ...causeKeys];
const scopeKeys: readonly string[] = ["scope", "account", "region"];

/** "What are the few things behind the many failures?" */
export function CausesScreen({ q }: { q: string }) {
  const { data: overview } = useSyncOverview();
  const { data: summary } = useQuery(summaryOptions(q));
  useFollowCounts(followed);
  useFollowFixes();
  const stage = stageOf(overview, summary);
  if (overview && stage === "first-run") return <FirstRun overview={overview} />;
  if (overview && stage === "failed") return <FailedState overview={overview} />;
  return (
    <>
      {overview && <SyncBanners overview={overview} onShow={() => openOverlay("sync")} />}
      <div className="px-4 pt-3.5 pb-10 wide:px-6 wide:pt-[18px]">
        <Causes q={q} />
      </div>
    </>
  );
}

function Causes({ q }: { q: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    causesOptions(q),
  );
  const { data: summary } = useQuery(summaryOptions(q));
  // The plan knows scopes and nothing narrower: beside other terms its numbers would be of other nodes.
  const isOfScopes = parseFilter(q).every(({ key }) => scopeKeys.includes(key ?? ""));
  const { data: plan } = useQuery({ ...planOptions(q), enabled: isOfScopes });
  if (!data) {
    return error ? (
      <ProblemState error={error} onRetry={() => void refetch()} className="p-0" />
    ) : (
      <Loading />
    );
  }
  const first = data.pages[0]!;
  return (
    <>
      <CausesVerdict list={first} q={q} summary={summary} plan={plan} isOfScopes={isOfScopes} />
      {parseFilter(q).length > 0 && <NarrowedBy q={q} />}
      {isOfScopes && first.notAnswering.causes + first.degraded.causes > 0 && <FixPlan q={q} />}
      {first.total + first.folded.length === 0 ? (
        <NoCauses q={q} isAllWell={summary !== undefined && isEveryNodeExplained(first, summary)} />
      ) : (
        <Groups first={first} pages={data.pages} />
      )}
      {hasNextPage && (
        <p className="mt-4 flex items-center gap-3 text-meta text-3">
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
          {formatCountOf(first.total, "cause")} in all
        </p>
      )}
      <p className="mt-4 text-meta text-3">
        <TextLink href={catalogueHref()} prefetch={false}>
          All causes that there are, and what they mean
        </TextLink>
      </p>
    </>
  );
}

function Groups({ first, pages }: { first: CauseList; pages: readonly CauseList[] }) {
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list, "[data-cause-row]");
  const groups = groupCauses(pages);
  const most = mostNodes(pages);
  const { notAnswering, degraded, acknowledged } = first;
  return (
    <div ref={list}>
      {notAnswering.causes > 0 && (
        <CauseSection
          title="Causes"
          about={`${notAnswering.causes} of nodes that do not answer`}
          legend={<StatusCounts byStatus={notAnswering.nodes.byStatus} />}
        >
          <CauseHead />
          <Rows group={groups.notAnswering} most={most} />
        </CauseSection>
      )}
      {degraded.causes > 0 && (
        <CauseSection
          title="Degraded"
          about={`${formatCountOf(degraded.causes, "cause")}, ${formatCountOf(degraded.nodes.total, "node")} that answer but cannot do everything`}
        >
          {notAnswering.causes === 0 && <CauseHead />}
          <Rows group={groups.degraded} most={most} />
        </CauseSection>
      )}
      {acknowledged.causes > 0 && (
        <CauseSection
          title="Acknowledged"
          about={`${formatCountOf(acknowledged.causes, "cause")}, ${formatCountOf(acknowledged.nodes.total, "node")}; each comes back by itself on its day`}
        >
          <Rows group={{ causes: groups.acknowledged, folded: [] }} most={most} />
        </CauseSection>
      )}
    </div>
  );
}

function Rows({ group, most }: { group: CauseGroups["degraded"]; most: number }) {
  const names = useScopeNames();
  const rows = [...group.causes, ...group.folded].toSorted((a, b) => b.nodes.total - a.nodes.total);
  return (
    <ul>
      {rows.map((row) =>
        "key" in row ? (
          <CauseRow key={`${row.code} ${row.key}`} cause={row} most={most} names={names} />
        ) : (
          <FoldedRow key={row.code} folded={row} most={most} />
        ),
      )}
    </ul>
  );
}

function Loading() {
  return (
    <div aria-busy="true">
      <CausesVerdictSkeleton />
      <CauseSection title="Causes" about="">
        <CauseHead />
        <ul>
          <CauseRowsSkeleton />
        </ul>
      </CauseSection>
    </div>
  );
}
