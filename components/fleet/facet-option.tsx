import { memo } from "react";
import { formatCount } from "../../lib/format/count.ts";
import { shortenId } from "../../lib/format/id.ts";
import type { Status } from "../../lib/model/status.ts";
import { type FacetKey, parseFilter, printFilter, toggleValue } from "../../lib/routes/filter.ts";
import type { FleetQuery } from "../../lib/routes/fleet.ts";
import { CheckMark } from "../ui/checkbox.tsx";
import { classNames } from "../ui/class-names.ts";
import { PressedLink } from "../ui/link.tsx";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import type { FleetAddress } from "./use-fleet-query.ts";

type FacetOptionProps = {
  facet: FacetKey;
  value: string;
  label: string | null;
  count: number;
  isChosen: boolean;
  address: FleetAddress;
};

/**
 * One value of a facet, to choose or let go. Drawn again only when it changes: a click changes one of dozens, and then their
 * addresses.
 */
export const FacetOption = memo(function FacetOption({
  facet,
  value,
  label,
  count,
  isChosen,
  address,
}: FacetOptionProps) {
  const toggled = ({ q }: FleetQuery) => ({ q: printFilter(toggleValue(parseFilter(q), facet, value)) });
  const words = label ?? (shortenId(value) || "(empty)");
  return (
    <li>
      <PressedLink
        role="checkbox"
        aria-checked={isChosen}
        href={address.hrefOf(toggled(address.query))}
        title={words === value ? undefined : value}
        onPointerDown={() => address.prepare(toggled)}
        onFollow={() => address.go(toggled)}
        className={classNames(
          "flex h-6 items-center gap-[7px] pr-2.5 pl-6 text-meta -outline-offset-2 hover:bg-hover max-wide:h-9",
          isChosen ? "text-1" : "text-2",
        )}
      >
        <CheckMark isOn={isChosen} />
        {facet === "status" && label !== null && <StatusGlyph status={value as Status} className="-mr-0.5" />}
        <span className="truncate">{words}</span>
        <span className={classNames("ml-auto pl-1 tabular-nums", isChosen ? "text-1" : "text-3")}>
          {formatCount(count)}
        </span>
      </PressedLink>
    </li>
  );
});
