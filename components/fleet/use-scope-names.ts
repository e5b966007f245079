"use client";

import { useMemo } from "react";
import { useSyncOverview } from "../sync/use-sync-overview.ts";

export type ScopeName = { account: string; region: string };

/** What people call a scope: the account's name where it has one, and the Region. */
export function useScopeName(key: string): ScopeName {
  const overview = useSyncOverview().data;
  return useMemo(() => {
    const scope = overview?.scopes.find((one) => one.key === key);
    const at = key.indexOf(":");
    return {
      account: scope?.accountName ?? key.slice(0, at),
      region: key.slice(at + 1),
    };
  }, [overview, key]);
}
