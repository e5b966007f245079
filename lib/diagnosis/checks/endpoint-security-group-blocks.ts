import { defineObstacleCheck } from "../obstacle-check.ts";

export const endpointSecurityGroupBlocks = defineObstacleCheck({
  id: "endpoint-security-group-blocks",
  title: "An endpoint's security groups do not admit the node",
  passTitle: "The endpoints' security groups admit the node",
  why: `The interfaces of an endpoint have security groups of their own, which must admit TCP 443 from the node. With
    private DNS every node of the VPC is led to the endpoint, so one that does not admit them cuts off even nodes
    that have a way to the internet.`,
  rows: ["VPCE-04", "VPCE-08"],
  cause: "endpoint-security-group-blocks",
  hops: ["security-group-in"],
  ways: ["endpoint"],
});
