import { defineObstacleCheck } from "../obstacle-check.ts";

export const networkAclIngressBlocks = defineObstacleCheck({
  id: "network-acl-ingress-blocks",
  title: "The network ACL of its subnet does not let the answers in",
  passTitle: "The network ACL of its subnet lets the answers in",
  why: `Network ACLs keep no state. The answer to the agent comes to a high port, and needs an inbound entry of its own.`,
  rows: ["NACL-02"],
  cause: "network-acl-ingress-blocks",
  hops: ["network-acl-in"],
});
