import { Checkbox } from "../ui/checkbox.tsx";
import { classNames } from "../ui/class-names.ts";
import { SortLink } from "../ui/table.tsx";
import type { FleetColumn } from "./columns.tsx";
import { cellClass, rowTracks } from "./fleet-row.tsx";
import { ResizeHandle } from "./resize-handle.tsx";
import { directionOf, nextSort } from "./sort.ts";
import type { ColumnChoice } from "./use-columns.ts";
import type { FleetAddress } from "./use-fleet-query.ts";
import type { RowSelection } from "./use-row-selection.ts";

type FleetTableHeadProps = { choice: ColumnChoice; address: FleetAddress; selection: RowSelection };

export function FleetTableHead({ choice, address, selection }: FleetTableHeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, which table rows cannot be
    <div role="rowgroup" className="sticky top-0 z-10 max-wide:hidden">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div
        role="row"
        aria-rowindex={1}
        className={classNames(rowTracks, "h-row-head border-b border-line bg-sunken text-meta text-3")}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
        <span role="columnheader" className="grid">
          <Checkbox
            aria-label="Select all that match"
            checked={selection.count > 0 && selection.isAll}
            isIndeterminate={selection.count > 0 && !selection.isAll}
            onChange={selection.toggleAll}
          />
        </span>
        {choice.columns.map((column) => (
          <ColumnHead key={column.id} column={column} address={address} onResize={choice.resize} />
        ))}
      </div>
    </div>
  );
}

type ColumnHeadProps = { column: FleetColumn; address: FleetAddress; onResize: ColumnChoice["resize"] };

function ColumnHead({ column, address, onResize }: ColumnHeadProps) {
  const { title, sortKey, isNumeric } = column;
  const { sort } = address.query;
  const direction = sortKey ? directionOf(sort, sortKey) : null;
  const next = sortKey ? { sort: nextSort(sort, sortKey, Boolean(isNumeric)) } : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, which table rows cannot be
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <span
      role="columnheader"
      aria-sort={direction ?? (sortKey ? "none" : undefined)}
      className={classNames(cellClass(column), "relative flex items-center", isNumeric && "justify-end")}
    >
      {next ? (
        <SortLink direction={direction} href={address.hrefOf(next)} onFollow={() => address.go(next)}>
          {title}
        </SortLink>
      ) : (
        <span className="truncate">{title}</span>
      )}
      <ResizeHandle least={column.minSize} onResize={(width) => onResize(column.id, width)} />
    </span>
  );
}
