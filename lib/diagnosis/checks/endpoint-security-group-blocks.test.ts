import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { endpointSecurityGroupBlocks } from "./endpoint-security-group-blocks.ts";

describeObstacleCheck(endpointSecurityGroupBlocks, {
  cause: "endpoint-security-group-blocks",
  hop: "security-group-in",
  way: "endpoint",
  otherWay: "nat-gateway",
});
