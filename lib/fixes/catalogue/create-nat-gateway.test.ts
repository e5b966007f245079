import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { changed, localRoute, privateSubnetWithNat } from "../../testing/documented-vpcs.ts";
import { createNatGateway } from "./create-nat-gateway.ts";

const none = { ...privateSubnetWithNat, "nat-gateway": [] };
const failed = changed(privateSubnetWithNat, "nat-gateway", "nat-1", { state: "failed" });
const calls = (operation: "CreateRoute" | "ReplaceRoute") => [
  { operation: "ec2:AllocateAddress", input: { Domain: "vpc" } },
  {
    operation: "ec2:CreateNatGateway",
    input: {
      SubnetId: "subnet-public",
      AllocationId: { answerOf: "allocate-address-nat-subnet-public", at: "AllocationId" },
    },
  },
  {
    operation: `ec2:${operation}`,
    input: {
      RouteTableId: "rtb-private",
      NatGatewayId: { answerOf: "create-nat-gateway-subnet-public", at: "NatGateway.NatGatewayId" },
    },
  },
];

describeNetworkFix(createNatGateway, {
  fits: [
    {
      name: "where the only one failed",
      parts: failed,
      cause: "nat-gateway-unavailable nat-gateway/nat-1",
      calls: calls("ReplaceRoute"),
      changed: ["nat-gateway/nat-to-be-created-subnet-public", "route-table/rtb-private"],
    },
    {
      name: "where there is none and no route",
      parts: changed(none, "route-table", "rtb-private", { routes: [localRoute] }),
      cause: "route-missing route-table/rtb-private",
      calls: calls("CreateRoute"),
      changed: ["nat-gateway/nat-to-be-created-subnet-public", "route-table/rtb-private"],
    },
  ],
  fitsNot: [
    {
      name: "where one works already",
      parts: changed(privateSubnetWithNat, "route-table", "rtb-private", { routes: [localRoute] }),
      cause: "route-missing route-table/rtb-private",
    },
    {
      name: "where no subnet leads to the internet",
      parts: changed(failed, "route-table", "rtb-public", { routes: [localRoute] }),
      cause: "nat-gateway-unavailable nat-gateway/nat-1",
    },
  ],
});
