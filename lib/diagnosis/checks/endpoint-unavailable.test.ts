import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { endpointUnavailable } from "./endpoint-unavailable.ts";

describeObstacleCheck(endpointUnavailable, {
  cause: "endpoint-unavailable",
  hop: "endpoint",
  way: "endpoint",
  otherWay: "nat-gateway",
});
