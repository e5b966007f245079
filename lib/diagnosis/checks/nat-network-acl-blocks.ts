import { defineObstacleCheck } from "../obstacle-check.ts";

export const natNetworkAclBlocks = defineObstacleCheck({
  id: "nat-network-acl-blocks",
  title: "The network ACL of the NAT gateway's subnet is in the way",
  passTitle: "The network ACL of the NAT gateway's subnet lets it through",
  why: `The way over a NAT gateway crosses the network ACL of its subnet four times: in and out with the call, in and
    out with the answer.`,
  rows: ["NACL-04"],
  cause: "nat-network-acl-blocks",
  hops: ["nat-network-acl-in", "nat-network-acl-out"],
  ways: ["nat-gateway"],
});
