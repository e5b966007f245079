"use client";

import { lazy, Suspense } from "react";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { Kbd } from "../ui/kbd.tsx";
import { ExcludeButton } from "./exclude-button.tsx";
import { excludingFilterOf } from "./excluding-filter.ts";
import type { RowSelection } from "./use-row-selection.ts";

// Nothing is chosen at first, so what can be done with it is not sent with the page.
const SelectionActions = lazy(async () => ({
  default: (await import("./selection-actions.tsx")).SelectionActions,
}));

type TableFootProps = { total: number | null; q: string; sort: string; selection: RowSelection };

/** How many rows there are, and what can be done here: the keys, or what the chosen rows are for. */
export function TableFoot({ total, q, sort, selection }: TableFootProps) {
  const excluding = excludingFilterOf(q);
  return (
    <div className="flex h-7 shrink-0 items-center gap-3.5 overflow-hidden border-t border-line bg-chrome pr-4 pl-3 text-meta whitespace-nowrap text-3 max-wide:hidden">
      {selection.count > 0 ? (
        <>
          <span role="status" className="font-name text-1">
            {formatCount(selection.count)} selected
          </span>
          <Suspense>
            <SelectionActions sort={sort} selection={selection} />
          </Suspense>
        </>
      ) : (
        <>
          <span role="status" className="font-name text-2">
            {total === null ? "" : formatCountOf(total, "node")}
          </span>
          {excluding !== null && total !== null && total > 0 && (
            <ExcludeButton key={excluding} filter={excluding}>
              Exclude these
            </ExcludeButton>
          )}
          <span className="flex-1" />
          <Hint keys={["j", "k"]}>move</Hint>
          <Hint keys={["space"]}>look</Hint>
          <Hint keys={["↵"]}>open</Hint>
          <Hint keys={["x"]}>select</Hint>
        </>
      )}
    </div>
  );
}

function Hint({ keys, children }: { keys: string[]; children: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      {children}
    </span>
  );
}
