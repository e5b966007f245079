import { aDocument, type WorldParts } from "./a-document.ts";
import { aNode, changed, entry, localRoute, privateSubnetWithNat, route, tcp443 } from "./documented-vpcs.ts";

const block = "2600:1f17:19dd:1d00::/56";
const node = aNode("i-1", "subnet-private", "", { privateAddress: null });
const openEntry = entry(100, "allow", { cidrBlock: null, ipv6CidrBlock: "::/0" });
const openAcl = { isDefault: false, ingress: [openEntry], egress: [openEntry] };

/** The private subnet with NAT, whose node has IPv6 alone. Nothing leads that out. */
export const ipv6Only: WorldParts = {
  ...changed(privateSubnetWithNat, "route-table", "rtb-private", {
    routes: [localRoute, route(block, { kind: "local" })],
  }),
  instance: [
    {
      ...node,
      networkInterfaces: [
        {
          ...node.networkInterfaces[0]!,
          privateAddresses: [],
          ipv6Addresses: ["2600:1f17:19dd:1d01::20"],
        },
      ],
    },
  ],
  vpc: [aDocument("vpc", "vpc-1", { ipv6CidrBlocks: [block] })],
  subnet: [
    aDocument("subnet", "subnet-private", {
      ...{ cidrBlock: null, ipv6CidrBlocks: ["2600:1f17:19dd:1d01::/64"], ipv6Native: true },
    }),
    aDocument("subnet", "subnet-public", {
      ...{ cidrBlock: "10.0.0.0/24", ipv6CidrBlocks: ["2600:1f17:19dd:1d00::/64"] },
    }),
  ],
  "security-group": [
    aDocument("security-group", "sg-1", {
      egress: [{ ...tcp443({ ipv6Ranges: ["::/0"] }), protocol: "-1" }],
    }),
  ],
  "network-acl": [
    aDocument("network-acl", "acl-1", { ...openAcl, subnetIds: ["subnet-private"] }),
    aDocument("network-acl", "acl-2", { ...openAcl, subnetIds: ["subnet-public"] }),
  ],
};
