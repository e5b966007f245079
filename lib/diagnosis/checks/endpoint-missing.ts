import { defineObstacleCheck } from "../obstacle-check.ts";

export const endpointMissing = defineObstacleCheck({
  id: "endpoint-missing",
  title: "The VPC has no endpoint for a service, and no other way to it",
  passTitle: "Every service that it needs is in reach by an endpoint or the internet",
  why: `A node without a way to the internet reaches Systems Manager through interface endpoints, and every service
    needs its own: the one of ssm does not carry ssmmessages.`,
  rows: ["VPCE-01"],
  cause: "endpoint-missing",
  hops: ["endpoint"],
});
