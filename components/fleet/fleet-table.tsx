"use client";

import type { CSSProperties } from "react";
import { nodeKey } from "../../lib/routes/fleet.ts";
import { useIsHydrated } from "../ui/use-now.ts";
import { FleetRow, SkeletonRow } from "./fleet-row.tsx";
import { FleetTableHead } from "./fleet-table-head.tsx";
import { gridColumns } from "./grid-columns.ts";
import { ranksDrawn } from "./row-geometry.ts";
import type { ColumnChoice } from "./use-columns.ts";
import type { FleetAddress } from "./use-fleet-query.ts";
import type { NodeList } from "./use-nodes.ts";
import type { RowKeys } from "./use-row-keys.ts";
import type { RowSelection } from "./use-row-selection.ts";
import type { RowWindow } from "./use-row-window.ts";
import { useScopeNames } from "./use-scope-names.ts";

type FleetTableProps = {
  address: FleetAddress;
  choice: ColumnChoice;
  nodes: NodeList;
  count: number;
  rowWindow: RowWindow;
  rowKeys: RowKeys;
  selection: RowSelection;
};

/** Everything that matches, as a grid of which only the rows on screen exist. */
export function FleetTable({
  address,
  choice,
  nodes,
  count,
  rowWindow,
  rowKeys,
  selection,
}: FleetTableProps) {
  const { at } = address.query;
  // Where nothing has scrolled yet, and without scripts nothing will, the address's rank is put to the top by its place alone.
  const ranks = ranksDrawn(rowWindow.range, count, rowKeys.active).filter(
    (rank) => rowWindow.isPlaced || rank >= at,
  );
  const names = useScopeNames();
  const isHydrated = useIsHydrated();
  const grid = gridColumns(choice.columns, choice.sizes);
  const style = {
    "--columns": grid.template,
    "--columns-narrow": grid.narrowTemplate,
    "--least": `${grid.leastWidth}px`,
    "--least-narrow": `${grid.narrowLeastWidth}px`,
  } as CSSProperties;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot leave out the rows that are off screen
    <div
      role="grid"
      aria-label="Nodes"
      aria-rowcount={nodes.total === null ? -1 : nodes.total + 1}
      aria-colcount={choice.columns.length + 1}
      aria-multiselectable
      aria-busy={nodes.total === null}
      style={style}
      data-still={isHydrated ? undefined : ""}
      className="group/grid wide:min-w-(--least-narrow) wide:@min-[800px]/table:min-w-(--least)"
      onKeyDown={rowKeys.onGridKeyDown}
    >
      <FleetTableHead choice={choice} address={address} selection={selection} />
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        role="rowgroup"
        ref={rowWindow.bodyRef}
        className="relative"
        style={{
          height: `calc(var(--row-height) * ${count})`,
          ...(rowWindow.isPlaced ? {} : { marginTop: `calc(var(--row-height) * -${at})` }),
        }}
      >
        {ranks.map((rank) => {
          const node = nodes.at(rank);
          if (!node) return <SkeletonRow key={rank} rank={rank} columns={choice.columns} />;
          return (
            <FleetRow
              key={rank}
              rank={rank}
              node={node}
              columns={choice.columns}
              names={names}
              isPeeked={address.query.peek === nodeKey(node)}
              isSelected={selection.has(node)}
              isTabStop={rank === (rowKeys.active ?? ranks[0])}
              onOpen={rowKeys.openRow}
              onSelect={selection.toggle}
            />
          );
        })}
      </div>
    </div>
  );
}
