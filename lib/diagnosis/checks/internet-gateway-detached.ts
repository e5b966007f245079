import { defineObstacleCheck } from "../obstacle-check.ts";

export const internetGatewayDetached = defineObstacleCheck({
  id: "internet-gateway-detached",
  title: "The internet gateway is not attached to the VPC",
  passTitle: "The internet gateway is attached to the VPC",
  why: `A route to an internet gateway leads somewhere only while the gateway is attached to this VPC.`,
  rows: ["RT-04"],
  cause: "internet-gateway-detached",
  hops: ["internet-gateway", "egress-only-gateway"],
  ways: ["internet-gateway", "nat-gateway", "egress-only-gateway", "none"],
});
