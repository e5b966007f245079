import { defineObstacleCheck } from "../obstacle-check.ts";

export const ipv6PathMissing = defineObstacleCheck({
  id: "ipv6-path-missing",
  title: "It has IPv6 alone, and no way for it",
  passTitle: "Its address family has a way to the services",
  why: `A node with IPv6 alone needs a route for it, to an internet gateway, an egress-only one or NAT64, or endpoints
    that have both families.`,
  rows: ["RT-06"],
  cause: "ipv6-path-missing",
  hops: ["route"],
});
