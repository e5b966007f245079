"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { NodeSummary } from "../../lib/api/node.ts";
import { toast } from "../ui/toast.ts";
import {
  isSelected,
  nothingSelected,
  type Selection,
  selectedCount,
  underFilter,
  withNodes,
} from "./selection.ts";
import type { NodeList } from "./use-nodes.ts";

export type RowSelection = {
  selection: Selection;
  count: number;
  isAll: boolean;
  has: (node: NodeSummary) => boolean;
  /** Chooses a row or lets it go; a range reaches from the row chosen last to this one. */
  toggle: (rank: number, node: NodeSummary, isRange: boolean) => void;
  toggleAll: () => void;
  clear: () => void;
};

export function useRowSelection(nodes: NodeList): RowSelection {
  const { answered, readRange } = nodes;
  const total = nodes.total ?? 0;
  const [held, setHeld] = useState<Selection>(nothingSelected);
  const anchor = useRef<number | null>(null);
  const selection = underFilter(held, answered.q);
  const count = selectedCount(selection, total);
  const isAll = selection.kind === "all" && selection.except.size === 0;

  const toggle = useCallback(
    (rank: number, node: NodeSummary, isRange: boolean) => {
      const from = isRange ? anchor.current : null;
      anchor.current = rank;
      if (from === null) {
        setHeld((present) => {
          const under = underFilter(present, answered.q);
          return withNodes(under, [node], !isSelected(under, node));
        });
        return;
      }
      const range = { first: Math.min(from, rank), last: Math.max(from, rank) };
      readRange(range).then(
        (rows) => setHeld((present) => withNodes(underFilter(present, answered.q), rows, true)),
        (error: Error) =>
          toast({ title: "The range could not be read.", detail: error.message, tone: "lost" }),
      );
    },
    [answered.q, readRange],
  );
  const clear = useCallback(() => setHeld(nothingSelected), []);
  const toggleAll = useCallback(
    () => setHeld(isAll ? nothingSelected : { kind: "all", q: answered.q, except: new Set() }),
    [isAll, answered.q],
  );
  return useMemo(
    () => ({ selection, count, isAll, has: (node) => isSelected(selection, node), toggle, toggleAll, clear }),
    [selection, count, isAll, toggle, toggleAll, clear],
  );
}
