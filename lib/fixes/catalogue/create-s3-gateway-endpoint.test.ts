import { aDocument } from "../../testing/a-document.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints } from "../../testing/documented-vpcs.ts";
import { createS3GatewayEndpoint } from "./create-s3-gateway-endpoint.ts";

const needsContent = {
  ...bothEndpoints,
  "managed-node": [aDocument("managed-node", "i-1")],
  "connection-status": [aDocument("connection-status", "i-1")],
  association: [
    aDocument("association", "a-1", {
      ...{ documentName: "AWS-RunPatchBaseline", targets: [{ key: "InstanceIds", values: ["i-1"] }] },
    }),
  ],
  "managed-prefix-list": [
    aDocument("managed-prefix-list", "pl-s3", {
      ...{ name: "com.amazonaws.eu-west-1.s3", cidrs: ["52.218.0.0/17"], ownerId: "AWS" },
    }),
  ],
};
const cause = "content-path-blocked service/s3";

describeNetworkFix(createS3GatewayEndpoint, {
  fits: [
    {
      name: "a route to S3 in the nodes' table, and to nothing else",
      parts: needsContent,
      cause,
      calls: [
        {
          operation: "ec2:CreateVpcEndpoint",
          input: {
            ...{ VpcEndpointType: "Gateway", ServiceName: "com.amazonaws.eu-west-1.s3" },
            RouteTableIds: ["rtb-main"],
          },
        },
      ],
      changed: ["route-table/rtb-main", "vpc-endpoint/vpce-to-be-created-s3-vpc-1"],
    },
  ],
  fitsNot: [
    {
      name: "where AWS's list of S3's addresses is not known",
      parts: { ...needsContent, "managed-prefix-list": [] },
      cause,
    },
  ],
});
