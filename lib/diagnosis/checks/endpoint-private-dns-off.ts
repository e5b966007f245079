import { defineObstacleCheck } from "../obstacle-check.ts";

export const endpointPrivateDnsOff = defineObstacleCheck({
  id: "endpoint-private-dns-off",
  title: "An endpoint does not take over its service's name",
  passTitle: "The services' names lead to the endpoints",
  why: `The agent calls a service by its regional name. Without private DNS on the endpoint that name leads to public
    addresses, and the endpoint stands unused.`,
  rows: ["VPCE-03"],
  cause: "endpoint-private-dns-off",
  hops: ["name", "endpoint"],
});
