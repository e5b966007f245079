import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { securityGroupEgressBlocks } from "./security-group-egress-blocks.ts";

describeObstacleCheck(securityGroupEgressBlocks, {
  cause: "security-group-egress-blocks",
  hop: "security-group-out",
  way: "nat-gateway",
});
