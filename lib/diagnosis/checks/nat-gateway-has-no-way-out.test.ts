import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { natGatewayHasNoWayOut } from "./nat-gateway-has-no-way-out.ts";

describeObstacleCheck(natGatewayHasNoWayOut, {
  cause: "nat-gateway-has-no-way-out",
  hop: "nat-route",
  way: "nat-gateway",
  otherWay: "internet-gateway",
});
