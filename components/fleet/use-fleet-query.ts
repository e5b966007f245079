"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { type FleetQuery, fleetDefaults, fleetHref, parseFleetSearch } from "../../lib/routes/fleet.ts";
import { useAddress } from "../shell/address-provider.tsx";
import { askAhead } from "./fleet-queries.ts";

/** What shall be different; a function is given what the address says when it is called, not when it was drawn. */
export type FleetChange = Partial<FleetQuery> | ((present: FleetQuery) => Partial<FleetQuery>);

export type FleetAddress = {
  query: FleetQuery;
  /** A new entry in the history: what a person would want Back to undo. */
  go: (change: FleetChange) => void;
  /** In place of the present entry: what merely follows the eye. */
  follow: (change: FleetChange) => void;
  /** Asks for what `go` would show: when a finger or a button goes down, a moment before it is a click. */
  prepare: (change: FleetChange) => void;
  /** The address that `go` would lead to, for links. */
  hrefOf: (change: Partial<FleetQuery>) => string;
};

/** Another question starts at the top of its answer. */
function settle(change: Partial<FleetQuery>): Partial<FleetQuery> {
  const asksAnew = change.q !== undefined || change.sort !== undefined;
  return asksAnew ? { at: fleetDefaults.at, ...change } : change;
}

function changed(present: FleetQuery, wanted: FleetChange): FleetQuery {
  return { ...present, ...settle(typeof wanted === "function" ? wanted(present) : wanted) };
}

function asksAnother(one: FleetQuery, other: FleetQuery): boolean {
  return one.q !== other.q || one.sort !== other.sort;
}

/** The fleet page's address, as state. All but `query` and `hrefOf` stay the same for the life of the page. */
export function useFleetQuery(): FleetAddress {
  const client = useQueryClient();
  const { search, write } = useAddress();
  const query = useMemo(() => parseFleetSearch(search), [search]);
  const latest = useRef(query);
  useEffect(() => {
    latest.current = query;
  }, [query]);

  const prepare = useCallback(
    (wanted: FleetChange) => {
      const next = changed(latest.current, wanted);
      if (asksAnother(next, latest.current)) askAhead(client, next);
    },
    [client],
  );
  const change = useCallback(
    (wanted: FleetChange, history: "push" | "replace") => {
      // The answer is on its way before anything is drawn for the question.
      prepare(wanted);
      latest.current = changed(latest.current, wanted);
      write(fleetHref(latest.current), history);
    },
    [prepare, write],
  );
  const go = useCallback((wanted: FleetChange) => change(wanted, "push"), [change]);
  const follow = useCallback((wanted: FleetChange) => change(wanted, "replace"), [change]);
  const hrefOf = useCallback(
    (wanted: Partial<FleetQuery>) => fleetHref({ ...query, ...settle(wanted) }),
    [query],
  );
  return useMemo(() => ({ query, go, follow, prepare, hrefOf }), [query, go, follow, prepare, hrefOf]);
}
