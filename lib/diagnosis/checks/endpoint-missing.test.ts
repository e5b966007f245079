import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { endpointMissing } from "./endpoint-missing.ts";

describeObstacleCheck(endpointMissing, { cause: "endpoint-missing", hop: "endpoint", way: "none" });
