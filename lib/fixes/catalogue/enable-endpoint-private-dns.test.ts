import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed } from "../../testing/documented-vpcs.ts";
import { enableEndpointPrivateDns } from "./enable-endpoint-private-dns.ts";

const cause = "endpoint-private-dns-off vpc-endpoint/vpce-ssm";
const off = changed(bothEndpoints, "vpc-endpoint", "vpce-ssm", { privateDnsEnabled: false });

describeNetworkFix(enableEndpointPrivateDns, {
  fits: [
    {
      name: "on the endpoint that stands there",
      parts: off,
      cause,
      calls: [
        { operation: "ec2:ModifyVpcEndpoint", input: { VpcEndpointId: "vpce-ssm", PrivateDnsEnabled: true } },
      ],
      changed: ["vpc-endpoint/vpce-ssm"],
    },
    {
      name: "for everybody, where it served the resolver's inbound endpoint alone",
      parts: changed(bothEndpoints, "vpc-endpoint", "vpce-ssm", {
        privateDnsOnlyForInboundResolverEndpoint: true,
      }),
      cause,
      calls: [
        {
          operation: "ec2:ModifyVpcEndpoint",
          input: { DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: false } },
        },
      ],
      changed: ["vpc-endpoint/vpce-ssm"],
    },
    {
      name: "after the VPC's DNS hostnames, without which AWS refuses it",
      parts: changed(off, "vpc", "vpc-1", { enableDnsHostnames: false }),
      cause,
      calls: [
        { operation: "ec2:ModifyVpcAttribute", input: { EnableDnsHostnames: { Value: true } } },
        { operation: "ec2:ModifyVpcEndpoint", input: { PrivateDnsEnabled: true } },
      ],
      changed: ["vpc/vpc-1", "vpc-endpoint/vpce-ssm"],
    },
  ],
});
