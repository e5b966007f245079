"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { RankRange } from "./node-pages.ts";

export const rowHeight = 30;
export const cardHeight = 88;
const headHeight = 28;
const spareRows = 8;
const settleMs = 100;
const driftRows = 3;
/** The size that the server assumes; the browser's own replaces it at once. */
const assumedSize = { width: 1200, height: 720 };

const cardsQuery = "(width < 760px)";

function subscribeToCards(listener: () => void): () => void {
  const query = window.matchMedia(cardsQuery);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether rows are cards, which scroll with the page, and not a table that scrolls by itself. */
export function useAreCards(): boolean {
  return useSyncExternalStore(
    subscribeToCards,
    () => window.matchMedia(cardsQuery).matches,
    () => false,
  );
}

export type RowWindow = {
  /** The ranks whose rows are drawn. */
  ranks: number[];
  scrollRef: RefObject<HTMLDivElement | null>;
  bodyRef: RefObject<HTMLDivElement | null>;
  show: (rank: number, align?: "auto" | "start") => void;
};

type Options = {
  count: number;
  /** Where the address says that the reader is. */
  at: number;
  /** The row that has the focus, which must stay drawn wherever the reader scrolls. */
  kept: number | null;
  onRange: (range: RankRange) => void;
  /** The first row on screen, once scrolling has come to rest. */
  onRest: (rank: number) => void;
};

export function useRowWindow({ count, at, kept, onRange, onRest }: Options): RowWindow {
  const scrollRef = useRef<HTMLDivElement>(null);
  const bodyRef = useRef<HTMLDivElement>(null);
  const areCards = useAreCards();
  const size = areCards ? cardHeight : rowHeight;
  const margin = useMargin(bodyRef, areCards);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => (areCards ? (scrollRef.current?.closest("main") ?? null) : scrollRef.current),
    estimateSize: () => size,
    overscan: spareRows,
    scrollMargin: margin,
    scrollPaddingStart: areCards ? 0 : headHeight,
    initialRect: assumedSize,
    initialOffset: at * size,
    rangeExtractor: (range) => {
      const ranks = defaultRangeExtractor(range);
      if (kept === null || kept >= count || ranks.includes(kept)) return ranks;
      return [...ranks, kept].sort((one, other) => one - other);
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows change their height together, when they become cards
  useEffect(() => virtualizer.measure(), [size]);

  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useThrottled(first, last, onRange);
  useRest(virtualizer.isScrolling, first, at, onRest, (rank) =>
    virtualizer.scrollToIndex(rank, { align: "start" }),
  );
  const show = useCallback(
    (rank: number, align: "auto" | "start" = "auto") => virtualizer.scrollToIndex(rank, { align }),
    [virtualizer],
  );
  return { ranks: virtualizer.getVirtualItems().map((item) => item.index), scrollRef, bodyRef, show };
}

/** How far below the top of what scrolls the rows begin. */
function useMargin(bodyRef: RefObject<HTMLDivElement | null>, areCards: boolean): number {
  const [margin, setMargin] = useState(headHeight);
  useEffect(() => {
    const scroller = areCards ? bodyRef.current?.closest("main") : null;
    if (!scroller || !bodyRef.current) return setMargin(headHeight);
    const top = bodyRef.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    setMargin(top + scroller.scrollTop);
  }, [bodyRef, areCards]);
  return margin;
}

/** Tells a range at once, and then at most every 100 ms: a dragged scrollbar passes pages that nobody will read. */
function useThrottled(first: number, last: number, onRange: (range: RankRange) => void): void {
  const toldAt = useRef(0);
  useEffect(() => {
    const tell = () => {
      toldAt.current = performance.now();
      onRange({ first, last });
    };
    const waitMs = settleMs - (performance.now() - toldAt.current);
    if (waitMs <= 0) return tell();
    const timer = setTimeout(tell, waitMs);
    return () => clearTimeout(timer);
  }, [first, last, onRange]);
}

/** Keeps the address and the scrolled place together: at rest the address follows, and Back scrolls to where it was. */
function useRest(
  isScrolling: boolean,
  first: number,
  at: number,
  onRest: (rank: number) => void,
  scrollTo: (rank: number) => void,
): void {
  const agreed = useRef(at);
  const latestScrollTo = useRef(scrollTo);
  useEffect(() => {
    latestScrollTo.current = scrollTo;
  });
  useEffect(() => {
    if (at === agreed.current) return;
    agreed.current = at;
    latestScrollTo.current(at);
  }, [at]);
  useEffect(() => {
    // Where a row half under the head counts differs between scrolling there and being there.
    if (isScrolling || Math.abs(first - agreed.current) < driftRows) return;
    const timer = setTimeout(() => {
      agreed.current = first;
      onRest(first);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [isScrolling, first, onRest]);
}
