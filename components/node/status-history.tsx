"use client";

import { useState } from "react";
import type { NodeDetail } from "../../lib/api/node.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { explainStatus } from "../../lib/format/status.ts";
import type { Status } from "../../lib/model/status.ts";
import { classNames } from "../ui/class-names.ts";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import { Moment } from "../ui/time.tsx";
import { useNow } from "../ui/use-now.ts";
import { lineStart, segmentsOf } from "./history-strip.ts";
import { Sentence } from "./sentence.tsx";

const shownAtFirst = 8;

const fills: Record<Status, string> = {
  reachable: "bg-fill-reachable",
  degraded: "bg-fill-degraded",
  lost: "shadow-[inset_0_0_0_1.5px_var(--fill-lost)]",
  unregistered: "hatch-fill-unregistered",
  off: "bg-fill-off opacity-55",
  gone: "shadow-[inset_0_0_0_1.5px_var(--fill-gone)]",
  unknown: "bg-fill-unknown opacity-55",
};

/** How the status changed while Muster watched: as a line, and in words, newest first. */
export function StatusHistory({ history }: { history: NodeDetail["history"] }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? history : history.slice(0, shownAtFirst);
  return (
    <>
      <HistoryStrip history={history} />
      <ol className="mt-2.5">
        {shown.map((span) => (
          <li
            key={span.from}
            className="grid grid-cols-[84px_12px_minmax(0,1fr)] items-baseline gap-x-2.5 border-t border-line-faint py-1.5"
          >
            <Moment at={span.from} className="text-meta whitespace-nowrap text-3 tabular-nums" />
            <StatusGlyph status={span.status} className="translate-y-px" />
            <div className="min-w-0">
              {explainStatus(span.status)}
              {span.why !== null && (
                <p className="text-meta text-pretty text-3">
                  <Sentence text={span.why} isShort />
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {history.length > shown.length && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="mt-1 rounded-1 text-meta text-accent hover:underline"
        >
          {formatCountOf(history.length - shown.length, "earlier change")}
        </button>
      )}
    </>
  );
}

function HistoryStrip({ history }: { history: NodeDetail["history"] }) {
  const now = useNow();
  const from = lineStart(history, now);
  const segments = segmentsOf(history, from, now);
  return (
    <div aria-hidden="true" className="mt-2">
      <div className="relative h-1.5">
        {segments.map(({ status, start, end }) => (
          <span
            key={`${status}${start}`}
            suppressHydrationWarning
            className={classNames("absolute inset-y-0 min-w-1 rounded-[2px]", fills[status])}
            style={{ left: `${start * 100}%`, width: `calc(${(end - start) * 100}% - 2px)` }}
          />
        ))}
      </div>
      <div className="mt-1.5 flex justify-between border-t border-line pt-1 text-micro text-3">
        <Moment at={from} />
        <span>now</span>
      </div>
    </div>
  );
}
