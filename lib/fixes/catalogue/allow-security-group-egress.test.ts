import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed, privateSubnetWithNat, tcp443 } from "../../testing/documented-vpcs.ts";
import { allowSecurityGroupEgress } from "./allow-security-group-egress.ts";

const shut = { egress: [] };
const https = { IpProtocol: "tcp", FromPort: 443, ToPort: 443 };
const sixty = Array.from({ length: 60 }, (_, index) => `192.0.2.${index}/32`);

describeNetworkFix(allowSecurityGroupEgress, {
  fits: [
    {
      name: "to the endpoints' group, where the way leads to endpoints",
      parts: changed(bothEndpoints, "security-group", "sg-1", shut),
      cause: "security-group-egress-blocks security-group/sg-1",
      calls: [
        {
          operation: "ec2:AuthorizeSecurityGroupEgress",
          input: {
            GroupId: "sg-1",
            IpPermissions: [{ ...https, UserIdGroupPairs: [{ GroupId: "sg-endpoint" }] }],
          },
        },
      ],
      changed: ["security-group/sg-1"],
    },
    {
      name: "to everywhere on TCP 443 alone, where the way leads to public addresses",
      parts: changed(privateSubnetWithNat, "security-group", "sg-1", shut),
      cause: "security-group-egress-blocks security-group/sg-1",
      calls: [
        {
          operation: "ec2:AuthorizeSecurityGroupEgress",
          input: { GroupId: "sg-1", IpPermissions: [{ ...https, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }] },
        },
      ],
      changed: ["security-group/sg-1"],
    },
    {
      name: "beside a rule for the same port that reaches elsewhere",
      parts: changed(privateSubnetWithNat, "security-group", "sg-1", {
        egress: [tcp443({ ipv4Ranges: ["192.0.2.0/24"] })],
      }),
      cause: "security-group-egress-blocks security-group/sg-1",
      calls: [{ operation: "ec2:AuthorizeSecurityGroupEgress", input: { GroupId: "sg-1" } }],
      changed: ["security-group/sg-1"],
    },
    {
      name: "with a word of warning where the group is full",
      parts: changed(privateSubnetWithNat, "security-group", "sg-1", {
        egress: [tcp443({ ipv4Ranges: sixty })],
      }),
      cause: "security-group-egress-blocks security-group/sg-1",
      calls: [{ operation: "ec2:AuthorizeSecurityGroupEgress", input: {} }],
      changed: ["security-group/sg-1"],
    },
  ],
});
