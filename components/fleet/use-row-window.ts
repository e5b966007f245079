"use client";

import {
  type RefCallback,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { assumedRange, type RankRange } from "./node-pages.ts";
import { distanceTo, type Placement, rangeInView } from "./row-geometry.ts";

export const rowHeight = 30;
export const cardHeight = 88;
/** The head stays over the rows' upper edge; cards have none. */
const headHeight = 28;
const settleMs = 100;

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
  /** The ranks in view. */
  range: RankRange;
  /** False until the view has been scrolled to the address's rank: until then that row is drawn at the top. */
  isPlaced: boolean;
  scrollRef: RefObject<HTMLDivElement | null>;
  bodyRef: RefCallback<HTMLElement>;
  show: (rank: number, align?: "auto" | "start") => void;
};

type Options = {
  /** Where the address says that the reader is. */
  at: number;
  /** The first row in view, once scrolling has come to rest. */
  onRest: (rank: number) => void;
};

/** Which rows are in view, of any number that are all of one height. */
export function useRowWindow({ at, onRest }: Options): RowWindow {
  const areCards = useAreCards();
  const scrollRef = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLElement>(null);
  const [range, setRange] = useState(() => assumedRange(at));

  const scroller = useCallback(
    () => (areCards ? scrollRef.current?.closest("main") : scrollRef.current) ?? null,
    [areCards],
  );
  const measure = useCallback(() => {
    const view = scroller();
    if (!view || !body.current) return null;
    const next = rangeInView(placementOf(view, body.current, areCards));
    setRange((present) => (present.first === next.first && present.last === next.last ? present : next));
    return next;
  }, [scroller, areCards]);
  const show = useCallback(
    (rank: number, align: "auto" | "start" = "auto") => {
      const view = scroller();
      if (!view || !body.current) return;
      // The first row comes with all that stands above it, which on a phone scrolls too.
      if (rank === 0) view.scrollTop = 0;
      else view.scrollTop += distanceTo(rank, align, placementOf(view, body.current, areCards));
      measure();
    },
    [scroller, measure, areCards],
  );
  // Rows that come anew, after nothing matched, lie elsewhere than those that went.
  const bodyRef = useCallback(
    (element: HTMLElement | null) => {
      body.current = element;
      measure();
    },
    [measure],
  );
  const isPlaced = useAgreement({ at, onRest, scroller, measure, show });
  return { range, isPlaced, scrollRef, bodyRef, show };
}

function placementOf(view: HTMLElement, body: HTMLElement, areCards: boolean): Placement {
  const covered = areCards ? 0 : headHeight;
  return {
    top: body.getBoundingClientRect().top - view.getBoundingClientRect().top - covered,
    viewHeight: view.clientHeight - covered,
    rowHeight: areCards ? cardHeight : rowHeight,
  };
}

type Agreement = Options & {
  scroller: () => HTMLElement | null;
  measure: () => RankRange | null;
  show: RowWindow["show"];
};

/** Keeps the address and the scrolled place together: at rest the address follows, and Back scrolls to where it was. */
function useAgreement({ at, onRest, scroller, measure, show }: Agreement): boolean {
  const [isPlaced, setIsPlaced] = useState(at === 0);
  const agreed = useRef(0);
  const shownBy = useRef(show);
  useLayoutEffect(() => {
    if (!isPlaced) return setIsPlaced(true);
    // Another `show` is another layout, in which the same rank lies elsewhere.
    if (at === agreed.current && show === shownBy.current) return;
    agreed.current = at;
    shownBy.current = show;
    show(at, "start");
  }, [at, isPlaced, show]);

  useEffect(() => {
    const view = scroller();
    if (!view) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      const first = measure()?.first;
      if (first === undefined || first === agreed.current) return;
      agreed.current = first;
      onRest(first);
    };
    const scroll = () => {
      measure();
      clearTimeout(timer);
      timer = setTimeout(rest, settleMs);
    };
    const resizes = new ResizeObserver(measure);
    resizes.observe(view);
    view.addEventListener("scroll", scroll, { passive: true });
    return () => {
      clearTimeout(timer);
      resizes.disconnect();
      view.removeEventListener("scroll", scroll);
    };
  }, [scroller, measure, onRest]);
  return isPlaced;
}

/** The range at once, and then at most every 100 ms: a dragged scrollbar passes pages that nobody will read. */
export function useThrottled(range: RankRange): RankRange {
  const [told, setTold] = useState(range);
  const toldAt = useRef(0);
  useEffect(() => {
    const tell = () => {
      toldAt.current = performance.now();
      setTold(range);
    };
    const waitMs = settleMs - (performance.now() - toldAt.current);
    if (waitMs <= 0) return tell();
    const timer = setTimeout(tell, waitMs);
    return () => clearTimeout(timer);
  }, [range]);
  return told;
}
