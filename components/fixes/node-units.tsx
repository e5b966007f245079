import { formatCount } from "../../lib/format/count.ts";
import { classNames } from "../ui/class-names.ts";

/** More squares than this nobody counts. */
const mostSquares = 60;

const looks = {
  good: { square: "bg-fill-reachable", bar: "bg-fill-reachable" },
  bad: { square: "border-[1.5px] border-fill-lost", bar: "stripes-fill-lost" },
  waiting: { square: "border-[1.5px] border-fill-degraded", bar: "stripes-fill-degraded" },
  gone: { square: "bg-fill-gone", bar: "bg-fill-gone" },
  unknown: { square: "border-[1.5px] border-dotted border-fill-unknown", bar: "stripes-fill-unknown" },
} as const;

export type UnitGroup = { look: keyof typeof looks; count: number; word: string };

type NodeUnitsProps = { total: number; groups: readonly UnitGroup[]; className?: string };

/** Nodes by what becomes of them: a square each, or where there are many a bar. */
export function NodeUnits({ total, groups, className }: NodeUnitsProps) {
  const shown = groups.filter(({ count }) => count > 0);
  const label = `Of ${formatCount(total)}: ${shown.map(({ count, word }) => `${formatCount(count)} ${word}`).join(", ")}`;
  if (total > mostSquares) {
    return (
      <span
        role="img"
        aria-label={label}
        title={label}
        className={classNames("flex h-3 w-80 max-w-full gap-px", className)}
      >
        {shown.map(({ look, count }) => (
          <i
            key={look}
            className={`min-w-1 rounded-1 ${looks[look].bar}`}
            style={{ width: `${(100 * count) / total}%` }}
          />
        ))}
      </span>
    );
  }
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={classNames("flex max-w-100 flex-wrap gap-x-2 gap-y-1", className)}
    >
      {shown.map(({ look, count }) => (
        <span key={look} className="flex flex-wrap gap-0.5">
          {Array.from({ length: count }, (_, rank) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: squares are alike
            <i key={rank} className={`h-3.5 w-2.5 rounded-[2px] ${looks[look].square}`} />
          ))}
        </span>
      ))}
    </span>
  );
}
