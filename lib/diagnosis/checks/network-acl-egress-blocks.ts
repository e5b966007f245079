import { defineObstacleCheck } from "../obstacle-check.ts";

export const networkAclEgressBlocks = defineObstacleCheck({
  id: "network-acl-egress-blocks",
  title: "The network ACL of its subnet does not let it out",
  passTitle: "The network ACL of its subnet lets it out",
  why: `What leaves a subnet passes the outbound entries of its network ACL, in the order of their numbers; the first
    that matches decides.`,
  rows: ["NACL-01"],
  cause: "network-acl-egress-blocks",
  hops: ["network-acl-out"],
});
