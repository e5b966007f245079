import { FilterLink } from "../filter/filter-link.tsx";
import { classNames } from "../ui/class-names.ts";
import type { FleetAddress } from "./use-fleet-query.ts";

/** The same nodes as rows, or counted. */
export function ViewSwitch({ address }: { address: FleetAddress }) {
  const views = [
    { view: "table", title: "Table" },
    { view: "pivot", title: "Pivot" },
  ] as const;
  return (
    <nav
      aria-label="View"
      className="flex h-8 items-center rounded-2 border border-line-strong p-px shadow-1"
    >
      {views.map(({ view, title }) => {
        const isPresent = address.query.view === view;
        return (
          <FilterLink
            key={view}
            address={address}
            to={{ view, peek: null }}
            aria-current={isPresent ? "page" : undefined}
            className={classNames(
              "grid h-full place-items-center rounded-[4px] px-2.5 font-name",
              isPresent ? "bg-press text-1" : "text-3 hover:text-1",
            )}
          >
            {title}
          </FilterLink>
        );
      })}
    </nav>
  );
}
