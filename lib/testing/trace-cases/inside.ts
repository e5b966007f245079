import type { RawAnswers } from "../a-bundle.ts";
import { tcp443 } from "../a-bundle-network.ts";
import { allow, deny443, egress, onlyIn } from "../diagnose-cases/case.ts";
import { addGroup, addInterface, type TraceCase } from "./case.ts";

const reachable = { answer: "reachable", blockers: [], doubts: [] } as const;
const groupBlocks = {
  answer: "blocked",
  blockers: ["endpoint-security-group-blocks security-group sg-db"],
} as const;

function addDatabase(
  answers: RawAnswers,
  ingress: object[],
  subnetId = "subnet-endpoint",
  changes: object = {},
): void {
  addGroup(answers, "sg-db", ingress);
  const address = subnetId === "subnet-node" ? "10.0.1.60" : "10.0.2.60";
  addInterface(answers, "eni-db", subnetId, address, ["sg-db"], changes);
}
const fromGroup = egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] }));

/** Within a VPC: one subnet and two, by group and by address. */
export const inside: TraceCase[] = [
  {
    name: "a group that lets out to a group lets out to its members",
    way: "endpoints",
    change: ({ group }, answers) => {
      addDatabase(answers, fromGroup);
      group("sg-node").IpPermissionsEgress = egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-db" }] }));
    },
    to: "10.0.2.60",
    expected: reachable,
  },
  {
    name: "and to nobody else",
    way: "endpoints",
    change: ({ group }, answers) => {
      addDatabase(answers, fromGroup);
      group("sg-node").IpPermissionsEgress = egress(
        tcp443({ UserIdGroupPairs: [{ GroupId: "sg-endpoint" }] }),
      );
    },
    to: "10.0.2.60",
    expected: { answer: "blocked", blockers: ["security-group-egress-blocks security-group sg-node"] },
  },
  {
    name: "a group that names itself lets in its own members alone",
    way: "endpoints",
    change: (_, answers) =>
      addDatabase(answers, egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-db" }] }))),
    to: "10.0.2.60",
    expected: groupBlocks,
  },
  {
    name: "what the other side lets out does not matter to its answers",
    way: "endpoints",
    change: (parts, answers) => {
      addDatabase(answers, fromGroup);
      parts.group("sg-db").IpPermissionsEgress = [];
    },
    to: "10.0.2.60",
    expected: reachable,
  },
  {
    name: "nor what the sender lets in",
    way: "endpoints",
    change: ({ group }, answers) => {
      addDatabase(answers, fromGroup);
      group("sg-node").IpPermissions = [];
    },
    to: "10.0.2.60",
    expected: reachable,
  },
  {
    name: "any of several groups lets in",
    way: "endpoints",
    change: (_, answers) => {
      addGroup(answers, "sg-open", fromGroup);
      addDatabase(answers, [], "subnet-endpoint", {
        Groups: [{ GroupId: "sg-db" }, { GroupId: "sg-open" }],
      });
    },
    to: "10.0.2.60",
    expected: reachable,
  },
  {
    name: "a customer's prefix list with the sender in it lets in",
    way: "endpoints",
    change: (_, answers) => {
      addDatabase(answers, egress(tcp443({ PrefixListIds: [{ PrefixListId: "pl-office" }] })));
      answers["ec2:DescribeManagedPrefixLists"].PrefixLists.push({
        ...{
          PrefixListId: "pl-office",
          PrefixListName: "office",
          AddressFamily: "IPv4",
          OwnerId: "123456789012",
        },
      });
      answers["ec2:GetManagedPrefixListEntries"] = [
        { input: { PrefixListId: "pl-office" }, output: { Entries: [{ Cidr: "10.0.1.0/28" }] } },
      ];
    },
    to: "10.0.2.60",
    expected: reachable,
  },
  {
    name: "one that was not read may",
    way: "endpoints",
    change: (_, answers) =>
      addDatabase(answers, egress(tcp443({ PrefixListIds: [{ PrefixListId: "pl-office" }] }))),
    denied: ["ec2:DescribeManagedPrefixLists"],
    to: "10.0.2.60",
    expected: { answer: "undecided", blockers: [] },
  },
  {
    name: "a rule for UDP is none for TCP",
    way: "endpoints",
    change: (_, answers) =>
      addDatabase(answers, egress({ ...tcp443({ IpRanges: [{ CidrIp: "0.0.0.0/0" }] }), IpProtocol: "udp" })),
    to: "10.0.2.60",
    expected: groupBlocks,
  },
  {
    name: "and the other way round",
    way: "endpoints",
    change: (_, answers) => addDatabase(answers, egress(tcp443({ IpRanges: [{ CidrIp: "0.0.0.0/0" }] }))),
    ...{ to: "10.0.2.60", protocol: "udp", port: 443 },
    expected: groupBlocks,
  },
  {
    name: "a ping is let in by a rule for echo requests",
    way: "endpoints",
    change: (_, answers) =>
      addDatabase(
        answers,
        egress({ IpProtocol: "icmp", FromPort: 8, ToPort: 0, IpRanges: [{ CidrIp: "10.0.0.0/16" }] }),
      ),
    ...{ to: "10.0.2.60", protocol: "icmp" },
    expected: reachable,
  },
  {
    name: "and by none for ports",
    way: "endpoints",
    change: (_, answers) =>
      addDatabase(
        answers,
        egress({ IpProtocol: "tcp", FromPort: 0, ToPort: 65_535, IpRanges: [{ CidrIp: "10.0.0.0/16" }] }),
      ),
    ...{ to: "10.0.2.60", protocol: "icmp" },
    expected: groupBlocks,
  },
  {
    name: "an ACL that denies the port where the packet comes in blocks between subnets",
    way: "endpoints",
    change: ({ acl }, answers) => {
      addDatabase(answers, fromGroup);
      acl("acl-endpoint").Entries.push(deny443(false));
    },
    to: "10.0.2.60",
    expected: { answer: "blocked", blockers: ["endpoint-network-acl-blocks network-acl acl-endpoint"] },
  },
  {
    name: "as one does that lets no answers out",
    way: "endpoints",
    change: ({ acl }, answers) => {
      addDatabase(answers, fromGroup);
      acl("acl-endpoint").Entries.push({ ...deny443(true), PortRange: { From: 1024, To: 65_535 } });
    },
    to: "10.0.2.60",
    expected: { answer: "blocked", blockers: ["endpoint-network-acl-blocks network-acl acl-endpoint"] },
  },
  {
    name: "Windows calls from ports above 49152, and an ACL for those alone is enough for it",
    way: "endpoints",
    change: (parts, answers) => {
      parts.instance.Platform = "windows";
      parts.instance.PlatformDetails = "Windows";
      addDatabase(answers, fromGroup);
      onlyIn(parts.acl("acl-node"), allow(100, false, 49_152, 65_535));
    },
    to: "10.0.2.60",
    expected: { ...reachable, warnings: [] },
  },
  {
    name: "of Linux' ports it lets in half, and that is said",
    way: "endpoints",
    change: ({ acl }, answers) => {
      addDatabase(answers, fromGroup);
      onlyIn(acl("acl-node"), allow(100, false, 49_152, 65_535));
    },
    to: "10.0.2.60",
    expected: { answer: "reachable", warnings: ["EPHEMERAL_RANGE_PARTIAL"] },
  },
  {
    name: "a secondary private address of the other side is let in like its first one",
    way: "endpoints",
    change: (_, answers) => {
      addDatabase(answers, fromGroup, "subnet-node", {
        PrivateIpAddresses: [
          { PrivateIpAddress: "10.0.1.60", Primary: true },
          { PrivateIpAddress: "10.0.1.61", Primary: false },
        ],
      });
    },
    to: "10.0.1.61",
    expected: reachable,
  },
  {
    name: "the sender's own secondary address is its own",
    way: "endpoints",
    change: ({ instance }) => {
      instance.NetworkInterfaces[0].PrivateIpAddresses.push({
        PrivateIpAddress: "10.0.1.11",
        Primary: false,
      });
    },
    to: "10.0.1.11",
    expected: reachable,
  },
];
