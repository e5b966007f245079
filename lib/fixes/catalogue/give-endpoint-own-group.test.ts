import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { aNode, bothEndpoints, changed } from "../../testing/documented-vpcs.ts";
import { giveEndpointOwnGroup } from "./give-endpoint-own-group.ts";

const shut = changed(bothEndpoints, "security-group", "sg-endpoint", { ingress: [] });
const cause = "endpoint-security-group-blocks security-group/sg-endpoint";
const created = { answerOf: "create-endpoint-group-vpc-1", at: "GroupId" };

describeNetworkFix(giveEndpointOwnGroup, {
  fits: [
    {
      name: "where the endpoints' group is on nodes as well",
      parts: {
        ...shut,
        instance: [
          aNode("i-1", "subnet-private", "10.0.1.20"),
          aNode("i-2", "subnet-private", "10.0.1.21", { securityGroupIds: ["sg-endpoint"] }),
        ],
      },
      cause,
      calls: [
        { operation: "ec2:CreateSecurityGroup", input: { VpcId: "vpc-1" } },
        {
          operation: "ec2:AuthorizeSecurityGroupIngress",
          input: {
            GroupId: created,
            IpPermissions: [{ UserIdGroupPairs: [{ GroupId: "sg-1" }, { GroupId: "sg-endpoint" }] }],
          },
        },
        { operation: "ec2:ModifyVpcEndpoint", input: { AddSecurityGroupIds: [created] } },
        { operation: "ec2:ModifyVpcEndpoint", input: { AddSecurityGroupIds: [created] } },
      ],
      changed: [
        "network-interface/eni-ssm-0",
        "network-interface/eni-ssmmessages-0",
        "security-group/sg-to-be-created-vpc-1",
        "vpc-endpoint/vpce-ssm",
        "vpc-endpoint/vpce-ssmmessages",
      ],
    },
  ],
  fitsNot: [{ name: "where no node has the endpoint's group", parts: shut, cause }],
});
