import type { Measure } from "./measure.ts";
import { DemoProcess } from "./running-demo.ts";

export const startMeasures: readonly Measure[] = [
  {
    name: "demo-start",
    what: "npm run demo on a warm checkout until the page has data, 1200 nodes",
    unit: "s",
    budget: 10,
    async take() {
      const demo = await DemoProcess.start({ nodes: 1200 });
      await demo.stop();
      return demo.startMs / 1000;
    },
  },
];
