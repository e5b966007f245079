import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { publicAccessBlocked } from "./public-access-blocked.ts";

describeObstacleCheck(publicAccessBlocked, {
  cause: "public-access-blocked",
  hop: "internet-gateway",
  way: "internet-gateway",
  otherWay: "endpoint",
});
