import { defineObstacleCheck } from "../obstacle-check.ts";

export const natGatewayHasNoWayOut = defineObstacleCheck({
  id: "nat-gateway-has-no-way-out",
  title: "The NAT gateway itself has no way out",
  passTitle: "The NAT gateway has a way out",
  why: `A NAT gateway sends by the route table of its own subnet. If that does not lead to an internet gateway, nothing
    leaves, however right the node's own routes are.`,
  rows: ["RT-05"],
  cause: "nat-gateway-has-no-way-out",
  hops: ["nat-route"],
  ways: ["nat-gateway", "none"],
});
