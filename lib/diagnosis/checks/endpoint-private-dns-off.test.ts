import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { endpointPrivateDnsOff } from "./endpoint-private-dns-off.ts";

describeObstacleCheck(endpointPrivateDnsOff, {
  cause: "endpoint-private-dns-off",
  hop: "name",
  way: "endpoint",
});
