import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed } from "../../testing/documented-vpcs.ts";
import { addEndpointSubnets } from "./add-endpoint-subnets.ts";

const cause = "endpoint-unavailable vpc-endpoint/vpce-ssm";

describeNetworkFix(addEndpointSubnets, {
  fits: [
    {
      name: "one in each zone of the nodes",
      parts: changed(bothEndpoints, "vpc-endpoint", "vpce-ssm", { subnetIds: [], networkInterfaceIds: [] }),
      cause,
      calls: [
        {
          operation: "ec2:ModifyVpcEndpoint",
          input: { VpcEndpointId: "vpce-ssm", AddSubnetIds: ["subnet-private"] },
        },
      ],
      changed: ["network-interface/eni-of-vpce-ssm-subnet-private", "vpc-endpoint/vpce-ssm"],
    },
  ],
  fitsNot: [
    {
      name: "where it failed, which no subnet mends",
      parts: changed(bothEndpoints, "vpc-endpoint", "vpce-ssm", { state: "failed" }),
      cause,
    },
  ],
});
