"use client";

import { Fragment, useId, useState } from "react";
import type { Bracket, Column } from "./columns.ts";
import type { DrawnHop } from "./draw-lane.ts";
import { HopDetail } from "./hop-detail.tsx";
import { LaneRow } from "./lane-row.tsx";
import type { DrawnLane, PathDrawing } from "./path-drawing.ts";
import { surfaces } from "./surface.ts";

type PathFigureProps = {
  drawing: PathDrawing;
  /** What the drawing is of, as "Network path of api-7". */
  label: string;
  region: string;
  /** What is known of a block besides its rules: since when, what changed. */
  noteOf?: (hop: DrawnHop) => React.ReactNode;
  /** Where the page shows what AWS answered of a resource; undefined where it does not. */
  rawHrefOf?: (resource: { kind: string; id: string }) => string | undefined;
  /** What is said of all lanes together, beneath them. */
  foot?: React.ReactNode;
};

/**
 * Many columns are dense: a whole way through a NAT gateway fits the design's width, ids stand apart, and the last column,
 * of short names alone, gives its room to the others.
 */
const looseColumns = 10;
const widths = {
  loose: { laneNamePx: 140, hopPx: 94, gapPx: 6, lastShare: 1 },
  dense: { laneNamePx: 118, hopPx: 92, gapPx: 5, lastShare: 0.8 },
};

/** A path as lanes over common columns; the hop that stops it is open, and its reason hangs on it. */
export function PathFigure({ drawing, label, region, noteOf, rawHrefOf, foot }: PathFigureProps) {
  const [chosen, setChosen] = useState<string | null>();
  const detailId = useId();
  const { columns, brackets, lanes } = drawing;
  const open = findOpen(lanes, chosen === undefined ? drawing.opening : chosen);
  const { laneNamePx, hopPx, gapPx, lastShare } = columns.length > looseColumns ? widths.dense : widths.loose;
  const shares = columns.map((_, index) => (index === columns.length - 1 ? lastShare : 1));
  const leastPx = shares.reduce((sum, share) => sum + share * hopPx, laneNamePx);
  const measures = {
    "--lane-name": `${laneNamePx}px`,
    "--hops": shares.map((share) => `minmax(${share * hopPx}px, ${share}fr)`).join(" "),
    "--hop-gap": `${gapPx}px`,
    "--least": `${leastPx}px`,
  } as React.CSSProperties;
  return (
    <figure
      aria-label={`${label}. ${lanes.map(sayLane).join(" ")}`}
      className="@container/path mt-2.5 overflow-hidden rounded-3 border border-line bg-page"
      style={measures}
    >
      <div className="overflow-x-auto">
        <div className="@min-[720px]/path:min-w-(--least)">
          <Heads columns={columns} brackets={brackets} />
          {lanes.map((lane, index) => (
            <Fragment key={lane.key}>
              <LaneRow
                lane={lane}
                columns={columns}
                openKey={open?.hop.key ?? null}
                hasBand={open !== null && lane.runEnd === open.end && open.hop === lanes[open.index]!.stop}
                detailId={detailId}
                onToggle={(hop) => setChosen(hop.key === open?.hop.key ? null : hop.key)}
              />
              {open?.end === index && (
                <Detail
                  id={detailId}
                  label={label}
                  column={open.hop.column}
                  count={columns.length}
                  hop={open.hop}
                >
                  <HopDetail
                    drawn={open.hop}
                    region={region}
                    note={noteOf?.(open.hop)}
                    rawHrefOf={rawHrefOf}
                  />
                </Detail>
              )}
            </Fragment>
          ))}
        </div>
      </div>
      {foot !== undefined && <div className="border-t border-line">{foot}</div>}
    </figure>
  );
}

type Open = { hop: DrawnHop; index: number; end: number };

/** The open hop and the lane under which its detail hangs: beneath all that stop at the same thing. */
function findOpen(lanes: readonly DrawnLane[], key: string | null): Open | null {
  for (const [index, { cells, stop, runEnd }] of lanes.entries()) {
    const hop = cells.find((cell) => cell.hop?.key === key)?.hop;
    if (hop) return { hop, index, end: hop === stop ? runEnd : index };
  }
  return null;
}

function sayLane({ title, service, note, outcome }: DrawnLane): string {
  return `${title ?? service ?? "Way back"} (${note}): ${outcome}.`;
}

function Heads({ columns, brackets }: { columns: readonly Column[]; brackets: readonly Bracket[] }) {
  return (
    <div
      aria-hidden="true"
      className="hidden border-b border-line bg-sunken pt-1 pb-1.5 pl-(--lane-name) @min-[720px]/path:block"
    >
      <div className="grid grid-cols-(--hops) text-micro/[22px] text-3 empty:hidden">
        {brackets.map(({ text, start, span }) => (
          <span
            key={start}
            title={text}
            className="mr-2 mb-1 truncate border-b border-line"
            style={{ gridColumn: `${start + 1} / span ${span}` }}
          >
            {text}
          </span>
        ))}
      </div>
      <div className="grid grid-cols-(--hops) items-end text-meta font-name text-2">
        {columns.map(({ kind, head, way }) => (
          <span key={kind} className="pr-2">
            {head} {way && <span className="font-text text-3">{way}</span>}
          </span>
        ))}
      </div>
    </div>
  );
}

type DetailProps = {
  id: string;
  label: string;
  hop: DrawnHop;
  column: number;
  count: number;
  children: React.ReactNode;
};

/** The surface on which a reason stands. Its upper edge is open where the band of its hop comes down. */
function Detail({ id, label, hop, column, count, children }: DetailProps) {
  const { ground, edge } = surfaces[hop.look];
  return (
    <div style={{ "--ground": ground, "--edge": edge } as React.CSSProperties}>
      <div aria-hidden="true" className="relative hidden h-0 pl-(--lane-name) @min-[720px]/path:block">
        <div className="grid grid-cols-(--hops)">
          <span
            className="relative z-1 mr-1.5 -ml-2.5 h-px bg-(--ground)"
            style={{ gridColumn: Math.min(column + 1, count) }}
          />
        </div>
      </div>
      <section
        id={id}
        aria-label={`The reason (${label})`}
        className="border-y border-(--edge) bg-(--ground) @min-[720px]/path:sticky @min-[720px]/path:left-0 @min-[720px]/path:w-[100cqw]"
      >
        {children}
      </section>
    </div>
  );
}
