import { defineObstacleCheck } from "../obstacle-check.ts";

export const securityGroupEgressBlocks = defineObstacleCheck({
  id: "security-group-egress-blocks",
  title: "Its security groups do not let it out",
  passTitle: "Its security groups let it out",
  why: `The agent opens every connection itself, outwards on TCP 443, so one of the groups of its interface must allow
    that. No inbound rule is needed.`,
  rows: ["SG-01", "SG-02"],
  cause: "security-group-egress-blocks",
  hops: ["security-group-out"],
});
