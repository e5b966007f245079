import { defineObstacleCheck } from "../obstacle-check.ts";

export const natGatewayUnavailable = defineObstacleCheck({
  id: "nat-gateway-unavailable",
  title: "The NAT gateway does not work",
  passTitle: "The NAT gateway is available",
  why: `Only an available NAT gateway forwards. One that failed, was deleted or is still pending drops what reaches it.`,
  rows: ["RT-05"],
  cause: "nat-gateway-unavailable",
  hops: ["nat-gateway"],
  ways: ["nat-gateway", "none"],
});
