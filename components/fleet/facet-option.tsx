import { memo } from "react";
import { formatCount } from "../../lib/format/count.ts";
import { shortenId } from "../../lib/format/id.ts";
import type { Status } from "../../lib/model/status.ts";
import type { FacetKey } from "../../lib/routes/filter.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { classNames } from "../ui/class-names.ts";
import { StatusGlyph } from "../ui/status-glyph.tsx";

type FacetOptionProps = {
  facet: FacetKey;
  value: string;
  label: string | null;
  count: number;
  isChosen: boolean;
  onToggle: (facet: FacetKey, value: string) => void;
  onPress: (facet: FacetKey, value: string) => void;
};

/** One value of a facet, to choose or let go. Drawn again only when it changes: a click changes one of dozens. */
export const FacetOption = memo(function FacetOption({
  facet,
  value,
  label,
  count,
  isChosen,
  onToggle,
  onPress,
}: FacetOptionProps) {
  const words = label ?? (shortenId(value) || "(empty)");
  return (
    <li>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: its checkbox is the component within */}
      <label
        title={words === value ? undefined : value}
        onPointerDown={() => onPress(facet, value)}
        className={classNames(
          "flex h-6 cursor-pointer items-center gap-[7px] pr-2.5 pl-6 text-meta hover:bg-hover max-wide:h-9",
          isChosen ? "text-1" : "text-2",
        )}
      >
        <Checkbox checked={isChosen} onChange={() => onToggle(facet, value)} />
        {facet === "status" && label !== null && <StatusGlyph status={value as Status} className="-mr-0.5" />}
        <span className="truncate">{words}</span>
        <span className={classNames("ml-auto pl-1 tabular-nums", isChosen ? "text-1" : "text-3")}>
          {formatCount(count)}
        </span>
      </label>
    </li>
  );
});
