import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { natGatewayUnavailable } from "./nat-gateway-unavailable.ts";

describeObstacleCheck(natGatewayUnavailable, {
  cause: "nat-gateway-unavailable",
  hop: "nat-gateway",
  way: "nat-gateway",
  otherWay: "endpoint",
});
