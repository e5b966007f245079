import { aDocument } from "../../testing/a-document.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { anEndpoint, changed, tcp443 } from "../../testing/documented-vpcs.ts";
import { ipv6Only } from "../../testing/ipv6-vpc.ts";
import { makeEndpointDualStack } from "./make-endpoint-dual-stack.ts";

const [ssm, messages] = ["ssm", "ssmmessages"].map((service, index) =>
  anEndpoint(service, [`subnet-public 10.0.0.${10 + index}`]),
);
const withEndpoints = {
  ...ipv6Only,
  "vpc-endpoint": [...ssm!["vpc-endpoint"], ...messages!["vpc-endpoint"]],
  "network-interface": [...ssm!["network-interface"], ...messages!["network-interface"]],
  "security-group": [
    ...ipv6Only["security-group"]!,
    aDocument("security-group", "sg-endpoint", {
      ingress: [tcp443({ ipv6Ranges: ["2600:1f17:19dd:1d00::/56"] })],
    }),
  ],
};
const cause = "endpoint-address-family vpc-endpoint/vpce-ssm";

describeNetworkFix(makeEndpointDualStack, {
  fits: [
    {
      name: "where all of its subnets have both families",
      parts: withEndpoints,
      cause,
      calls: [
        {
          operation: "ec2:ModifyVpcEndpoint",
          input: {
            ...{ VpcEndpointId: "vpce-ssm", IpAddressType: "dualstack" },
            DnsOptions: { DnsRecordIpType: "dualstack" },
          },
        },
      ],
      changed: ["network-interface/eni-ssm-0", "vpc-endpoint/vpce-ssm"],
    },
  ],
  fitsNot: [
    {
      name: "where a subnet of it has no block of IPv6",
      parts: changed(withEndpoints, "subnet", "subnet-public", { ipv6CidrBlocks: [] }),
      cause,
    },
  ],
});
