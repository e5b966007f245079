import { defineObstacleCheck } from "../obstacle-check.ts";
import { isSupportOff } from "./vpc-dns-support-disabled.ts";

export const vpcDnsHostnamesDisabled = defineObstacleCheck({
  id: "vpc-dns-hostnames-disabled",
  title: "The VPC leads the services' names past its endpoints",
  passTitle: "The VPC leads the services' names to where they are reached",
  why: `Private DNS of endpoints needs DNS hostnames on in the VPC. With them off the names resolve to public addresses, which a
    VPC without a way to the internet cannot reach.`,
  rows: ["DNS-02"],
  cause: "vpc-dns-disabled",
  hops: ["name"],
  isMeant: (node) => !isSupportOff(node),
});
