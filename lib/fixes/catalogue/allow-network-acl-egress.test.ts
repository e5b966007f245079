import { aDocument } from "../../testing/a-document.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed, entry, ports, privateSubnetWithNat } from "../../testing/documented-vpcs.ts";
import { allowNetworkAclEgress } from "./allow-network-acl-egress.ts";

const cause = "network-acl-egress-blocks network-acl/acl-1";
const withEgress = (parts: typeof bothEndpoints, ...egress: ReturnType<typeof entry>[]) =>
  changed(parts, "network-acl", "acl-1", { egress });
const outTo = (CidrBlock: string, RuleNumber: number) => ({
  operation: "ec2:CreateNetworkAclEntry",
  input: {
    CidrBlock,
    RuleNumber,
    Egress: true,
    Protocol: "6",
    PortRange: { From: 443, To: 443 },
    RuleAction: "allow",
  },
});
const openAll = entry(100, "allow");

const subnetIds = [11, 12, 13, 14, 15, 16].map((number) => `subnet-${number}`);
const inManySubnets = {
  ...bothEndpoints,
  subnet: [
    ...bothEndpoints.subnet!,
    ...subnetIds.map((id) => aDocument("subnet", id, { cidrBlock: `10.0.${id.slice(-2)}.0/24` })),
  ],
  "network-acl": [
    ...bothEndpoints["network-acl"]!,
    aDocument("network-acl", "acl-3", { isDefault: false, subnetIds }),
  ],
  "vpc-endpoint": bothEndpoints["vpc-endpoint"]!.map((each) => ({
    ...each,
    subnetIds,
    networkInterfaceIds: [],
  })),
};

describeNetworkFix(allowNetworkAclEgress, {
  fits: [
    {
      name: "to the endpoints' subnet, right before the entry that denies",
      parts: withEgress(bothEndpoints, entry(90, "deny", ports(443, 443)), openAll),
      cause,
      calls: [outTo("10.0.2.0/24", 89)],
      changed: ["network-acl/acl-1"],
    },
    {
      name: "to everywhere on TCP 443 alone, where the way leads to public addresses",
      parts: withEgress(privateSubnetWithNat, entry(90, "deny", ports(400, 500)), openAll),
      cause,
      calls: [outTo("0.0.0.0/0", 89)],
      changed: ["network-acl/acl-1"],
    },
    {
      name: "behind a denial of a few addresses, which stays in force",
      parts: withEgress(
        privateSubnetWithNat,
        entry(50, "deny", { cidrBlock: "192.0.2.0/24" }),
        entry(90, "deny"),
      ),
      cause,
      calls: [outTo("0.0.0.0/0", 89)],
      changed: ["network-acl/acl-1"],
    },
    {
      name: "with the highest number that is free",
      parts: withEgress(
        bothEndpoints,
        entry(88, "allow", ports(80, 80)),
        entry(89, "allow", ports(25, 25)),
        entry(90, "deny"),
      ),
      cause,
      calls: [outTo("10.0.2.0/24", 87)],
      changed: ["network-acl/acl-1"],
    },
    {
      name: "behind all others, where nothing allows it and nothing denies it by name",
      parts: withEgress(bothEndpoints, entry(100, "allow", ports(80, 80))),
      cause,
      calls: [outTo("10.0.2.0/24", 110)],
      changed: ["network-acl/acl-1"],
    },
    {
      name: "there and back, where the answers are denied too",
      parts: changed(bothEndpoints, "network-acl", "acl-1", {
        egress: [entry(90, "deny"), openAll],
        ingress: [entry(90, "deny")],
      }),
      cause,
      calls: [
        outTo("10.0.2.0/24", 89),
        {
          operation: "ec2:CreateNetworkAclEntry",
          input: {
            CidrBlock: "10.0.2.0/24",
            RuleNumber: 89,
            Egress: false,
            PortRange: { From: 32_768, To: 65_535 },
          },
        },
      ],
      changed: ["network-acl/acl-1"],
    },
    {
      name: "in the place of a denial with the first number, which moves one further",
      parts: withEgress(bothEndpoints, entry(1, "deny"), openAll),
      cause,
      calls: [
        {
          operation: "ec2:CreateNetworkAclEntry",
          input: { RuleNumber: 2, RuleAction: "deny", Protocol: "-1" },
        },
        { ...outTo("10.0.2.0/24", 1), operation: "ec2:ReplaceNetworkAclEntry" },
      ],
      changed: ["network-acl/acl-1"],
    },
    {
      name: "by the VPC's own block, where the endpoints stand in more subnets than an ACL has room for",
      parts: withEgress(inManySubnets, entry(90, "deny", ports(443, 443)), openAll),
      cause,
      calls: [outTo("10.0.0.0/16", 89)],
      changed: ["network-acl/acl-1"],
    },
  ],
  fitsNot: [
    {
      name: "where no number is left before the entry that denies, nor behind it",
      parts: withEgress(bothEndpoints, entry(1, "deny"), entry(2, "allow")),
      cause,
    },
  ],
});
