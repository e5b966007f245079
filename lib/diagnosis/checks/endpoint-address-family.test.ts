import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { endpointAddressFamily } from "./endpoint-address-family.ts";

describeObstacleCheck(endpointAddressFamily, {
  cause: "endpoint-address-family",
  hop: "endpoint",
  way: "endpoint",
  otherWay: "nat-gateway",
});
