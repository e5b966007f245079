import type { ScopeStatusAnswer } from "../../../api/sync.ts";
import { bestReadingSeconds } from "../../../fleet/best-reading-seconds.ts";
import type { Measure } from "./measure.ts";
import { DemoProcess } from "./running-demo.ts";

export const syncMeasures: readonly Measure[] = [
  {
    name: "sync-over-best",
    what: "a full sync of 10000 nodes, against the time that the pacer's rates allow at best",
    unit: "×",
    budget: 1.2,
    async take() {
      const demo = await DemoProcess.start({ nodes: 10_000 });
      try {
        const { scopes } = await demo.readThrough();
        const times = scopes.map(({ sync }) => sync!);
        const took =
          Math.max(...times.map(({ finishedAt }) => finishedAt!)) -
          Math.min(...times.map(({ startedAt }) => startedAt));
        return took / 1000 / Math.max(...scopes.map(bestSeconds));
      } finally {
        await demo.stop();
      }
    },
  },
  {
    name: "server-memory",
    what: "resident memory of the server after a full sync of the large fleet",
    unit: "MiB",
    budget: 1024,
    async take(demo) {
      return (await demo.everythingRead).residentBytes("now") / 2 ** 20;
    },
  },
  {
    name: "server-memory-peak",
    what: "the most resident memory that the server took while it read the large fleet",
    unit: "MiB",
    budget: 1024,
    async take(demo) {
      return (await demo.everythingRead).residentBytes("peak") / 2 ** 20;
    },
  },
];

function bestSeconds({ sync }: ScopeStatusAnswer): number {
  return bestReadingSeconds(sync!.calls);
}
