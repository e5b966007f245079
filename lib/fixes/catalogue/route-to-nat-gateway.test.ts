import { aDocument } from "../../testing/a-document.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { aNode, changed, localRoute, privateSubnetWithNat, route } from "../../testing/documented-vpcs.ts";
import { routeToNatGateway } from "./route-to-nat-gateway.ts";

const withRoutes = (...routes: ReturnType<typeof route>[]) =>
  changed(privateSubnetWithNat, "route-table", "rtb-private", { routes: [localRoute, ...routes] });
const to = (operation: "CreateRoute" | "ReplaceRoute", NatGatewayId = "nat-1") => ({
  operation: `ec2:${operation}`,
  input: { RouteTableId: "rtb-private", DestinationCidrBlock: "0.0.0.0/0", NatGatewayId },
});
const onTable = ["route-table/rtb-private"];
const twoGateways = changed(privateSubnetWithNat, "nat-gateway", "nat-2", { subnetId: "subnet-public" });

describeNetworkFix(routeToNatGateway, {
  fits: [
    {
      name: "a new route, where the table has none",
      parts: withRoutes(),
      cause: "route-missing route-table/rtb-private",
      calls: [to("CreateRoute")],
      changed: onTable,
    },
    {
      name: "in the place of a route to a peering connection, which leads nowhere",
      parts: {
        ...withRoutes(route("0.0.0.0/0", { kind: "peering-connection", id: "pcx-1" })),
        "peering-connection": [aDocument("peering-connection", "pcx-1")],
      },
      cause: "route-missing route-table/rtb-private",
      calls: [to("ReplaceRoute")],
      changed: onTable,
    },
    {
      name: "in the place of a route to what is gone",
      parts: withRoutes(
        route("0.0.0.0/0", { kind: "network-interface", id: "eni-gone", instanceId: null }, "blackhole"),
      ),
      cause: "route-blackhole route-table/rtb-private",
      calls: [to("ReplaceRoute")],
      changed: onTable,
    },
    {
      name: "from a gateway that failed to one that works",
      parts: changed(twoGateways, "nat-gateway", "nat-1", { state: "failed" }),
      cause: "nat-gateway-unavailable nat-gateway/nat-1",
      calls: [to("ReplaceRoute", "nat-2")],
      changed: onTable,
    },
  ],
  fitsNot: [
    {
      name: "no other gateway works",
      parts: changed(privateSubnetWithNat, "nat-gateway", "nat-1", { state: "failed" }),
      cause: "nat-gateway-unavailable nat-gateway/nat-1",
    },
    {
      name: "the gateway stands behind the very table, so that it would lead back to itself",
      parts: {
        ...privateSubnetWithNat,
        instance: [aNode("i-1", "subnet-public", "10.0.0.30")],
        "internet-gateway": [],
        "route-table": [aDocument("route-table", "rtb-main", { routes: [localRoute] })],
      },
      cause: "endpoint-missing vpc/vpc-1",
    },
  ],
});
