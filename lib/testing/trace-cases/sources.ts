import type { RawAnswers } from "../a-bundle.ts";
import { anInterface, tcp443 } from "../a-bundle-network.ts";
import { egress, onlyIn, type Parts } from "../diagnose-cases/case.ts";
import { addGroup, addInterface, type TraceCase } from "./case.ts";

/** A second interface of the node, in the endpoints' subnet. */
function addSecond({ instance }: Parts, changes: object = {}): void {
  instance.NetworkInterfaces.push({
    ...anInterface("eni-second", "subnet-endpoint", "10.0.2.90", ["sg-node"]),
    Attachment: { DeviceIndex: 1, NetworkCardIndex: 0, Status: "attached" },
    ...changes,
  });
}

const block = (Ipv6CidrBlock: string) => [{ Ipv6CidrBlock, Ipv6CidrBlockState: { State: "associated" } }];
const [vpcBlock, nodeBlock] = ["2a05:d018:1:100::/56", "2a05:d018:1:101::/64"];
const route6 = (DestinationIpv6CidrBlock: string, target: object) => ({
  ...{ DestinationIpv6CidrBlock, State: "active", Origin: "CreateRoute" },
  ...target,
});
const allow6 = (Egress: boolean) => ({
  ...{ RuleNumber: 101, Egress, Protocol: "-1", RuleAction: "allow", Ipv6CidrBlock: "::/0" },
});

/** Both families, and an egress-only gateway for the newer one. */
function isDualStack({ vpc, subnet, instance, group, acl, table }: Parts, answers: RawAnswers): void {
  vpc.Ipv6CidrBlockAssociationSet = block(vpcBlock);
  subnet("subnet-node").Ipv6CidrBlockAssociationSet = block(nodeBlock);
  instance.NetworkInterfaces[0].Ipv6Addresses = [{ Ipv6Address: "2a05:d018:1:101::5" }];
  group("sg-node").IpPermissionsEgress = egress({ IpProtocol: "-1", Ipv6Ranges: [{ CidrIpv6: "::/0" }] });
  acl("acl-node").Entries.push(allow6(true), allow6(false));
  table("rtb-node").Routes.push(
    route6(vpcBlock, { GatewayId: "local" }),
    route6("::/0", { EgressOnlyInternetGatewayId: "eigw-1" }),
  );
  answers["ec2:DescribeEgressOnlyInternetGateways"].EgressOnlyInternetGateways = [
    { EgressOnlyInternetGatewayId: "eigw-1", Attachments: [{ VpcId: "vpc-1", State: "attached" }] },
  ];
}

const closedAcl = ({ acl }: Parts) => onlyIn(acl("acl-node"));

export const sources: TraceCase[] = [
  {
    name: "a second interface goes its own way: within the endpoints' subnet no ACL is in it",
    way: "endpoints",
    change: (parts) => {
      addSecond(parts);
      closedAcl(parts);
    },
    ...{ from: "eni-second", to: "ssm" },
    expected: { answer: "reachable" },
  },
  {
    name: "which does not help the first one",
    way: "endpoints",
    change: (parts) => {
      addSecond(parts);
      closedAcl(parts);
    },
    ...{ from: "eni-node", to: "ssm" },
    expected: { answer: "blocked", blockers: ["network-acl-ingress-blocks network-acl acl-node"] },
  },
  {
    name: "an interface has groups of its own",
    way: "endpoints",
    change: (parts, answers) => {
      addGroup(answers, "sg-second", []);
      addSecond(parts, { Groups: [{ GroupId: "sg-second" }] });
    },
    ...{ from: "eni-second", to: "ssm" },
    expected: { answer: "blocked", blockers: ["security-group-egress-blocks security-group sg-second"] },
  },
  {
    name: "an interface of a machine that is stopped sends nothing",
    way: "endpoints",
    change: ({ instance }) => {
      instance.State.Name = "stopped";
    },
    ...{ from: "eni-node", to: "ssm" },
    expected: { answer: "blocked", blockers: ["instance-stopped instance i-0aaaaaaaaaaaaaaa1"] },
  },
  {
    name: "an interface that no instance has is followed as if one had it, and that is said",
    way: "endpoints",
    change: (_, answers) =>
      addInterface(answers, "eni-spare", "subnet-node", "10.0.1.99", ["sg-node"], { Status: "available" }),
    ...{ from: "eni-spare", to: "ssm" },
    expected: { answer: "reachable", warnings: ["UNASSOCIATED_COMPONENT"] },
  },
  {
    name: "what a secondary private address has of public ones does not help the primary one",
    way: "public",
    change: ({ instance }) => {
      const [own] = instance.NetworkInterfaces;
      const [primary] = own.PrivateIpAddresses;
      const { Association } = primary;
      delete primary.Association;
      delete own.Association;
      own.PrivateIpAddresses.push({ PrivateIpAddress: "10.0.0.11", Primary: false, Association });
    },
    to: "52.94.5.5",
    expected: { answer: "blocked", blockers: ["public-address-missing network-interface eni-node"] },
  },
  {
    name: "the primary address may be listed last",
    way: "endpoints",
    change: ({ instance, group }) => {
      instance.NetworkInterfaces[0].PrivateIpAddresses = [
        { PrivateIpAddress: "10.0.1.11", Primary: false },
        { PrivateIpAddress: "10.0.1.10", Primary: true },
      ];
      group("sg-endpoint").IpPermissions = egress(tcp443({ IpRanges: [{ CidrIp: "10.0.1.10/32" }] }));
    },
    to: "ssm",
    expected: { answer: "reachable" },
  },
  {
    name: "an interface of both families calls an address of IPv6 by IPv6",
    way: "isolated",
    change: isDualStack,
    to: "2600:9000::5",
    expected: { answer: "reachable" },
  },
  {
    name: "rules of IPv6 do not help where it calls by IPv4",
    way: "endpoints",
    change: isDualStack,
    to: "ssm",
    expected: { answer: "blocked", blockers: ["security-group-egress-blocks security-group sg-node"] },
  },
  {
    name: "private addresses of IPv6 die at the gateway",
    way: "isolated",
    change: isDualStack,
    to: "fd12:3456::5",
    expected: { answer: "blocked", blockers: ["route-missing vpc vpc-1"] },
  },
  {
    name: "an address of IPv4 is not called from an interface that has IPv6 alone",
    way: "isolated",
    change: (parts, answers) => {
      isDualStack(parts, answers);
      const [own] = parts.instance.NetworkInterfaces;
      delete parts.instance.PrivateIpAddress;
      delete own.PrivateIpAddress;
      own.PrivateIpAddresses = [];
    },
    to: "52.94.5.5",
    expected: { answer: "blocked", blockers: ["public-address-missing network-interface eni-node"] },
  },
];
