import { formatCount } from "../../lib/format/count.ts";
import { classNames } from "../ui/class-names.ts";
import type { HistogramSeries } from "./histogram-series.ts";
import { seriesGrounds } from "./series-looks.ts";

const boxWidth = 208;

/** The figures of one bar, beside it, while the pointer is there. The table says the same to everybody. */
export function BucketFigures({
  title,
  series,
  bucket,
  at,
  width,
}: {
  title: string;
  series: readonly HistogramSeries[];
  bucket: number;
  /** The bar's middle, in pixels from the left. */
  at: number;
  width: number;
}) {
  const isRight = at > width / 2;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute top-0 z-20 rounded-2 bg-raised px-2.5 py-2 text-meta shadow-2"
      style={{ width: boxWidth, left: isRight ? at - boxWidth - 24 : at + 24 }}
    >
      <div className="mb-1 text-3">{title}</div>
      {series.map(({ title: name, counts }, rank) =>
        counts[bucket] === 0 ? null : (
          <div key={name} className="flex items-center gap-1.5">
            <span className={classNames("size-2 rounded-[2px]", seriesGrounds[rank])} />
            <span className="truncate text-2">{name}</span>
            <span className="ml-auto font-name text-1 tabular-nums">{formatCount(counts[bucket]!)}</span>
          </div>
        ),
      )}
    </div>
  );
}
