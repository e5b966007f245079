import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { routeMissing } from "./route-missing.ts";

describeObstacleCheck(routeMissing, { cause: "route-missing", hop: "route", way: "nat-gateway" });
