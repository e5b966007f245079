import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { endpointNetworkAclBlocks } from "./endpoint-network-acl-blocks.ts";

describeObstacleCheck(endpointNetworkAclBlocks, {
  cause: "endpoint-network-acl-blocks",
  hop: "network-acl-in",
  way: "endpoint",
  otherWay: "nat-gateway",
});
