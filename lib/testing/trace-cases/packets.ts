import { openEntries, tcp443 } from "../a-bundle-network.ts";
import { allow, deny443, egress } from "../diagnose-cases/case.ts";
import { addGroup, addInterface, type TraceCase } from "./case.ts";

const icmp = (RuleNumber: number, Egress: boolean, Type: number, RuleAction = "allow") => ({
  ...{ RuleNumber, Egress, RuleAction, Protocol: "1", CidrBlock: "0.0.0.0/0" },
  IcmpTypeCode: { Type, Code: -1 },
});
const only = (direction: boolean, ...entries: object[]) => [
  ...openEntries().filter(({ Egress }) => Egress !== direction),
  ...entries,
];
const ping = { to: "52.94.5.5", protocol: "icmp" };
const ofNode = "network-acl acl-node";

export const packets: TraceCase[] = [
  { name: "a ping has no port", way: "nat", ...ping, expected: { answer: "reachable" } },
  {
    name: "a protocol may be told by its number",
    way: "nat",
    ...{ to: "52.94.5.5", protocol: "17", port: 123 },
    expected: { answer: "reachable" },
  },
  {
    name: "an ACL that lets out echo requests lets a ping out",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-node").Entries = only(true, icmp(100, true, 8));
    },
    ...ping,
    expected: { answer: "reachable" },
  },
  {
    name: "one that lets out other messages alone does not",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-node").Entries = only(true, icmp(100, true, 3));
    },
    ...ping,
    expected: { answer: "blocked", blockers: [`network-acl-egress-blocks ${ofNode}`] },
  },
  {
    name: "the answer to a ping has a type of its own",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-node").Entries = only(false, icmp(100, false, 8));
    },
    ...ping,
    expected: { answer: "blocked", blockers: [`network-acl-ingress-blocks ${ofNode}`] },
  },
  {
    name: "and is let in by that",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-node").Entries = only(false, icmp(100, false, 0));
    },
    ...ping,
    expected: { answer: "reachable" },
  },
  {
    name: "a group lets pings out by their type",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        ...{ IpProtocol: "icmp", FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      });
    },
    ...ping,
    expected: { answer: "reachable" },
  },
  {
    name: "and by its protocol's number, whatever the type",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        ...{ IpProtocol: "1", FromPort: -1, ToPort: -1, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      });
    },
    ...ping,
    expected: { answer: "reachable" },
  },
  {
    name: "all traffic is not all where one port is denied",
    way: "nat",
    change: ({ acl }) => acl("acl-node").Entries.push(deny443(true)),
    ...{ to: "52.94.5.5", protocol: "all" },
    expected: { answer: "blocked", blockers: [`network-acl-egress-blocks ${ofNode}`] },
  },
  {
    name: "a rule for a range of ports holds each of them",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        ...{ IpProtocol: "tcp", FromPort: "1", ToPort: "1024", IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      });
    },
    ...{ to: "52.94.5.5", port: 1024 },
    expected: { answer: "reachable" },
  },
  {
    name: "and not the one behind it",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        ...{ IpProtocol: "tcp", FromPort: "1", ToPort: "1024", IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      });
    },
    ...{ to: "52.94.5.5", port: 1025 },
    expected: { answer: "blocked", blockers: ["security-group-egress-blocks security-group sg-node"] },
  },
  {
    name: "a group's rule without ports is for all of them",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        ...{ IpProtocol: "tcp", IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      });
    },
    to: "52.94.5.5",
    expected: { answer: "reachable" },
  },
  {
    name: "a rule in words of IPv6 is none of IPv4",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress(tcp443({ Ipv6Ranges: [{ CidrIpv6: "::/0" }] }));
    },
    to: "52.94.5.5",
    expected: { answer: "blocked", blockers: ["security-group-egress-blocks security-group sg-node"] },
  },
  {
    name: "the ACL of the NAT gateway's subnet sees the port that the node calls",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-public").Entries.push({ ...deny443(false), PortRange: { From: 22, To: 22 } });
    },
    ...{ to: "52.94.5.5", port: 22 },
    expected: { answer: "blocked", blockers: ["nat-network-acl-blocks network-acl acl-public"] },
  },
  {
    name: "entries of an ACL may come with their numbers as text",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-node").Entries = [
        { ...allow(200, true, 443, 443), RuleNumber: "200", PortRange: { From: "443", To: "443" } },
        { ...deny443(true), RuleNumber: "1000" },
        ...openEntries().filter(({ Egress }) => !Egress),
      ];
    },
    to: "52.94.5.5",
    expected: { answer: "reachable" },
  },
  {
    name: "an ACL without entries denies",
    way: "nat",
    change: ({ acl }) => {
      acl("acl-node").Entries = [];
    },
    to: "52.94.5.5",
    expected: {
      answer: "blocked",
      blockers: [`network-acl-egress-blocks ${ofNode}`, `network-acl-ingress-blocks ${ofNode}`],
    },
  },
  {
    name: "between two subnets four ACLs' directions are crossed",
    way: "endpoints",
    change: ({ acl }, answers) => {
      addGroup(answers, "sg-db", egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] })));
      addInterface(answers, "eni-db", "subnet-endpoint", "10.0.2.60", ["sg-db"]);
      for (const id of ["acl-node", "acl-endpoint"]) acl(id).Entries = [];
    },
    to: "10.0.2.60",
    expected: {
      answer: "blocked",
      blockers: [
        `network-acl-egress-blocks ${ofNode}`,
        "endpoint-network-acl-blocks network-acl acl-endpoint",
        "endpoint-network-acl-blocks network-acl acl-endpoint",
        `network-acl-ingress-blocks ${ofNode}`,
      ],
    },
  },
  {
    name: "and none within one",
    way: "endpoints",
    change: ({ acl }, answers) => {
      addGroup(answers, "sg-db", egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] })));
      addInterface(answers, "eni-db", "subnet-node", "10.0.1.60", ["sg-db"]);
      acl("acl-node").Entries = [];
    },
    to: "10.0.1.60",
    expected: { answer: "reachable" },
  },
  {
    name: "a rule that names a group lets nothing out to public addresses, and that is why",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] }));
    },
    to: "52.94.5.5",
    expected: {
      answer: "blocked",
      blockers: ["security-group-egress-blocks security-group sg-node"],
      code: "SG_REFERENCES_NOT_PRESERVED",
    },
  },
  {
    name: "one without rules is told as that",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = [];
    },
    to: "52.94.5.5",
    expected: { answer: "blocked", code: "SG_HAS_NO_RULES" },
  },
];
