"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { classNames } from "../ui/class-names.ts";
import type { Column } from "./columns.ts";
import type { DrawnHop } from "./draw-lane.ts";
import { HopCell } from "./hop-cell.tsx";
import type { DrawnLane } from "./path-drawing.ts";
import { PathMark } from "./path-mark.tsx";

type LaneRowProps = {
  lane: DrawnLane;
  columns: readonly Column[];
  /** The open hop, where it is on this lane or hangs on the same thing. */
  openKey: string | null;
  hasBand: boolean;
  detailId: string;
  onToggle: (hop: DrawnHop) => void;
};

/** One lane: its name, and its hops from the instance on the left to the service on the right. */
export function LaneRow({ lane, columns, openKey, hasBand, detailId, onToggle }: LaneRowProps) {
  const [isUnfolded, setIsUnfolded] = useState(false);
  const isBack = lane.service === null;
  const isFolded = lane.fold !== null && !isUnfolded;
  const entry = lane.stop ?? lane.cells.find(({ hop }) => hop)?.hop;
  const name = lane.title ?? lane.service ?? "Way back";
  return (
    <div className="border-t border-line-faint px-4 py-3 first:border-t-0 @min-[720px]/path:grid @min-[720px]/path:grid-cols-[calc(var(--lane-name)-16px)_minmax(0,1fr)] @min-[720px]/path:py-0 @min-[720px]/path:pr-0">
      <p className="flex items-baseline gap-2 @min-[720px]/path:block @min-[720px]/path:py-2 @min-[720px]/path:pr-2">
        {isBack || lane.title !== undefined ? (
          <span className="font-name text-1 @min-[720px]/path:block">{name}</span>
        ) : (
          <code className="text-body/4! font-name tracking-[-0.03em]! wrap-anywhere text-1 @min-[720px]/path:block">
            {name}
          </code>
        )}
        <small
          className={classNames(
            "text-micro/[15px] text-3 @min-[720px]/path:block",
            isBack || lane.title !== undefined ? "@min-[720px]/path:mt-0.5" : "@min-[720px]/path:mt-1.5",
          )}
        >
          {lane.note}
        </small>
      </p>
      {lane.fold !== null && (
        <button
          type="button"
          aria-expanded={!isFolded}
          onClick={() => setIsUnfolded(isFolded)}
          className="mt-1 flex w-full items-center gap-2 rounded-1 text-left text-meta text-2 @min-[720px]/path:hidden"
        >
          <PathMark look={foldLook(lane)} size={14} />
          <span className="flex-1">{lane.fold}</span>
          <ChevronRight
            aria-hidden
            strokeWidth={1.5}
            className={classNames("size-4 text-3 transition-transform", !isFolded && "rotate-90")}
          />
        </button>
      )}
      <ol
        data-lane={lane.key}
        aria-label={`${name}, ${lane.note}: ${lane.outcome}`}
        className={classNames(
          "mt-2 @min-[720px]/path:mt-0 @min-[720px]/path:grid @min-[720px]/path:grid-cols-(--hops)",
          isFolded && "@max-[720px]/path:hidden",
        )}
      >
        {lane.cells.map((cell, index) => (
          <HopCell
            key={columns[index]!.kind}
            cell={cell}
            title={isBack ? columns[index]!.titleBack : columns[index]!.title}
            isBack={isBack}
            isOpen={cell.hop !== null && cell.hop.key === openKey}
            hasBand={cell.hop !== null && (cell.hop.key === openKey || (hasBand && cell.hop === lane.stop))}
            isEntry={cell.hop === entry}
            detailId={detailId}
            onToggle={onToggle}
          />
        ))}
      </ol>
    </div>
  );
}

function foldLook({ stop, outcome }: DrawnLane) {
  if (stop) return stop.look === "blocked" ? "blocked" : "undecided";
  if (outcome.startsWith("not ")) return "beyond";
  return outcome === "open" ? "open" : "partly";
}
