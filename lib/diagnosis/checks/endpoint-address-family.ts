import { defineObstacleCheck } from "../obstacle-check.ts";

export const endpointAddressFamily = defineObstacleCheck({
  id: "endpoint-address-family",
  title: "An endpoint does not speak the node's address family",
  passTitle: "The endpoints speak the node's address family",
  why: `A node that has IPv6 alone cannot use an endpoint that has IPv4 alone, and the other way about.`,
  rows: ["VPCE-07"],
  cause: "endpoint-address-family",
  hops: ["endpoint"],
  ways: ["endpoint", "none"],
});
