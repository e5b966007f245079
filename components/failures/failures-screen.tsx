"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { summaryOptions } from "../fleet/fleet-queries.ts";
import { stageOf } from "../fleet/stage.ts";
import { ProblemState } from "../query/problem-state.tsx";
import { openOverlay } from "../shell/overlay.ts";
import { SyncBanners } from "../sync/sync-banners.tsx";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { FailureGaps } from "./failure-gaps.tsx";
import { groupsOptions } from "./failure-queries.ts";
import { FailureTabs } from "./failure-tabs.tsx";
import { FailuresHead } from "./failures-head.tsx";
import { FailuresToolbar } from "./failures-toolbar.tsx";
import { GroupList } from "./group-list.tsx";
import { Histogram } from "./histogram.tsx";
import { StaleList } from "./stale-list.tsx";
import { useFailuresAddress } from "./use-failures-address.ts";

const FirstRun = dynamic(() => import("../sync/first-run.tsx").then((module) => module.FirstRun));
const FailedState = dynamic(() => import("../sync/failed-state.tsx").then((module) => module.FailedState));

/** "What failed because of its targets, and why?" */
export function FailuresScreen() {
  const { data: overview } = useSyncOverview();
  const { data: summary } = useQuery(summaryOptions(""));
  const stage = stageOf(overview, summary);
  if (overview && stage === "first-run") return <FirstRun overview={overview} />;
  if (overview && stage === "failed") return <FailedState overview={overview} />;
  return (
    <>
      {overview && <SyncBanners overview={overview} onShow={() => openOverlay("sync")} />}
      <div className="px-4 pt-3.5 pb-10 wide:px-6 wide:pt-[18px]">
        <Failures />
      </div>
    </>
  );
}

function Failures() {
  const address = useFailuresAddress();
  const groups = useInfiniteQuery(groupsOptions(address.query));
  const first = groups.data?.pages[0];
  if (!first && groups.error) {
    return <ProblemState error={groups.error} onRetry={() => void groups.refetch()} className="p-0" />;
  }
  return (
    <>
      <FailuresHead address={address} list={first} />
      {first && <FailureGaps list={first} />}
      <FailureTabs address={address} list={first} />
      {address.query.tab === "stale" ? (
        <StaleList address={address} />
      ) : (
        <>
          <Histogram address={address} />
          <FailuresToolbar address={address} list={first} />
          <GroupList address={address} groups={groups} />
        </>
      )}
    </>
  );
}
