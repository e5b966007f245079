import { type FailureFigures, measureFailures } from "../../../testing/measure-failures.ts";
import { type Measure, p95 } from "./measure.ts";

/** As many as a large organization has in the 90 days that AWS remembers. */
const failures = 1_000_000;

const figures: { name: string; of: keyof FailureFigures; what: string }[] = [
  {
    name: "failures-groups-p95",
    of: "groups",
    what: "the groups page with 1,000,000 failures in the store, 95th percentile",
  },
  { name: "failures-list-p95", of: "list", what: "a page of single failures among as many" },
  { name: "failures-facets-p95", of: "facets", what: "the facets' counts over as many" },
  { name: "failures-histogram-p95", of: "histogram", what: "the histogram over as many" },
];

/** Filled once for all of them. */
let measured: Promise<FailureFigures> | null = null;

/** They need no dashboard: a store is filled, and the verbs are asked as the page asks them. */
export const failureMeasures: readonly Measure[] = figures.map(({ name, of, what }) => ({
  ...{ name, what, unit: "ms", budget: 200 },
  async take() {
    measured ??= measureFailures(failures);
    return p95((await measured)[of]);
  },
}));
