import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { internetGatewayDetached } from "./internet-gateway-detached.ts";

describeObstacleCheck(internetGatewayDetached, {
  cause: "internet-gateway-detached",
  hop: "internet-gateway",
  way: "internet-gateway",
  otherWay: "endpoint",
});
