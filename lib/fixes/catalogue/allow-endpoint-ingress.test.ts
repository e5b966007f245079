import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { aNode, bothEndpoints, changed } from "../../testing/documented-vpcs.ts";
import { allowEndpointIngress } from "./allow-endpoint-ingress.ts";

const shut = changed(bothEndpoints, "security-group", "sg-endpoint", { ingress: [] });
const cause = "endpoint-security-group-blocks security-group/sg-endpoint";
const from = (...groups: string[]) => ({
  operation: "ec2:AuthorizeSecurityGroupIngress",
  input: {
    GroupId: "sg-endpoint",
    IpPermissions: [{ FromPort: 443, ToPort: 443, UserIdGroupPairs: groups.map((GroupId) => ({ GroupId })) }],
  },
});

describeNetworkFix(allowEndpointIngress, {
  fits: [
    {
      name: "from the nodes' group rather than from addresses",
      parts: shut,
      cause,
      calls: [from("sg-1")],
      changed: ["security-group/sg-endpoint"],
    },
    {
      name: "from as few groups as all nodes carry",
      parts: {
        ...changed(shut, "security-group", "sg-2", {}),
        instance: [
          aNode("i-1", "subnet-private", "10.0.1.20", { securityGroupIds: ["sg-1", "sg-2"] }),
          aNode("i-2", "subnet-private", "10.0.1.21", { securityGroupIds: ["sg-2"] }),
        ],
      },
      cause,
      calls: [from("sg-2")],
      changed: ["security-group/sg-endpoint"],
    },
  ],
  fitsNot: [
    {
      name: "where nodes have the group themselves, as that would open a node",
      parts: {
        ...shut,
        instance: [
          aNode("i-1", "subnet-private", "10.0.1.20", { securityGroupIds: ["sg-1"] }),
          aNode("i-2", "subnet-private", "10.0.1.21", { securityGroupIds: ["sg-endpoint"] }),
        ],
      },
      cause,
    },
  ],
});
