import { aRoute } from "../a-bundle-network.ts";
import { allow, deny443, egress, onlyIn } from "../diagnose-cases/case.ts";
import { addGroup, addInterface, type TraceCase } from "./case.ts";

const nat = { NatGatewayId: "nat-1" };
const to = "52.94.5.5";
const throughNat = { answer: "reachable", blockers: [], doubts: [] } as const;

export const natGateways: TraceCase[] = [
  {
    name: "a NAT gateway carries UDP",
    way: "nat",
    ...{ to, protocol: "udp", port: 123 },
    expected: throughNat,
  },
  {
    name: "one in a subnet that leads to itself has no way out",
    way: "nat",
    change: ({ table }) => {
      table("rtb-public").Routes = [aRoute("0.0.0.0/0", nat)];
    },
    to,
    expected: {
      answer: "blocked",
      blockers: ["nat-gateway-has-no-way-out nat-gateway nat-1"],
      code: "NGW_ROUTE_LOOP",
    },
  },
  {
    name: "one that failed forwards nothing",
    way: "nat",
    change: (parts) => {
      parts.nat.State = "failed";
    },
    to,
    expected: { answer: "blocked", blockers: ["nat-gateway-unavailable nat-gateway nat-1"] },
  },
  {
    name: "a private one translates to an address that no internet gateway takes",
    way: "nat",
    change: (parts) => {
      Object.assign(parts.nat, {
        ConnectivityType: "private",
        NatGatewayAddresses: [{ PrivateIp: "10.0.0.7", NetworkInterfaceId: "eni-nat" }],
      });
    },
    to,
    expected: { answer: "blocked", blockers: ["nat-gateway-has-no-way-out nat-gateway nat-1"] },
  },
  {
    name: "an answer behind NAT comes from the public address, and an ACL that lets in the VPC alone drops it",
    way: "nat",
    change: ({ acl }) => onlyIn(acl("acl-node"), allow(100, false, 1024, 65535, "10.0.0.0/16")),
    to,
    expected: { answer: "blocked", blockers: ["network-acl-ingress-blocks network-acl acl-node"] },
  },
  {
    name: "a rule for the service's port does not let its answers in",
    way: "nat",
    change: ({ acl }) => onlyIn(acl("acl-node"), allow(100, false, 443, 443)),
    to,
    expected: { answer: "blocked", blockers: ["network-acl-ingress-blocks network-acl acl-node"] },
  },
  {
    name: "one port denied among those for answers is a warning at most",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-node").Entries.push({ ...deny443(false), PortRange: { From: 33_389, To: 33_389 } });
    },
    to,
    expected: { answer: "reachable", blockers: [] },
  },
  {
    name: "the lower number of an ACL decides, wherever it stands",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-node").Entries.unshift({ ...deny443(true), RuleNumber: 101 });
    },
    to,
    expected: throughNat,
  },
  {
    name: "an answer to the NAT gateway needs its subnet's high ports",
    way: "nat",
    change: ({ acl }) =>
      onlyIn(acl("acl-public"), allow(100, false, 443, 443, "10.0.0.0/16"), allow(110, false, 443, 443)),
    to,
    expected: { answer: "blocked", blockers: ["nat-network-acl-blocks network-acl acl-public"] },
  },
  {
    name: "Block Public Access stops a NAT gateway where it is for both ways",
    way: "nat",
    change: (_, answers) => {
      answers[
        "ec2:DescribeVpcBlockPublicAccessOptions"
      ].VpcBlockPublicAccessOptions.InternetGatewayBlockMode = "block-bidirectional";
    },
    to,
    expected: { answer: "blocked", blockers: ["public-access-blocked vpc vpc-1"] },
  },
  {
    name: "and lets it where it is for what comes in",
    way: "nat",
    change: (_, answers) => {
      answers[
        "ec2:DescribeVpcBlockPublicAccessOptions"
      ].VpcBlockPublicAccessOptions.InternetGatewayBlockMode = "block-ingress";
    },
    to,
    expected: throughNat,
  },
  {
    name: "where a machine with a public address is stopped by it",
    way: "public",
    change: (_, answers) => {
      answers[
        "ec2:DescribeVpcBlockPublicAccessOptions"
      ].VpcBlockPublicAccessOptions.InternetGatewayBlockMode = "block-ingress";
    },
    to,
    expected: { answer: "blocked", blockers: ["public-access-blocked vpc vpc-1"] },
  },
  {
    name: "the way to another subnet may lead over a NAT gateway, which then is who comes",
    way: "nat",
    change: ({ table }, answers) => {
      addGroup(answers, "sg-db", egress({ IpProtocol: "-1", IpRanges: [{ CidrIp: "10.0.1.0/24" }] }));
      addInterface(answers, "eni-db", "subnet-endpoint", "10.0.2.60", ["sg-db"]);
      table("rtb-node").Routes.push(aRoute("10.0.2.0/24", nat));
    },
    to: "10.0.2.60",
    expected: { answer: "undecided", blockers: [] },
  },
];
