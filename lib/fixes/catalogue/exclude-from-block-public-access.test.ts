import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { changed, privateSubnetWithNat, publicSubnet } from "../../testing/documented-vpcs.ts";
import { excludeFromBlockPublicAccess } from "./exclude-from-block-public-access.ts";

const cause = "public-access-blocked vpc/vpc-1";
const closed = (parts: typeof publicSubnet, changes = {}) =>
  changed(
    { ...parts, vpc: parts.vpc!.map((vpc) => ({ ...vpc, internetGatewayBlockMode: null })) },
    ...(["block-public-access", "eu-west-1"] as const),
    { internetGatewayBlockMode: "block-bidirectional", exclusionsAllowed: "allowed", ...changes },
  );
const exclude = (InternetGatewayExclusionMode: string) => [
  {
    operation: "ec2:CreateVpcBlockPublicAccessExclusion",
    input: { SubnetId: "subnet-public", InternetGatewayExclusionMode },
  },
];

describeNetworkFix(excludeFromBlockPublicAccess, {
  fits: [
    {
      name: "the nodes' subnet in both directions, where they have public addresses",
      parts: closed(publicSubnet),
      cause,
      calls: exclude("allow-bidirectional"),
      changed: ["block-public-access/eu-west-1", "subnet/subnet-public"],
    },
    {
      name: "the NAT gateway's subnet, outwards alone",
      parts: closed(privateSubnetWithNat),
      cause,
      calls: exclude("allow-egress"),
      changed: ["block-public-access/eu-west-1"],
    },
  ],
  fitsNot: [
    {
      name: "where the organization declares it and allows no exclusions",
      parts: closed(publicSubnet, { exclusionsAllowed: "not-allowed", managedBy: "declarative-policy" }),
      cause,
    },
  ],
});
