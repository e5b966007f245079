import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { publicAddressMissing } from "./public-address-missing.ts";

describeObstacleCheck(publicAddressMissing, {
  cause: "public-address-missing",
  hop: "interface",
  way: "internet-gateway",
  otherWay: "nat-gateway",
});
