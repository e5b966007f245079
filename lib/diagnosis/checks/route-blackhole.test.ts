import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { routeBlackhole } from "./route-blackhole.ts";

describeObstacleCheck(routeBlackhole, { cause: "route-blackhole", hop: "route", way: "nat-gateway" });
