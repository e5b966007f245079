import type { FailureHistogram } from "../../lib/api/failure.ts";
import { formatCount } from "../../lib/format/count.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { Table, TableCell, TableFrame, TableHead, TableHeadRow, TableRow } from "../ui/table.tsx";
import { useNow } from "../ui/use-now.ts";
import { nameBucket } from "./bucket-time.ts";
import { seriesOf, totalsOf, zoomTo } from "./histogram-series.ts";
import type { FailuresAddress } from "./use-failures-address.ts";

/** The same figures as the bars', the newest first; times without a failure are left out. */
export function HistogramTable({
  address,
  histogram,
}: {
  address: FailuresAddress;
  histogram: FailureHistogram;
}) {
  const now = useNow();
  const { starts, bucketMs } = histogram;
  const series = seriesOf(histogram);
  const totals = totalsOf(series, starts.length);
  const rows = starts.map((start, at) => ({ start, at })).filter(({ at }) => totals[at]! > 0);
  return (
    <TableFrame label="Failures through time, as a table" className="max-h-90 overflow-y-auto rounded-3">
      <Table>
        <thead className="sticky top-0">
          <TableHeadRow>
            <TableHead>Time</TableHead>
            {series.map(({ title }) => (
              <TableHead key={title} isNumeric>
                {title}
              </TableHead>
            ))}
            <TableHead isNumeric>All</TableHead>
          </TableHeadRow>
        </thead>
        <tbody>
          {rows.toReversed().map(({ start, at }) => (
            <TableRow key={start}>
              <TableCell className="whitespace-nowrap">
                <FilterLink
                  address={address}
                  to={zoomTo(histogram, start, start)}
                  title="Only this time"
                  suppressHydrationWarning
                  className="rounded-1 text-accent hover:underline"
                >
                  {nameBucket(start, bucketMs, now)}
                </FilterLink>
              </TableCell>
              {series.map(({ title, counts }) => (
                <TableCell key={title} isNumeric>
                  {counts[at] === 0 ? <span className="text-3">0</span> : formatCount(counts[at]!)}
                </TableCell>
              ))}
              <TableCell isNumeric className="font-name text-1">
                {formatCount(totals[at]!)}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
