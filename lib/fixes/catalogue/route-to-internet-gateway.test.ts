import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import {
  changed,
  localRoute,
  privateSubnetWithNat,
  publicSubnet,
  route,
} from "../../testing/documented-vpcs.ts";
import { routeToInternetGateway } from "./route-to-internet-gateway.ts";

const other = changed(publicSubnet, "internet-gateway", "igw-gone", { attachments: [] });
const withRoutes = (...routes: ReturnType<typeof route>[]) =>
  changed(other, "route-table", "rtb-public", { routes: [localRoute, ...routes] });

describeNetworkFix(routeToInternetGateway, {
  fits: [
    {
      name: "from a gateway that is attached nowhere to the one of the VPC",
      parts: withRoutes(route("0.0.0.0/0", { kind: "internet-gateway", id: "igw-gone" }, "blackhole")),
      cause: "internet-gateway-detached internet-gateway/igw-gone",
      calls: [
        {
          operation: "ec2:ReplaceRoute",
          input: { RouteTableId: "rtb-public", DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1" },
        },
      ],
      changed: ["route-table/rtb-public"],
    },
    {
      name: "in the place of a route to an appliance that is gone",
      parts: withRoutes(
        route("0.0.0.0/0", { kind: "network-interface", id: "eni-gone", instanceId: null }, "blackhole"),
      ),
      cause: "route-blackhole route-table/rtb-public",
      calls: [{ operation: "ec2:ReplaceRoute", input: { GatewayId: "igw-1" } }],
      changed: ["route-table/rtb-public"],
    },
    {
      name: "for the NAT gateway by which the nodes leave",
      parts: changed(
        changed(privateSubnetWithNat, "internet-gateway", "igw-gone", { attachments: [] }),
        "route-table",
        "rtb-public",
        {
          routes: [localRoute, route("0.0.0.0/0", { kind: "internet-gateway", id: "igw-gone" }, "blackhole")],
        },
      ),
      cause: "internet-gateway-detached internet-gateway/igw-gone",
      calls: [{ operation: "ec2:ReplaceRoute", input: { RouteTableId: "rtb-public", GatewayId: "igw-1" } }],
      changed: ["route-table/rtb-public"],
    },
  ],
  fitsNot: [
    {
      name: "where a node has no public address, as a gateway lets nothing out without",
      parts: changed(privateSubnetWithNat, "route-table", "rtb-private", { routes: [localRoute] }),
      cause: "route-missing route-table/rtb-private",
    },
  ],
});
