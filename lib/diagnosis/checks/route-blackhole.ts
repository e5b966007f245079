import { defineObstacleCheck } from "../obstacle-check.ts";

export const routeBlackhole = defineObstacleCheck({
  id: "route-blackhole",
  title: "The route leads to something that is gone",
  passTitle: "The route leads to something that exists",
  why: `A route whose target was deleted or stopped still matches, and drops what it matches: there is no falling back
    to a wider one.`,
  rows: ["RT-02"],
  cause: "route-blackhole",
  hops: ["route"],
});
