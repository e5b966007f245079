import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { networkAclEgressBlocks } from "./network-acl-egress-blocks.ts";

describeObstacleCheck(networkAclEgressBlocks, {
  cause: "network-acl-egress-blocks",
  hop: "network-acl-out",
  way: "endpoint",
});
