import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { networkAclIngressBlocks } from "./network-acl-ingress-blocks.ts";

describeObstacleCheck(networkAclIngressBlocks, {
  cause: "network-acl-ingress-blocks",
  hop: "network-acl-in",
  way: "nat-gateway",
});
