import { type MouseEvent, memo } from "react";
import type { NodeSummary } from "../../lib/api/node.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { classNames } from "../ui/class-names.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import type { FleetColumn } from "./columns.tsx";
import type { ScopeNames } from "./use-scope-names.ts";

/** The tracks of head and rows: columns give way where the table is narrow, and below 760 px a row is a card. */
export const rowTracks =
  "grid items-center gap-x-3.5 pr-4 pl-3 wide:grid-cols-(--columns) wide:@max-[800px]/table:grid-cols-(--columns-narrow) wide:@max-[800px]/table:gap-x-2.5";

const cardTracks =
  "max-wide:grid-cols-[minmax(0,1fr)_auto_auto] max-wide:grid-rows-[auto_auto_auto] max-wide:content-center max-wide:items-baseline max-wide:gap-x-3 max-wide:gap-y-0.5 max-wide:px-4 max-wide:[grid-template-areas:'status_scope_ping'_'node_node_failures'_'why_why_why']";

const cardAreas: Record<string, string> = {
  status: "max-wide:self-center max-wide:[grid-area:status]",
  scope: "max-wide:self-center max-wide:[grid-area:scope]",
  lastPingAt: "max-wide:self-center max-wide:[grid-area:ping] max-wide:text-meta",
  node: "max-wide:[grid-area:node]",
  failures: "max-wide:self-center max-wide:[grid-area:failures]",
  why: "max-wide:[grid-area:why]",
};

export function cellClass(column: FleetColumn): string {
  const area = cardAreas[column.id];
  return classNames(
    "min-w-0",
    column.isNumeric && "text-right whitespace-nowrap tabular-nums",
    column.givesWay && "wide:@max-[800px]/table:hidden",
    area ?? "max-wide:hidden",
  );
}

const rowClass =
  "group/row absolute inset-x-0 h-(--row-height) border-b border-line-faint pt-px text-2 -outline-offset-2";

export function rowTop(rank: number) {
  return { top: `calc(var(--row-height) * ${rank})` };
}

type FleetRowProps = {
  rank: number;
  node: NodeSummary;
  columns: readonly FleetColumn[];
  names: ScopeNames;
  isPeeked: boolean;
  isSelected: boolean;
  isTabStop: boolean;
  onOpen: (rank: number, node: NodeSummary, event: MouseEvent) => void;
  onSelect: (rank: number, node: NodeSummary, isRange: boolean) => void;
};

/** Drawn again only when what it shows has changed: a keystroke or a scrolled row costs one row and not all of them. */
export const FleetRow = memo(function FleetRow({
  rank,
  node,
  columns,
  names,
  isPeeked,
  isSelected,
  isTabStop,
  onOpen,
  onSelect,
}: FleetRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, which table rows cannot be
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys of all its rows
    <div
      role="row"
      aria-rowindex={rank + 2}
      aria-selected={isSelected}
      aria-current={isPeeked || undefined}
      data-rank={rank}
      tabIndex={isTabStop ? 0 : -1}
      style={rowTop(rank)}
      onClick={(event) => onOpen(rank, node, event)}
      className={classNames(
        rowClass,
        rowTracks,
        cardTracks,
        isPeeked
          ? "bg-selected shadow-[inset_2px_0_0_var(--accent)]"
          : isSelected
            ? "bg-selected"
            : "hover:bg-hover",
      )}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus for its cells */}
      <span role="gridcell" className="grid max-wide:hidden">
        <Checkbox
          aria-label={`Select ${node.name ?? node.id}`}
          checked={isSelected}
          tabIndex={-1}
          className={isSelected ? "" : "opacity-0 group-hover/row:opacity-100 group-focus/row:opacity-100"}
          onChange={() => undefined}
          onClick={(event) => {
            event.stopPropagation();
            onSelect(rank, node, event.shiftKey);
          }}
        />
      </span>
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <span key={column.id} role="gridcell" className={cellClass(column)}>
          {column.draw(node, names)}
        </span>
      ))}
    </div>
  );
});

const skeletonWidths = ["62%", "74%", "58%", "70%", "66%", "52%", "72%"];

/** A row that is still being read, in the places where its cells will stand. */
export function SkeletonRow({ rank, columns }: { rank: number; columns: readonly FleetColumn[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    // biome-ignore lint/a11y/useFocusableInteractive: there is nothing here yet that could be chosen
    <div
      role="row"
      aria-rowindex={rank + 2}
      aria-busy="true"
      style={rowTop(rank)}
      className={classNames(rowClass, rowTracks, cardTracks)}
    >
      <span className="max-wide:hidden" />
      {columns.map((column) => (
        <span key={column.id} className={cellClass(column)}>
          <Skeleton
            className={column.isNumeric ? "ml-auto" : ""}
            style={{ width: skeletonWidths[(rank + column.id.length) % skeletonWidths.length] }}
          />
        </span>
      ))}
    </div>
  );
}
