import { defineObstacleCheck } from "../obstacle-check.ts";

export const endpointUnavailable = defineObstacleCheck({
  id: "endpoint-unavailable",
  title: "An endpoint does not work",
  passTitle: "The endpoints are available",
  why: `An endpoint carries nothing before it is accepted, after it failed or while it is deleted; its name goes on
    leading to it.`,
  rows: ["VPCE-02"],
  cause: "endpoint-unavailable",
  hops: ["endpoint"],
  ways: ["endpoint", "none"],
});
