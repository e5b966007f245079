import type { Header } from "@tanstack/react-table";
import type { NodeSummary } from "../../lib/api/node.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { classNames } from "../ui/class-names.ts";
import { SortButton } from "../ui/table.tsx";
import type { FleetColumn, tableFeaturesInUse } from "./columns.tsx";
import { cellClass, type FleetTableModel, rowTracks } from "./fleet-row.tsx";
import { directionOf, nextSort } from "./sort.ts";
import type { FleetAddress } from "./use-fleet-query.ts";
import type { RowSelection } from "./use-row-selection.ts";

type FleetTableHeadProps = { table: FleetTableModel; address: FleetAddress; selection: RowSelection };

export function FleetTableHead({ table, address, selection }: FleetTableHeadProps) {
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
        {table
          .getHeaderGroups()
          .flatMap((group) => group.headers)
          .map((header) => (
            <ColumnHead key={header.id} header={header} address={address} />
          ))}
      </div>
    </div>
  );
}

type ColumnHeadProps = { header: Header<typeof tableFeaturesInUse, NodeSummary>; address: FleetAddress };

function ColumnHead({ header, address }: ColumnHeadProps) {
  const column = header.column.columnDef as FleetColumn;
  const { title, sortKey, isNumeric } = column.meta!;
  const direction = sortKey ? directionOf(address.query.sort, sortKey) : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, which table rows cannot be
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <span
      role="columnheader"
      aria-sort={direction ?? (sortKey ? "none" : undefined)}
      className={classNames(cellClass(column), "relative flex items-center", isNumeric && "justify-end")}
    >
      {sortKey ? (
        <SortButton
          direction={direction}
          onClick={() => address.go({ sort: nextSort(address.query.sort, sortKey, Boolean(isNumeric)) })}
        >
          {title}
        </SortButton>
      ) : (
        <span className="truncate">{title}</span>
      )}
      <span
        aria-hidden="true"
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
        onDoubleClick={() => header.column.resetSize()}
        className={classNames(
          "absolute top-0 -right-[9px] h-full w-2 cursor-col-resize touch-none after:absolute after:inset-y-1 after:left-1 after:w-px hover:after:bg-(--line-strong)",
          header.column.getIsResizing() && "after:bg-accent",
        )}
      />
    </span>
  );
}
