import { allow, aPolicy } from "../../testing/a-role.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed } from "../../testing/documented-vpcs.ts";
import { recreateEndpoint } from "./recreate-endpoint.ts";

const cause = "endpoint-unavailable vpc-endpoint/vpce-ssm";
const failed = changed(bothEndpoints, "vpc-endpoint", "vpce-ssm", { state: "failed" });
const policy = aPolicy([allow({ Principal: "*", Action: "ssm:*" })]);
const create = {
  operation: "ec2:CreateVpcEndpoint",
  input: {
    ...{ ServiceName: "com.amazonaws.eu-west-1.ssm", PrivateDnsEnabled: true },
    ...{ SubnetIds: ["subnet-endpoints"], SecurityGroupIds: ["sg-endpoint"] },
  },
};
const remove = { operation: "ec2:DeleteVpcEndpoints", input: { VpcEndpointIds: ["vpce-ssm"] } };
const created = [
  "network-interface/eni-of-vpce-to-be-created-ssm-vpc-1-subnet-endpoints",
  "vpc-endpoint/vpce-to-be-created-ssm-vpc-1",
];

describeNetworkFix(recreateEndpoint, {
  fits: [
    {
      name: "deleted first, as two of them cannot have the name",
      parts: failed,
      cause,
      calls: [remove, create],
      changed: ["network-interface/eni-ssm-0", "vpc-endpoint/vpce-ssm", ...created],
    },
    {
      name: "without deleting what is on its way out",
      parts: changed(bothEndpoints, "vpc-endpoint", "vpce-ssm", { state: "deleting" }),
      cause,
      calls: [create],
      changed: created,
    },
    {
      name: "with the policy that it had",
      parts: changed(failed, "vpc-endpoint", "vpce-ssm", { policyDocument: policy }),
      cause,
      calls: [remove, { operation: "ec2:CreateVpcEndpoint", input: { PolicyDocument: policy } }],
      changed: ["network-interface/eni-ssm-0", "vpc-endpoint/vpce-ssm", ...created],
    },
  ],
  fitsNot: [
    ...["pendingAcceptance", "pending"].map((state) => ({
      name: `where it is ${state}, as a new one would be too`,
      parts: changed(bothEndpoints, "vpc-endpoint", "vpce-ssm", { state }),
      cause,
    })),
    {
      name: "where nobody knows in which subnets it stood",
      parts: changed(failed, "vpc-endpoint", "vpce-ssm", { subnetIds: [] }),
      cause,
    },
  ],
});
