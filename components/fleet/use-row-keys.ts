"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import type { NodeSummary } from "../../lib/api/node.ts";
import { nodeHref, nodeKey } from "../../lib/routes/fleet.ts";
import { isAboveThePage, useOverlay } from "../shell/overlay.ts";
import type { FleetAddress } from "./use-fleet-query.ts";
import { useAreCards } from "./use-row-window.ts";

export type RowKeys = {
  active: number | null;
  openRow: (rank: number, node: NodeSummary, event: MouseEvent) => void;
  onGridKeyDown: (event: KeyboardEvent) => void;
};

type Options = {
  address: FleetAddress;
  total: number;
  nodeAt: (rank: number) => NodeSummary | undefined;
  activeRow: [number | null, (rank: number | null) => void];
  firstOnScreen: number;
  show: (rank: number) => void;
  select: (rank: number, node: NodeSummary, isRange: boolean) => void;
};

const steps: Record<string, (rank: number, total: number) => number> = {
  ArrowDown: (rank) => rank + 1,
  ArrowUp: (rank) => rank - 1,
  PageDown: (rank) => rank + 20,
  PageUp: (rank) => rank - 20,
  Home: () => 0,
  End: (_, total) => total - 1,
};

/** Moving, opening and choosing rows: by keys anywhere on the page (j, k, x, Enter, Esc), and by arrows in the grid. */
export function useRowKeys({
  address,
  total,
  nodeAt,
  activeRow,
  firstOnScreen,
  show,
  select,
}: Options): RowKeys {
  const [active, setActive] = activeRow;
  const router = useRouter();
  const areCards = useAreCards();
  const { query, go, follow } = address;

  const move = (to: number) => {
    if (total === 0) return;
    const rank = Math.min(Math.max(to, 0), total - 1);
    setActive(rank);
    show(rank);
    const node = nodeAt(rank);
    if (query.peek !== null && node) follow({ peek: nodeKey(node) });
  };
  useFocusOn(active);

  const activeNode = active === null ? undefined : nodeAt(active);
  const openPage = (node: NodeSummary) => router.push(nodeHref(node.scope, node.id));

  const whenFree = { enabled: useOverlay() === null, ignoreEventWhen: isAboveThePage };
  const start = active ?? firstOnScreen - 1;
  useHotkeys("j", () => move(start + 1), whenFree);
  useHotkeys("k", () => move(active === null ? firstOnScreen : active - 1), whenFree);
  useHotkeys(
    "x, shift+x",
    (event) => activeNode && active !== null && select(active, activeNode, event.shiftKey),
    whenFree,
  );
  useHotkeys("escape", () => go({ peek: null }), {
    ...whenFree,
    enabled: whenFree.enabled && query.peek !== null,
  });

  // Every row is given `openRow`: it stays the same while the panel goes from node to node.
  const latest = useRef({ peek: query.peek, select });
  useEffect(() => {
    latest.current = { peek: query.peek, select };
  });
  const openRow = useCallback(
    (rank: number, node: NodeSummary, event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.button !== 0) return;
      event.preventDefault();
      const { peek: peeked, select } = latest.current;
      if (event.shiftKey) return select(rank, node, true);
      setActive(rank);
      if (areCards) return router.push(nodeHref(node.scope, node.id));
      const peek = nodeKey(node);
      if (peeked === null) go({ peek });
      else if (peeked !== peek) follow({ peek });
    },
    [areCards, follow, go, router, setActive],
  );

  const onGridKeyDown = (event: KeyboardEvent) => {
    const isOnRow = event.target instanceof HTMLElement && event.target.dataset.rank !== undefined;
    const step = steps[event.key];
    if (step && isOnRow) {
      event.preventDefault();
      move(step(Number((event.target as HTMLElement).dataset.rank), total));
    } else if (isOnRow && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      const node = nodeAt(Number((event.target as HTMLElement).dataset.rank));
      if (node && event.key === "Enter") openPage(node);
      else if (node && query.peek !== nodeKey(node)) go({ peek: nodeKey(node) });
    }
  };
  return { active, openRow, onGridKeyDown };
}

/** Puts the focus on the active row when it changes; the window of rows keeps that row drawn. */
function useFocusOn(active: number | null): void {
  const before = useRef(active);
  useEffect(() => {
    if (before.current === active) return;
    before.current = active;
    document
      .querySelector<HTMLElement>(`[role="row"][data-rank="${active}"]`)
      ?.focus({ preventScroll: true });
  });
}
