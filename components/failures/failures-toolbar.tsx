"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import type { FailureFacets, FailureGroupList } from "../../lib/api/failure.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { failureFilter, failuresDefaults } from "../../lib/routes/failures.ts";
import { toggleValue, valuesOf } from "../../lib/routes/filter.ts";
import { FilterBox } from "../filter/filter-box.tsx";
import { withChosen } from "../fleet/facet-values.ts";
import { Button } from "../ui/button.tsx";
import {
  Menu,
  MenuCheckboxItem,
  MenuContent,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from "../ui/menu.tsx";
import { failureFacetsOptions } from "./failure-queries.ts";
import { useFailureChoices } from "./use-failure-choices.ts";
import type { FailuresAddress } from "./use-failures-address.ts";

const hints = {
  empty: "Filter by kind, source, document, caller, cause, node or tag",
  more: "Filter by document, caller, node or tag",
};

const sorts = [
  { sort: "-count", title: "most first" },
  { sort: "-nodes", title: "most nodes first" },
  { sort: "-lastSeen", title: "last seen first" },
  { sort: "-firstSeen", title: "newest first" },
  { sort: "kind", title: "by kind" },
  { sort: "cause", title: "by cause" },
] as const;

type ToolbarProps = { address: FailuresAddress; list: FailureGroupList | undefined };

/** Which failures, and in which order: a box for the filter, and its most common answers to choose from. */
export function FailuresToolbar({ address, list }: ToolbarProps) {
  const { query, go, hrefOf } = address;
  const { data: facets } = useQuery(failureFacetsOptions(query));
  return (
    <>
      <div className="mt-3.5 flex items-start gap-2">
        <FilterBox
          language={failureFilter}
          q={query.q}
          onChange={(q) => go({ q })}
          hrefOf={(q) => hrefOf({ q })}
          useChoices={useFailureChoices}
          label="Filter failures"
          hints={hints}
        />
        <SortMenu address={address} list={list} />
      </div>
      <div
        role="toolbar"
        aria-label="Facets"
        className="no-scrollbar mt-2 mb-2.5 flex min-h-6 gap-1 overflow-x-auto max-wide:-mx-4 max-wide:px-4"
      >
        {facets?.facets.map((facet) => (
          <FacetMenu key={facet.key} address={address} facet={facet} />
        ))}
      </div>
    </>
  );
}

function SortMenu({ address, list }: ToolbarProps) {
  const present = sorts.find(({ sort }) => sort === address.query.sort) ?? sorts[0];
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="tall" className="max-wide:px-2">
          <span className="max-wide:sr-only">
            {list ? `${formatCountOf(list.total, "group")}, ` : ""}
            {present.title}
          </span>
          <span aria-hidden="true" className="wide:hidden">
            Sort
          </span>
          <ChevronDown aria-hidden className="-mr-0.5" strokeWidth={1.5} />
        </Button>
      </MenuTrigger>
      <MenuContent>
        <MenuLabel>Groups, in the order of</MenuLabel>
        <MenuRadioGroup
          value={present.sort}
          onValueChange={(sort) => address.go({ sort: sort || failuresDefaults.sort })}
        >
          {sorts.map(({ sort, title }) => (
            <MenuRadioItem key={sort} value={sort}>
              {title[0]!.toUpperCase() + title.slice(1)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}

type Facet = FailureFacets["facets"][number];

/** One question with its most common answers; several can be chosen, and each says how many failures it would add. */
function FacetMenu({
  address,
  facet: { key, title, values, more },
}: {
  address: FailuresAddress;
  facet: Facet;
}) {
  const filter = failureFilter.parse(address.query.q);
  const chosen = valuesOf(filter, key);
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="small" variant="bare" className="gap-1 border-line! px-2">
          {title}
          {chosen.length > 0 && <span className="text-accent tabular-nums">{chosen.length}</span>}
          <ChevronDown aria-hidden className="-mr-1 size-3.5!" strokeWidth={1.5} />
        </Button>
      </MenuTrigger>
      <MenuContent align="start" className="max-w-90">
        {withChosen(values, chosen).map(({ value, label, count }) => (
          <MenuCheckboxItem
            key={value}
            checked={chosen.includes(value)}
            title={label === null ? undefined : value}
            // Several answers are often wanted, so that the menu stays.
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={() => address.go({ q: failureFilter.print(toggleValue(filter, key, value)) })}
          >
            <span className="truncate">{label ?? value}</span>
            <span className="ml-auto pl-4 text-meta text-3 tabular-nums">{formatCount(count)}</span>
          </MenuCheckboxItem>
        ))}
        {values.length === 0 && chosen.length === 0 && <MenuLabel>Nothing to choose from</MenuLabel>}
        {more > 0 && (
          <MenuLabel>
            {formatCount(more)} more: type {key}: in the box
          </MenuLabel>
        )}
      </MenuContent>
    </Menu>
  );
}
