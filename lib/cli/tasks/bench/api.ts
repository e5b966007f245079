import type { Facets } from "../../../api/list.ts";
import { type Measure, p95, timed } from "./measure.ts";

const asked = 120;

async function filtersOf(get: <T>(path: string) => Promise<T>): Promise<string[]> {
  const { facets } = await get<Facets>("/api/v1/facets?tag=Team");
  const values = (key: string) =>
    facets.find((facet) => facet.key === key)?.values.map(({ value }) => value) ?? [];
  const teams = values("tag:Team").filter((team) => team !== "none");
  return ["lost", "reachable", "off", "unregistered"].flatMap((status) =>
    teams.map((team) => `status:${status} tag:Team="${team}"`),
  );
}

/** Each answer is asked for under another filter than the one before: nothing is answered from the last time. */
async function latencies(
  get: <T>(path: string) => Promise<T>,
  path: (filter: string) => string,
): Promise<number[]> {
  const filters = await filtersOf(get);
  const times: number[] = [];
  for (let turn = 0; turn < asked; turn++) {
    times.push(await timed(() => get(path(encodeURIComponent(filters[turn % filters.length]!)))));
  }
  return times;
}

export const apiMeasures: readonly Measure[] = [
  {
    name: "nodes-p95",
    what: "/api/v1/nodes with two filters on the large fleet, 95th percentile",
    unit: "ms",
    budget: 50,
    async take(demo) {
      const running = await demo.everythingRead;
      return p95(
        await latencies(
          (path) => running.get(path),
          (filter) => `/api/v1/nodes?q=${filter}&limit=200`,
        ),
      );
    },
  },
  {
    name: "facets-p95",
    what: "all facets under a filter on the large fleet, 95th percentile",
    unit: "ms",
    budget: 150,
    async take(demo) {
      const running = await demo.everythingRead;
      return p95(
        await latencies(
          (path) => running.get(path),
          (filter) => `/api/v1/facets?q=${filter}`,
        ),
      );
    },
  },
  {
    name: "causes-p95",
    what: "shared causes under a filter on the large fleet, 95th percentile",
    unit: "ms",
    budget: 50,
    async take(demo) {
      const running = await demo.everythingRead;
      return p95(
        await latencies(
          (path) => running.get(path),
          (filter) => `/api/v1/causes?q=${filter}&fold=yes`,
        ),
      );
    },
  },
];
