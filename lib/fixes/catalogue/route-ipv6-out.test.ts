import { aDocument } from "../../testing/a-document.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { ipv6Only } from "../../testing/ipv6-vpc.ts";
import { routeIpv6Out } from "./route-ipv6-out.ts";

const cause = "ipv6-path-missing subnet/subnet-private";
const call = (input: object) => ({
  operation: "ec2:CreateRoute",
  input: { RouteTableId: "rtb-private", DestinationIpv6CidrBlock: "::/0", ...input },
});

describeNetworkFix(routeIpv6Out, {
  fits: [
    {
      name: "by the egress-only gateway, which lets nothing in",
      parts: { ...ipv6Only, "egress-only-gateway": [aDocument("egress-only-gateway", "eigw-1")] },
      cause,
      calls: [call({ EgressOnlyInternetGatewayId: "eigw-1" })],
      changed: ["route-table/rtb-private"],
    },
    {
      name: "by the internet gateway, where there is no other",
      parts: ipv6Only,
      cause,
      calls: [call({ GatewayId: "igw-1" })],
      changed: ["route-table/rtb-private"],
    },
  ],
  fitsNot: [{ name: "where no gateway is there", parts: { ...ipv6Only, "internet-gateway": [] }, cause }],
});
