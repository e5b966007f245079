"use client";

import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef } from "react";
import type { FailureGroup } from "../../lib/api/failure.ts";
import { openGroupOptions } from "./failure-queries.ts";
import type { FailuresAddress } from "./use-failures-address.ts";

/**
 * The groups with the one that the address opens, which may be on a page that nobody has asked for: it then leads them.
 * `isAbsent`: nothing of it is within what is asked.
 */
export function useOpenGroup(
  { query }: FailuresAddress,
  listed: readonly FailureGroup[] | undefined,
): { items: readonly FailureGroup[] | undefined; isAbsent: boolean } {
  const { open } = query;
  const isMissing = open !== null && (listed?.every(({ key }) => key !== open) ?? false);
  const { data } = useQuery({ ...openGroupOptions(query, open ?? ""), enabled: isMissing });
  const own = data?.items.find(({ key }) => key === open);
  if (!isMissing || !listed) return { items: listed, isAbsent: false };
  return { items: own ? [own, ...listed] : listed, isAbsent: data !== undefined && !own };
}

/** What an address opens is brought into view when the page comes; what a click opens is there already. */
export function useShownOpen(list: RefObject<HTMLElement | null>, open: string | null, isThere: boolean) {
  const isDone = useRef(open === null);
  useEffect(() => {
    if (isDone.current || !isThere) return;
    isDone.current = true;
    list.current?.querySelector("[data-failure-row][aria-expanded=true]")?.scrollIntoView({ block: "start" });
  }, [list, isThere]);
}
