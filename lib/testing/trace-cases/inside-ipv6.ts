import type { RawAnswers } from "../a-bundle.ts";
import { egress, type Parts } from "../diagnose-cases/case.ts";
import { addGroup, addInterface, type TraceCase } from "./case.ts";

const block = (Ipv6CidrBlock: string) => [{ Ipv6CidrBlock, Ipv6CidrBlockState: { State: "associated" } }];
const allow6 = (Egress: boolean) => ({
  ...{ RuleNumber: 101, Egress, Protocol: "-1", RuleAction: "allow", Ipv6CidrBlock: "::/0" },
});
const all = { IpProtocol: "-1" };
const reachable = { answer: "reachable", blockers: [], doubts: [] } as const;
const groupBlocks = {
  answer: "blocked",
  blockers: ["endpoint-security-group-blocks security-group sg-db"],
} as const;

/** Both subnets with IPv6, and an address in each. */
function has6({ vpc, subnet, instance, group, acl }: Parts, answers: RawAnswers): void {
  vpc.Ipv6CidrBlockAssociationSet = block("2a05:d018:1:100::/56");
  subnet("subnet-node").Ipv6CidrBlockAssociationSet = block("2a05:d018:1:101::/64");
  subnet("subnet-endpoint").Ipv6CidrBlockAssociationSet = block("2a05:d018:1:102::/64");
  instance.NetworkInterfaces[0].Ipv6Addresses = [{ Ipv6Address: "2a05:d018:1:101::5" }];
  group("sg-node").IpPermissionsEgress = egress({ ...all, Ipv6Ranges: [{ CidrIpv6: "::/0" }] });
  for (const id of ["acl-node", "acl-endpoint"]) acl(id).Entries.push(allow6(true), allow6(false));
  for (const each of answers["ec2:DescribeRouteTables"].RouteTables)
    each.Routes.push({
      ...{ DestinationIpv6CidrBlock: "2a05:d018:1:100::/56", GatewayId: "local", State: "active" },
    });
}

/** Another machine across the subnets, with an address of each family. */
function addDatabase(answers: RawAnswers, ingress: object[]): void {
  addGroup(answers, "sg-db", ingress);
  addInterface(answers, "eni-db", "subnet-endpoint", "10.0.2.60", ["sg-db"], {
    Ipv6Addresses: [{ Ipv6Address: "2a05:d018:1:102::9" }],
  });
}

export const insideIpv6: TraceCase[] = [
  {
    name: "a neighbour is called by IPv6 across subnets",
    way: "endpoints",
    change: (parts, answers) => {
      has6(parts, answers);
      addDatabase(answers, egress({ ...all, Ipv6Ranges: [{ CidrIpv6: "2a05:d018:1:101::/64" }] }));
    },
    to: "2a05:d018:1:102::9",
    expected: reachable,
  },
  {
    name: "rules of IPv4 do not let it in",
    way: "endpoints",
    change: (parts, answers) => {
      has6(parts, answers);
      addDatabase(answers, egress({ ...all, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }));
    },
    to: "2a05:d018:1:102::9",
    expected: groupBlocks,
  },
  {
    name: "one that names the sender's group does, in either family",
    way: "endpoints",
    change: (parts, answers) => {
      has6(parts, answers);
      addDatabase(answers, egress({ ...all, UserIdGroupPairs: [{ GroupId: "sg-node" }] }));
    },
    to: "2a05:d018:1:102::9",
    expected: reachable,
  },
  {
    name: "an ACL without entries for IPv6 denies it",
    way: "endpoints",
    change: (parts, answers) => {
      has6(parts, answers);
      parts.acl("acl-endpoint").Entries = parts
        .acl("acl-endpoint")
        .Entries.filter((each: { CidrBlock?: string }) => each.CidrBlock !== undefined);
      addDatabase(answers, egress({ ...all, Ipv6Ranges: [{ CidrIpv6: "::/0" }] }));
    },
    to: "2a05:d018:1:102::9",
    expected: {
      answer: "blocked",
      blockers: [
        "endpoint-network-acl-blocks network-acl acl-endpoint",
        "endpoint-network-acl-blocks network-acl acl-endpoint",
      ],
    },
  },
];
