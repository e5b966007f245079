import { defineObstacleCheck } from "../obstacle-check.ts";

export const routeMissing = defineObstacleCheck({
  id: "route-missing",
  title: "No route leads out",
  passTitle: "A route leads to the services",
  why: `A subnet uses the route table that is associated with it, or else the main one of its VPC, and never both. Where
    no route covers the address of a service, the packet goes nowhere.`,
  rows: ["RT-01", "RT-02"],
  cause: "route-missing",
  // What stands behind a route may be the end of it as well.
  hops: ["route", "peering-connection", "transit-gateway", "virtual-private-gateway", "appliance"],
});
