import { defineObstacleCheck } from "../obstacle-check.ts";

export const endpointNetworkAclBlocks = defineObstacleCheck({
  id: "endpoint-network-acl-blocks",
  title: "The network ACL of an endpoint's subnet is in the way",
  passTitle: "The network ACLs of the endpoints' subnets let it through",
  why: `Between two subnets a packet passes both their network ACLs, and so does the answer. Names rotate over all
    interfaces of an endpoint, so one bad subnet makes calls fail now and then.`,
  rows: ["NACL-03"],
  cause: "endpoint-network-acl-blocks",
  hops: ["network-acl-in", "network-acl-out"],
  ways: ["endpoint"],
});
