import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { ipv6PathMissing } from "./ipv6-path-missing.ts";

describeObstacleCheck(ipv6PathMissing, {
  cause: "ipv6-path-missing",
  hop: "route",
  way: "egress-only-gateway",
});
