"use client";

import { useCallback, useEffect, useMemo, useRef } from "react";
import { type FailuresQuery, failuresHref, parseFailuresSearch } from "../../lib/routes/failures.ts";
import { useAddress } from "../shell/address-provider.tsx";

/** The failures page's address, as state. `go` makes an entry in the history, `follow` takes the place of the present one. */
export type FailuresAddress = {
  query: FailuresQuery;
  go: (change: Partial<FailuresQuery>) => void;
  follow: (change: Partial<FailuresQuery>) => void;
  hrefOf: (change: Partial<FailuresQuery>) => string;
};

const asking = ["q", "tab", "since", "until"] as const;

/** The address with a change. Another question has other groups: none of them is open yet. */
function changed(present: FailuresQuery, change: Partial<FailuresQuery>): FailuresQuery {
  const asksAnew = asking.some((key) => change[key] !== undefined && change[key] !== present[key]);
  const isOther = change.open !== undefined && change.open !== present.open;
  return {
    ...present,
    ...(asksAnew ? { open: null, failure: null } : isOther ? { failure: null } : {}),
    ...change,
  };
}

export function useFailuresAddress(): FailuresAddress {
  const { search, write } = useAddress();
  const query = useMemo(() => parseFailuresSearch(search), [search]);
  const latest = useRef(query);
  useEffect(() => {
    latest.current = query;
  }, [query]);
  const change = useCallback(
    (wanted: Partial<FailuresQuery>, history: "push" | "replace") => {
      const before = failuresHref(latest.current);
      latest.current = changed(latest.current, wanted);
      const after = failuresHref(latest.current);
      // What leads to where one is would only stand in the way of Back.
      if (after !== before) write(after, history);
    },
    [write],
  );
  const go = useCallback((wanted: Partial<FailuresQuery>) => change(wanted, "push"), [change]);
  const follow = useCallback((wanted: Partial<FailuresQuery>) => change(wanted, "replace"), [change]);
  const hrefOf = useCallback(
    (wanted: Partial<FailuresQuery>) => failuresHref(changed(query, wanted)),
    [query],
  );
  return useMemo(() => ({ query, go, follow, hrefOf }), [query, go, follow, hrefOf]);
}
