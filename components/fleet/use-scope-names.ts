"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SyncOverview } from "../../lib/api/sync.ts";
import { syncsOptions } from "../sync/use-sync-overview.ts";

export type ScopeName = { account: string; region: string };

/** The names of the accounts that have one, by the scope's key. */
export type ScopeNames = Readonly<Record<string, string>>;

const noNames: ScopeNames = {};

function accountNamesOf({ scopes }: SyncOverview): ScopeNames {
  return Object.fromEntries(
    scopes.flatMap(({ key, accountName }) => (accountName === null ? [] : [[key, accountName]])),
  );
}

/** For what names many scopes: it stays the same while a sync tells of its progress. */
export function useScopeNames(): ScopeNames {
  return useQuery({ ...syncsOptions, select: accountNamesOf }).data ?? noNames;
}

/** What people call a scope: the account's name where it has one, and the Region. */
export function nameScope(key: string, names: ScopeNames): ScopeName {
  const [account = "", region = ""] = key.split(":");
  return { account: names[key] ?? account, region };
}

/** A sentence in which scopes stand by their names instead of their keys. */
export function nameScopesIn(sentence: string, names: ScopeNames): string {
  return sentence.replaceAll(/\b\d{12}:[a-z]{2}[a-z-]+-\d\b/g, (key) => {
    const { account, region } = nameScope(key, names);
    return `${account} · ${region}`;
  });
}

export function useScopeName(key: string): ScopeName {
  const names = useScopeNames();
  return useMemo(() => nameScope(key, names), [key, names]);
}
