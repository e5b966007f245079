"use client";

import { useCallback, useMemo } from "react";
import { columnsOf, defaultColumnIds, type FleetColumn, settleColumnIds, toggleColumn } from "./columns.tsx";
import type { ColumnSizes } from "./grid-columns.ts";
import { useRemembered } from "./remembered.ts";
import type { FleetAddress } from "./use-fleet-query.ts";

export type ColumnChoice = {
  ids: string[];
  columns: FleetColumn[];
  sizes: ColumnSizes;
  toggle: (id: string) => void;
  reset: () => void;
  /** Gives a column a width of its own; null takes it back. */
  resize: (id: string, width: number | null) => void;
};

/** Sizes as they were saved; anything else in their place is no sizes at all. */
export function parseSizes(text: string | null): ColumnSizes {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, size]) => Number.isFinite(size)));
  } catch {
    return {};
  }
}

/** The columns on screen: those of the address, else those chosen last in this browser, else the usual ones. */
export function useColumns({ query, go }: FleetAddress): ColumnChoice {
  const [rememberedIds, rememberIds] = useRemembered("muster.fleet.columns");
  const [rememberedSizes, rememberSizes] = useRemembered("muster.fleet.column-sizes");
  const ids = useMemo(
    () => settleColumnIds(query.columns ?? rememberedIds?.split(",") ?? defaultColumnIds),
    [query.columns, rememberedIds],
  );
  const columns = useMemo(() => columnsOf(ids), [ids]);
  const sizes = useMemo(() => parseSizes(rememberedSizes), [rememberedSizes]);

  const toggle = useCallback(
    (id: string) => {
      const next = toggleColumn(ids, id);
      rememberIds(next.join(","));
      go({ columns: next });
    },
    [ids, go, rememberIds],
  );
  const reset = useCallback(() => {
    rememberIds(null);
    rememberSizes(null);
    go({ columns: null });
  }, [go, rememberIds, rememberSizes]);
  const resize = useCallback(
    (id: string, width: number | null) => {
      const { [id]: _former, ...others } = sizes;
      rememberSizes(JSON.stringify(width === null ? others : { ...others, [id]: width }));
    },
    [sizes, rememberSizes],
  );

  return { ids, columns, sizes, toggle, reset, resize };
}
