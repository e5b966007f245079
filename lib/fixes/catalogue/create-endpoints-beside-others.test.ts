import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { changed, endpointOnly } from "../../testing/documented-vpcs.ts";
import { createEndpointsBesideOthers } from "./create-endpoints-beside-others.ts";

const cause = "endpoint-missing vpc/vpc-1";

describeNetworkFix(createEndpointsBesideOthers, {
  fits: [
    {
      name: "in the subnets and with the groups of the endpoint that the nodes reach",
      parts: endpointOnly,
      cause,
      calls: [
        {
          operation: "ec2:CreateVpcEndpoint",
          input: {
            ...{ ServiceName: "com.amazonaws.eu-west-1.ssmmessages", PrivateDnsEnabled: true },
            ...{ SubnetIds: ["subnet-endpoints"], SecurityGroupIds: ["sg-endpoint"] },
          },
        },
      ],
      changed: [
        "network-interface/eni-of-vpce-to-be-created-ssmmessages-vpc-1-subnet-endpoints",
        "vpc-endpoint/vpce-to-be-created-ssmmessages-vpc-1",
      ],
    },
  ],
  fitsNot: [
    {
      name: "where there is no other endpoint",
      parts: { ...endpointOnly, "vpc-endpoint": [], "network-interface": [] },
      cause,
    },
    {
      name: "where the nodes do not reach the other endpoint either",
      parts: changed(endpointOnly, "security-group", "sg-endpoint", { ingress: [] }),
      cause,
    },
  ],
});
