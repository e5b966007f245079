import { defineObstacleCheck } from "../obstacle-check.ts";

export const publicAccessBlocked = defineObstacleCheck({
  id: "public-access-blocked",
  title: "VPC Block Public Access is in the way",
  passTitle: "VPC Block Public Access leaves its way open",
  why: `Block Public Access closes internet gateways for a whole Region, but for the VPCs and subnets that are excluded
    from it. Everything else may look right.`,
  rows: ["BPA-01"],
  cause: "public-access-blocked",
  hops: ["internet-gateway", "egress-only-gateway"],
  ways: ["internet-gateway", "nat-gateway", "egress-only-gateway", "none"],
});
