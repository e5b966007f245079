import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed, privateSubnetWithNat } from "../../testing/documented-vpcs.ts";
import { enableVpcDns } from "./enable-vpc-dns.ts";

const cause = "vpc-dns-disabled vpc/vpc-1";
const support = {
  operation: "ec2:ModifyVpcAttribute",
  input: { VpcId: "vpc-1", EnableDnsSupport: { Value: true } },
};
const hostnames = {
  operation: "ec2:ModifyVpcAttribute",
  input: { VpcId: "vpc-1", EnableDnsHostnames: { Value: true } },
};

describeNetworkFix(enableVpcDns, {
  fits: [
    {
      name: "support alone, where no endpoint needs hostnames",
      parts: changed(privateSubnetWithNat, "vpc", "vpc-1", {
        enableDnsSupport: false,
        enableDnsHostnames: false,
      }),
      cause,
      calls: [support],
      changed: ["vpc/vpc-1"],
    },
    {
      name: "hostnames alone, where support is on",
      parts: changed(bothEndpoints, "vpc", "vpc-1", { enableDnsHostnames: false }),
      cause,
      calls: [hostnames],
      changed: ["vpc/vpc-1"],
    },
    {
      name: "both in calls of their own, support first",
      parts: changed(bothEndpoints, "vpc", "vpc-1", { enableDnsSupport: false, enableDnsHostnames: false }),
      cause,
      calls: [support, hostnames],
      changed: ["vpc/vpc-1"],
    },
  ],
});
