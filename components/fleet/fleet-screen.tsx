"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useRef } from "react";
import type { FilterBoxHandle } from "../filter/filter-box.tsx";
import { openOverlay } from "../shell/overlay.ts";
import { SyncBanners } from "../sync/sync-banners.tsx";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { Facets } from "./facets.tsx";
import { FleetBody } from "./fleet-body.tsx";
import { FleetHead } from "./fleet-head.tsx";
import { summaryOptions } from "./fleet-queries.ts";
import { FleetToolbar } from "./fleet-toolbar.tsx";
import { stageOf } from "./stage.ts";
import { useColumns } from "./use-columns.ts";
import { useFleetQuery } from "./use-fleet-query.ts";
import { useFollowCounts } from "./use-follow-counts.ts";

const FirstRun = lazy(async () => ({ default: (await import("../sync/first-run.tsx")).FirstRun }));
const FailedState = lazy(async () => ({ default: (await import("../sync/failed-state.tsx")).FailedState }));
const NodePeek = lazy(async () => ({ default: (await import("./node-peek.tsx")).NodePeek }));
const PivotTable = lazy(async () => ({ default: (await import("./pivot-table.tsx")).PivotTable }));

/** "Which nodes can SSM reach?" */
export function FleetScreen() {
  const address = useFleetQuery();
  const { query } = address;
  const choice = useColumns(address);
  const filterBox = useRef<FilterBoxHandle>(null);
  const { data: overview } = useSyncOverview();
  const { data: summary } = useQuery(summaryOptions(query.q));
  const beginTerm = useCallback(
    (facet: string) => filterBox.current?.begin(facet.startsWith("tag:") ? `${facet}=` : `${facet}:`),
    [],
  );
  useFollowCounts();

  const stage = stageOf(overview, summary);
  if (overview && stage !== "fleet") {
    return (
      <Suspense>
        {stage === "first-run" ? <FirstRun overview={overview} /> : <FailedState overview={overview} />}
      </Suspense>
    );
  }
  return (
    <div className="flex flex-col wide:h-full">
      {overview && <SyncBanners overview={overview} onShow={() => openOverlay("sync")} />}
      <FleetHead address={address} />
      <FleetToolbar address={address} choice={choice} filterBox={filterBox} />
      <div className="relative min-h-0 flex-1 border-t border-line wide:grid wide:grid-cols-[196px_minmax(0,1fr)_auto]">
        <aside
          aria-label="Facets"
          className="no-scrollbar overflow-x-hidden overflow-y-auto border-r border-line pb-6 max-wide:hidden"
        >
          <Facets address={address} onMore={beginTerm} />
        </aside>
        {query.view === "pivot" ? (
          <Suspense>
            <PivotTable address={address} />
          </Suspense>
        ) : (
          <FleetBody address={address} choice={choice} />
        )}
        {query.peek !== null && (
          <Suspense>
            <NodePeek address={address} peek={query.peek} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
