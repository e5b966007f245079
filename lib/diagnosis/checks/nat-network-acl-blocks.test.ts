import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { natNetworkAclBlocks } from "./nat-network-acl-blocks.ts";

describeObstacleCheck(natNetworkAclBlocks, {
  cause: "nat-network-acl-blocks",
  hop: "nat-network-acl-in",
  way: "nat-gateway",
  otherWay: "endpoint",
});
