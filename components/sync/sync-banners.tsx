"use client";

import { lazy, Suspense } from "react";
import type { SyncOverview } from "../../lib/api/sync.ts";
import { judgeScope } from "./scope-health.ts";

// Fetched only where there is something to say; the server draws it with the page all the same.
const SyncBannerList = lazy(async () => ({
  default: (await import("./sync-banner-list.tsx")).SyncBannerList,
}));

/**
 * What the reader must know before believing a page: reads that fail, facts that are old, permissions that are missing.
 * Nothing where all is well. `scopeKeys` narrows it to what the page is about.
 */
export function SyncBanners({
  overview,
  scopeKeys,
  onShow,
}: {
  overview: SyncOverview;
  scopeKeys?: readonly string[];
  /** Opens the sync panel. */
  onShow: () => void;
}) {
  const scopes = overview.scopes.filter((scope) => scopeKeys === undefined || scopeKeys.includes(scope.key));
  const isWorthSaying = scopes.some((scope) => ["failed", "stale", "denied"].includes(judgeScope(scope)));
  if (!isWorthSaying && !overview.trouble) return null;
  return (
    <Suspense>
      <SyncBannerList trouble={overview.trouble} scopes={scopes} onShow={onShow} />
    </Suspense>
  );
}
