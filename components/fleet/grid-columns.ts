import type { FleetColumn } from "./columns.tsx";

const checkboxSize = 14;
const gaps = { wide: 14, narrow: 10 };
const padding = 28;

/** The widths that a person has given to columns, in pixels. */
export type ColumnSizes = Record<string, number>;

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
export function gridColumns(columns: readonly FleetColumn[], sizes: ColumnSizes): GridColumns {
  const staying = columns.filter((column) => !column.givesWay);
  return {
    template: templateOf(columns, sizes, (column) => column.size),
    narrowTemplate: templateOf(staying, sizes, narrowSizeOf),
    leastWidth: leastWidthOf(columns, sizes, gaps.wide, (column) => column.size),
    narrowLeastWidth: leastWidthOf(staying, sizes, gaps.narrow, narrowSizeOf),
  };
}

type SizeOf = (column: FleetColumn) => number;

function narrowSizeOf(column: FleetColumn): number {
  return column.narrowSize ?? column.size;
}

function templateOf(columns: readonly FleetColumn[], sizes: ColumnSizes, sizeOf: SizeOf): string {
  const tracks = columns.map((column) => {
    const chosen = sizes[column.id];
    if (chosen !== undefined) return `${chosen}px`;
    return column.isSlack ? `minmax(${column.minSize}px, 1fr)` : `${sizeOf(column)}px`;
  });
  return [`${checkboxSize}px`, ...tracks].join(" ");
}

function leastWidthOf(
  columns: readonly FleetColumn[],
  sizes: ColumnSizes,
  gap: number,
  sizeOf: SizeOf,
): number {
  const widths = columns.map(
    (column) => sizes[column.id] ?? (column.isSlack ? column.minSize : sizeOf(column)),
  );
  return widths.reduce((sum, size) => sum + size + gap, padding + checkboxSize);
}
