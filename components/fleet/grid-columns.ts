import type { ColumnSizingState } from "@tanstack/react-table";
import type { FleetColumn } from "./columns.tsx";

const checkboxSize = 14;
const gaps = { wide: 14, narrow: 10 };
const padding = 28;

export type GridColumns = {
  template: string;
  narrowTemplate: string;
  leastWidth: number;
  narrowLeastWidth: number;
};

/**
 * The columns as CSS tracks, for the whole width and for a narrow table (beside the side panel), where some give way. A
 * column that somebody has resized keeps that width; the slack column takes the rest.
 */
export function gridColumns(columns: readonly FleetColumn[], sizing: ColumnSizingState): GridColumns {
  const staying = columns.filter((column) => !column.meta?.givesWay);
  return {
    template: templateOf(columns, sizing, (column) => column.size ?? 100),
    narrowTemplate: templateOf(staying, sizing, narrowSizeOf),
    leastWidth: leastWidthOf(columns, sizing, gaps.wide, (column) => column.size ?? 100),
    narrowLeastWidth: leastWidthOf(staying, sizing, gaps.narrow, narrowSizeOf),
  };
}

type SizeOf = (column: FleetColumn) => number;

function narrowSizeOf(column: FleetColumn): number {
  return column.meta?.narrowSize ?? column.size ?? 100;
}

function templateOf(columns: readonly FleetColumn[], sizing: ColumnSizingState, sizeOf: SizeOf): string {
  const tracks = columns.map((column) => {
    const chosen = sizing[column.id!];
    if (chosen !== undefined) return `${chosen}px`;
    return column.meta?.isSlack ? `minmax(${column.minSize}px, 1fr)` : `${sizeOf(column)}px`;
  });
  return [`${checkboxSize}px`, ...tracks].join(" ");
}

function leastWidthOf(
  columns: readonly FleetColumn[],
  sizing: ColumnSizingState,
  gap: number,
  sizeOf: SizeOf,
): number {
  const sizes = columns.map(
    (column) => sizing[column.id!] ?? (column.meta?.isSlack ? (column.minSize ?? 0) : sizeOf(column)),
  );
  return sizes.reduce((sum, size) => sum + size + gap, padding + checkboxSize);
}
