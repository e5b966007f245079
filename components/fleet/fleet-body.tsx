"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import type { Facets } from "../../lib/api/list.ts";
import { ProblemState } from "../query/problem-state.tsx";
import { facetsOptions } from "./fleet-queries.ts";
import { FleetTable } from "./fleet-table.tsx";
import { TableFoot } from "./table-foot.tsx";
import type { ColumnChoice } from "./use-columns.ts";
import type { FleetAddress } from "./use-fleet-query.ts";
import { useNodes } from "./use-nodes.ts";
import { useRowKeys } from "./use-row-keys.ts";
import { useRowSelection } from "./use-row-selection.ts";
import { useRowWindow, useThrottled } from "./use-row-window.ts";
import { WaitingChanges } from "./waiting-changes.tsx";

// Few come to see it, so it is not sent with the page.
const NothingMatches = lazy(async () => ({
  default: (await import("./nothing-matches.tsx")).NothingMatches,
}));

const rowsBeforeTheFirstAnswer = 40;

const isOfNone = ({ total }: Facets) => total === 0;

type FleetBodyProps = { address: FleetAddress; choice: ColumnChoice };

/** The rows with all that one does to them: scrolling, keys, choosing, and what waits to be shown. */
export function FleetBody({ address, choice }: FleetBodyProps) {
  const { query, follow } = address;
  const { data: isNone } = useQuery({ ...facetsOptions(query.q, query.tag), select: isOfNone });
  const section = useRef<HTMLElement>(null);
  const question = useMemo(() => ({ q: query.q, sort: query.sort }), [query.q, query.sort]);
  const activeRow = useState<number | null>(null);
  const isBusyHere = useRef(false);
  const isBeingRead = useCallback(
    () => isBusyHere.current || (section.current?.matches(":hover, :focus-within") ?? false),
    [],
  );
  const onRest = useCallback((rank: number) => follow({ at: rank }), [follow]);
  const rowWindow = useRowWindow({ at: query.at, onRest });
  const { range } = rowWindow;
  const nodes = useNodes(question, useThrottled(range), isBeingRead);
  const selection = useRowSelection(nodes);
  const rowKeys = useRowKeys({
    address,
    total: nodes.total ?? 0,
    nodeAt: nodes.at,
    activeRow,
    firstOnScreen: range.first,
    show: rowWindow.show,
    select: selection.toggle,
  });
  // While a sync runs the counts are a moment ahead of the rows, and what they count is not said to be missing.
  const count = nodes.total || (isNone ? 0 : rowsBeforeTheFirstAnswer);
  isBusyHere.current = range.first > 0 || query.peek !== null || selection.count > 0;

  return (
    <section
      ref={section}
      aria-label="Nodes"
      className="@container/table relative flex min-h-0 min-w-0 flex-col"
    >
      {nodes.waiting && <WaitingChanges newer={nodes.waiting.newer} onShow={nodes.showWaiting} />}
      <div
        ref={rowWindow.scrollRef}
        className="min-h-0 flex-1 [--row-height:30px] max-wide:[--row-height:104px] wide:overflow-auto"
      >
        {nodes.error && nodes.total === null ? (
          <ProblemState error={nodes.error} onRetry={nodes.retry} />
        ) : count === 0 ? (
          <Suspense>
            <NothingMatches address={address} />
          </Suspense>
        ) : (
          <FleetTable
            address={address}
            choice={choice}
            nodes={nodes}
            count={count}
            rowWindow={rowWindow}
            rowKeys={rowKeys}
            selection={selection}
          />
        )}
      </div>
      <TableFoot total={nodes.total} q={query.q} sort={query.sort} selection={selection} />
    </section>
  );
}
