"use client";

import { ChevronDown } from "lucide-react";
import type { Ref } from "react";
import { fleetFilter, parseFilter } from "../../lib/routes/filter.ts";
import { FilterBox, type FilterBoxHandle } from "../filter/filter-box.tsx";
import type { ColumnsMenuProps } from "./columns-menu.tsx";
import type { FiltersSheetProps } from "./filters-sheet.tsx";
import { onDemand } from "./on-demand.tsx";
import type { ColumnChoice } from "./use-columns.ts";
import { useCompletions } from "./use-completions.ts";
import type { FleetAddress } from "./use-fleet-query.ts";
import { ViewSwitch } from "./view-switch.tsx";
import type { ViewsMenuProps } from "./views-menu.tsx";

const ColumnsMenu = onDemand<ColumnsMenuProps>(() => import("./columns-menu.tsx"));
const ViewsMenu = onDemand<ViewsMenuProps>(() => import("./views-menu.tsx"));
const FiltersSheet = onDemand<FiltersSheetProps>(() => import("./filters-sheet.tsx"));

type FleetToolbarProps = {
  address: FleetAddress;
  choice: ColumnChoice;
  filterBox: Ref<FilterBoxHandle>;
};

const filterHints = {
  empty: "Filter by status, tag, VPC, or any text",
  more: "Filter by tag, VPC, or any text",
};

/** The filter, and how what matches is shown. */
export function FleetToolbar({ address, choice, filterBox }: FleetToolbarProps) {
  const { query, go, hrefOf } = address;
  const terms = parseFilter(query.q).length;
  return (
    <div className="flex shrink-0 items-start gap-2 px-4 pb-2.5 wide:px-6 wide:pb-3">
      <FilterBox
        ref={filterBox}
        language={fleetFilter}
        q={query.q}
        onChange={(q) => go({ q })}
        hrefOf={(q) => hrefOf({ q })}
        useChoices={useCompletions}
        label="Filter nodes"
        hints={filterHints}
      />
      <FiltersSheet
        label={
          <>
            Filters <span className="text-3">{terms || ""}</span>
          </>
        }
        button={{ size: "tall", className: "wide:hidden" }}
        props={{ address }}
      />
      <div className="flex gap-2 max-wide:hidden">
        <ViewSwitch address={address} />
        {query.view === "table" && (
          <ColumnsMenu
            label={<Opening>Columns</Opening>}
            button={{ size: "tall" }}
            props={{ choice, query }}
          />
        )}
        <ViewsMenu label={<Opening>Views</Opening>} button={{ size: "tall" }} props={{ query }} />
      </div>
    </div>
  );
}

function Opening({ children }: { children: string }) {
  return (
    <>
      {children}
      <ChevronDown aria-hidden className="-mr-0.5" strokeWidth={1.5} />
    </>
  );
}
