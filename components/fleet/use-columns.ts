"use client";

import type { ColumnSizingState } from "@tanstack/react-table";
import { useCallback, useMemo } from "react";
import { columnsOf, defaultColumnIds, type FleetColumn, settleColumnIds, toggleColumn } from "./columns.tsx";
import { useRemembered } from "./remembered.ts";
import type { FleetAddress } from "./use-fleet-query.ts";

export type ColumnChoice = {
  ids: string[];
  columns: FleetColumn[];
  sizing: ColumnSizingState;
  toggle: (id: string) => void;
  reset: () => void;
  resize: (sizing: ColumnSizingState) => void;
};

/** Sizes as they were saved; anything else in their place is no sizes at all. */
export function parseSizing(text: string | null): ColumnSizingState {
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
  const [rememberedSizing, rememberSizing] = useRemembered("muster.fleet.column-sizes");
  const ids = useMemo(
    () => settleColumnIds(query.columns ?? rememberedIds?.split(",") ?? defaultColumnIds),
    [query.columns, rememberedIds],
  );
  const columns = useMemo(() => columnsOf(ids), [ids]);
  const sizing = useMemo(() => parseSizing(rememberedSizing), [rememberedSizing]);

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
    rememberSizing(null);
    go({ columns: null });
  }, [go, rememberIds, rememberSizing]);
  const resize = useCallback(
    (next: ColumnSizingState) => rememberSizing(JSON.stringify(next)),
    [rememberSizing],
  );

  return { ids, columns, sizing, toggle, reset, resize };
}
