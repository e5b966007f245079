"use client";

import { useCallback, useMemo } from "react";
import { type FixesQuery, fixesHref, parseFixesQuery } from "../../lib/routes/fixes.ts";
import { useAddress } from "../shell/address-provider.tsx";

type FixesAddress = {
  query: FixesQuery;
  /** Takes the place of the present entry of the history. */
  follow: (change: Partial<FixesQuery>) => void;
  hrefOf: (change: Partial<FixesQuery>) => string;
};

/** The address of the fixes page, as state. */
export function useFixesAddress(): FixesAddress {
  const { search, write } = useAddress();
  const query = useMemo(() => parseFixesQuery(Object.fromEntries(new URLSearchParams(search))), [search]);
  const hrefOf = useCallback((change: Partial<FixesQuery>) => fixesHref({ ...query, ...change }), [query]);
  const follow = useCallback(
    (change: Partial<FixesQuery>) => write(hrefOf(change), "replace"),
    [hrefOf, write],
  );
  return { query, follow, hrefOf };
}
