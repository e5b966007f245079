"use client";

import { Fragment, type ReactNode } from "react";
import type { SyncOverview } from "../../lib/api/sync.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import type { Status } from "../../lib/model/status.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import { Age } from "../ui/time.tsx";
import { type Freshness as FreshnessSummary, summariseFreshness } from "./scope-health.ts";
import { useSyncOverview } from "./use-sync-overview.ts";

/** "Read 32 s ago · 11 of 12 scopes · 1 denied", which opens the sync panel. */
export function Freshness({ onOpen }: { onOpen: () => void }) {
  const { data, isError } = useSyncOverview();
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-haspopup="dialog"
      title="What is read, and when"
      className="flex min-w-0 items-center gap-1.5 rounded-2 p-1 text-meta whitespace-nowrap text-2 transition-colors hover:bg-press wide:px-2"
    >
      {isError ? (
        <Marked status="lost">Muster does not answer</Marked>
      ) : data ? (
        <Summary overview={data} />
      ) : (
        <Skeleton className="w-40" />
      )}
    </button>
  );
}

function Summary({ overview }: { overview: SyncOverview }) {
  const freshness = summariseFreshness(overview);
  if (overview.trouble && freshness.readAt === null)
    return <Marked status="lost">Nothing can be read</Marked>;
  if (freshness.isFirstRun) {
    return <span className="truncate">Reading. {formatCountOf(freshness.nodes, "node")} so far</span>;
  }
  if (freshness.readAt === null) return <span>Nothing is read yet</span>;
  const parts: ReactNode[] = [
    <span key="age">
      Read <Age at={freshness.readAt} />
    </span>,
    <span key="scopes" className="max-roomy:hidden">
      {explainScopes(freshness)}
    </span>,
    ...toMarks(freshness, overview.trouble !== null),
  ];
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts keep their order
    <Fragment key={index}>
      {index > 0 && <Dot isWideOnly={index === 1} />}
      {part}
    </Fragment>
  ));
}

function explainScopes({ scopes, byHealth }: FreshnessSummary): string {
  if (byHealth.fresh === scopes) return formatCountOf(scopes, "scope");
  return `${formatCount(byHealth.fresh)} of ${formatCountOf(scopes, "scope")}`;
}

/** What is not as it should be, the worst first; a narrow screen has room for the first alone. */
function toMarks({ byHealth, reading }: FreshnessSummary, isTroubled: boolean): ReactNode[] {
  const marks: { status: Status; count: number; word: string }[] = [
    { status: "lost", count: byHealth.failed, word: "failed" },
    { status: "degraded", count: byHealth.stale, word: "stale" },
    { status: "unknown", count: byHealth.denied, word: "denied" },
    { status: "unknown", count: byHealth.partial, word: "in part" },
  ];
  const shown = marks.filter((mark) => mark.count > 0);
  if (isTroubled && byHealth.failed === 0) {
    return [
      <Marked key="trouble" status="lost">
        cannot read
      </Marked>,
    ];
  }
  if (byHealth.waiting > 0 && reading > 0 && shown.length === 0) {
    return [<span key="waiting">{formatCount(byHealth.waiting)} still to come</span>];
  }
  return shown.map((mark) => (
    <Marked key={mark.word} status={mark.status}>
      {formatCount(mark.count)} {mark.word}
    </Marked>
  ));
}

const words: Partial<Record<Status, string>> = {
  lost: "text-st-lost",
  degraded: "text-st-degraded",
  unknown: "text-st-unknown",
};

function Marked({ status, children }: { status: Status; children: ReactNode }) {
  return (
    <span className={`inline-flex items-center gap-1 font-name ${words[status] ?? ""}`}>
      <StatusGlyph status={status} />
      {children}
    </span>
  );
}

function Dot({ isWideOnly }: { isWideOnly: boolean }) {
  return <span className={isWideOnly ? "text-3 max-roomy:hidden" : "text-3"}>·</span>;
}
