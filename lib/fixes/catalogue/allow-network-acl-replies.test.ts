import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed, entry, ports, privateSubnetWithNat } from "../../testing/documented-vpcs.ts";
import { allowNetworkAclReplies } from "./allow-network-acl-replies.ts";

const cause = "network-acl-ingress-blocks network-acl/acl-1";
const answersFrom = (CidrBlock: string, RuleNumber: number) => ({
  operation: "ec2:CreateNetworkAclEntry",
  input: { CidrBlock, RuleNumber, Egress: false, PortRange: { From: 32_768, To: 65_535 } },
});

describeNetworkFix(allowNetworkAclReplies, {
  fits: [
    {
      name: "from the endpoints' subnet, to the ports from which systems call",
      parts: changed(bothEndpoints, "network-acl", "acl-1", {
        ingress: [entry(100, "allow", ports(443, 443))],
      }),
      cause,
      calls: [answersFrom("10.0.2.0/24", 110)],
      changed: ["network-acl/acl-1"],
    },
    {
      name: "from everywhere, where what answers is a public service behind a NAT gateway",
      parts: changed(privateSubnetWithNat, "network-acl", "acl-1", {
        ingress: [entry(100, "allow", { ...ports(1024, 65_535), cidrBlock: "10.0.0.0/16" })],
      }),
      cause,
      calls: [answersFrom("0.0.0.0/0", 110)],
      changed: ["network-acl/acl-1"],
    },
  ],
});
