import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { changed, localRoute, publicSubnet, route } from "../../testing/documented-vpcs.ts";
import { attachInternetGateway } from "./attach-internet-gateway.ts";

const cause = "internet-gateway-detached internet-gateway/igw-1";
const blackhole = changed(publicSubnet, "route-table", "rtb-public", {
  routes: [localRoute, route("0.0.0.0/0", { kind: "internet-gateway", id: "igw-1" }, "blackhole")],
});
const detached = changed(blackhole, "internet-gateway", "igw-1", { attachments: [] });

describeNetworkFix(attachInternetGateway, {
  fits: [
    {
      name: "and the routes that lead to it are active again",
      parts: detached,
      cause,
      calls: [
        { operation: "ec2:AttachInternetGateway", input: { InternetGatewayId: "igw-1", VpcId: "vpc-1" } },
      ],
      changed: ["internet-gateway/igw-1", "route-table/rtb-public"],
    },
  ],
  fitsNot: [
    {
      name: "where it is attached to another VPC",
      parts: changed(blackhole, "internet-gateway", "igw-1", {
        attachments: [{ vpcId: "vpc-2", state: "available" }],
      }),
      cause,
    },
    {
      name: "where the VPC has another one",
      parts: changed(detached, "internet-gateway", "igw-2", {}),
      cause,
    },
    { name: "where it is deleted", parts: { ...blackhole, "internet-gateway": [] }, cause },
  ],
});
