"use client";

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { type FleetQuery, fleetDefaults, fleetHref, parseFleetQuery } from "../../lib/routes/fleet.ts";

const parseAsRank = createParser({
  parse: (text) => parseFleetQuery({ at: text }).at,
  serialize: String,
});

const parseAsColumns = createParser({
  parse: (text) => parseFleetQuery({ columns: text }).columns,
  serialize: (columns: string[]) => columns.join(","),
  eq: (one, other) => one.join() === other.join(),
});

export const fleetParsers = {
  q: parseAsString.withDefault(fleetDefaults.q),
  sort: parseAsString.withDefault(fleetDefaults.sort),
  peek: parseAsString,
  tag: parseAsString,
  view: parseAsStringLiteral(["table", "pivot"] as const).withDefault(fleetDefaults.view),
  columns: parseAsColumns,
  at: parseAsRank.withDefault(fleetDefaults.at),
};

export type FleetAddress = {
  query: FleetQuery;
  /** A new entry in the history: what a person would want Back to undo. */
  go: (change: Partial<FleetQuery>) => void;
  /** In place of the present entry: what merely follows the eye. */
  follow: (change: Partial<FleetQuery>) => void;
  /** The address that `go` would lead to, for links. */
  hrefOf: (change: Partial<FleetQuery>) => string;
};

/** Another question starts at the top of its answer. */
function settle(change: Partial<FleetQuery>): Partial<FleetQuery> {
  const asksAnew = change.q !== undefined || change.sort !== undefined;
  return asksAnew ? { at: fleetDefaults.at, ...change } : change;
}

/** The fleet page's address, as state. */
export function useFleetQuery(): FleetAddress {
  const [query, set] = useQueryStates(fleetParsers, { shallow: true, scroll: false });
  const go = useCallback(
    (change: Partial<FleetQuery>) => void set(settle(change), { history: "push" }),
    [set],
  );
  const follow = useCallback(
    (change: Partial<FleetQuery>) => void set(settle(change), { history: "replace" }),
    [set],
  );
  const hrefOf = useCallback(
    (change: Partial<FleetQuery>) => fleetHref({ ...query, ...settle(change) }),
    [query],
  );
  return useMemo(() => ({ query, go, follow, hrefOf }), [query, go, follow, hrefOf]);
}
