"use client";

import { useCallback, useEffect, useRef } from "react";
import { parseWalkthroughQuery, walkthroughHref } from "../../lib/routes/fixes.ts";
import { ProblemState } from "../query/problem-state.tsx";
import { ProblemError } from "../query/read-json.ts";
import { useAddress } from "../shell/address-provider.tsx";
import { openOverlay } from "../shell/overlay.ts";
import { SyncBanners } from "../sync/sync-banners.tsx";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { useWalkthrough } from "./use-walkthrough.ts";
import { type Place, WalkthroughBody } from "./walkthrough-body.tsx";
import { WalkthroughHead } from "./walkthrough-head.tsx";
import { WalkthroughNotFound } from "./walkthrough-not-found.tsx";
import { WalkthroughSkeleton } from "./walkthrough-skeleton.tsx";

/** "What do I do, step by step?" */
export function WalkthroughScreen({ id }: { id: string }) {
  const { data: walkthrough, error, refetch } = useWalkthrough(id);
  const overview = useSyncOverview().data;
  const place = usePlace(id);
  useShownStep(place.step, walkthrough !== undefined);
  if (!walkthrough) {
    if (!error) return <WalkthroughSkeleton />;
    const isAbsent = error instanceof ProblemError && error.problem.code === "not-found";
    return isAbsent ? (
      <WalkthroughNotFound id={id} why={error.message} />
    ) : (
      <ProblemState error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <>
      {overview && (
        <SyncBanners
          overview={overview}
          scopeKeys={walkthrough.cause.scopes}
          onShow={() => openOverlay("sync")}
        />
      )}
      <div className="space-y-6 px-4 pt-4 pb-10 wide:px-6 wide:pt-5">
        <WalkthroughHead walkthrough={walkthrough} />
        <WalkthroughBody walkthrough={walkthrough} place={place} />
      </div>
    </>
  );
}

function usePlace(id: string): Place {
  const { search, write } = useAddress();
  const query = parseWalkthroughQuery(Object.fromEntries(new URLSearchParams(search)));
  const go = useCallback<Place["go"]>(
    (change) => write(walkthroughHref(id, { ...query, ...change }), "replace"),
    [write, id, query],
  );
  return { ...query, go };
}

/** A link to a step leads to it, once. */
function useShownStep(step: string | null, isReady: boolean): void {
  const isShown = useRef(false);
  useEffect(() => {
    if (!isReady || isShown.current) return;
    isShown.current = true;
    if (step !== null) document.getElementById(`step-${step}`)?.scrollIntoView({ block: "start" });
  }, [step, isReady]);
}
