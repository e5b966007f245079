"use client";

import { useCallback, useMemo } from "react";
import { type FixesQuery, fixesHref, parseFixesQuery } from "../../lib/routes/fixes.ts";
import { useAddress } from "../shell/address-provider.tsx";

/** The address of the fixes page, as state. What is typed takes the place of the present entry of the history. */
export function useFixesAddress(): { query: FixesQuery; follow: (change: Partial<FixesQuery>) => void } {
  const { search, write } = useAddress();
  const query = useMemo(() => parseFixesQuery(Object.fromEntries(new URLSearchParams(search))), [search]);
  const follow = useCallback(
    (change: Partial<FixesQuery>) => write(fixesHref({ ...query, ...change }), "replace"),
    [query, write],
  );
  return { query, follow };
}
