import { aDocument } from "../../testing/a-document.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { changed, localRoute, privateSubnetWithNat, route } from "../../testing/documented-vpcs.ts";
import { leadNatGatewayOut } from "./lead-nat-gateway-out.ts";

const cause = "nat-gateway-has-no-way-out nat-gateway/nat-1";
const toNat = route("0.0.0.0/0", { kind: "nat-gateway", id: "nat-1" });
const shared = aDocument("route-table", "rtb-shared", {
  ...{ isMain: false, subnetIds: ["subnet-private", "subnet-public"], routes: [localRoute, toNat] },
  associationIds: { "subnet-private": "rtbassoc-1", "subnet-public": "rtbassoc-2" },
});
const publicTable = aDocument("route-table", "rtb-public", {
  ...{ isMain: false, routes: [localRoute, route("0.0.0.0/0", { kind: "internet-gateway", id: "igw-1" })] },
});
const loop = { ...privateSubnetWithNat, "route-table": [shared, publicTable] };

describeNetworkFix(leadNatGatewayOut, {
  fits: [
    {
      name: "by a route, where its table serves nobody else",
      parts: changed(privateSubnetWithNat, "route-table", "rtb-public", { routes: [localRoute] }),
      cause,
      calls: [
        {
          operation: "ec2:CreateRoute",
          input: { RouteTableId: "rtb-public", DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1" },
        },
      ],
      changed: ["route-table/rtb-public"],
    },
    {
      name: "by another table, where its own is that of the nodes and leads back to it",
      parts: loop,
      cause,
      calls: [
        { operation: "ec2:DisassociateRouteTable", input: { AssociationId: "rtbassoc-2" } },
        {
          operation: "ec2:AssociateRouteTable",
          input: { RouteTableId: "rtb-public", SubnetId: "subnet-public" },
        },
      ],
      changed: ["route-table/rtb-public", "route-table/rtb-shared"],
    },
  ],
  fitsNot: [
    { name: "where there is no public table to use", parts: { ...loop, "route-table": [shared] }, cause },
    {
      name: "where it is a private gateway, which no internet gateway takes anything from",
      parts: changed(privateSubnetWithNat, "nat-gateway", "nat-1", { connectivityType: "private" }),
      cause,
    },
  ],
});
