import { egress } from "../diagnose-cases/case.ts";
import type { TraceCase } from "./case.ts";

const unfiltered = { answer: "reachable", blockers: [], doubts: [], warnings: [] } as const;
const oneDoor = { answer: "reachable", blockers: [], warnings: ["SERVICE_PORT"] } as const;
const metadataOff: TraceCase["change"] = ({ instance }) => {
  instance.MetadataOptions.HttpEndpoint = "disabled";
};
const supportOff: TraceCase["change"] = (_, answers) => {
  answers["ec2:DescribeVpcAttribute"][0].EnableDnsSupport.Value = false;
};
const closed: TraceCase["change"] = ({ group, acl }) => {
  group("sg-node").IpPermissionsEgress = [];
  acl("acl-node").Entries = [];
};

/** What the VPC answers itself. */
export const ofTheVpc: TraceCase[] = [
  ...[
    { to: "169.254.169.254", port: 80 },
    { to: "169.254.169.253", port: 53, protocol: "udp" },
    { to: "169.254.169.253", port: 53, protocol: "tcp" },
    { to: "169.254.169.123", port: 123, protocol: "udp" },
    { to: "169.254.169.250", port: 1688 },
    { to: "169.254.170.2", port: 80 },
  ].map(
    (asked): TraceCase => ({
      name: `${asked.to} is answered whatever groups and ACLs say, at ${asked.protocol ?? "tcp"} ${asked.port}`,
      way: "isolated",
      change: closed,
      ...asked,
      expected: unfiltered,
    }),
  ),
  {
    name: "metadata answers at one port, and asking for another says so",
    way: "nat",
    ...{ to: "169.254.169.254", port: 443 },
    expected: oneDoor,
  },
  {
    name: "so does the clock",
    way: "nat",
    ...{ to: "169.254.169.123", port: 123, protocol: "tcp" },
    expected: oneDoor,
  },
  {
    name: "and the VPC's DNS",
    way: "nat",
    ...{ to: "10.0.0.2", port: 443 },
    expected: oneDoor,
  },
  {
    name: "metadata that is switched off answers nobody",
    way: "nat",
    change: metadataOff,
    ...{ to: "169.254.169.254", port: 80 },
    expected: { answer: "blocked", blockers: ["metadata-disabled instance i-0aaaaaaaaaaaaaaa1"] },
  },
  {
    name: "and the clock goes on without it",
    way: "nat",
    change: metadataOff,
    ...{ to: "169.254.169.123", port: 123, protocol: "udp" },
    expected: unfiltered,
  },
  ...["10.0.0.2", "169.254.169.253"].map(
    (to): TraceCase => ({
      name: `without DNS support nothing answers at ${to}`,
      way: "nat",
      change: supportOff,
      ...{ to, port: 53, protocol: "udp" },
      expected: { answer: "blocked", blockers: ["vpc-dns-disabled vpc vpc-1"] },
    }),
  ),
  {
    name: "whether DNS answers is not known where the VPC's attributes were not read",
    way: "nat",
    denied: ["ec2:DescribeVpcAttribute"],
    ...{ to: "10.0.0.2", port: 53, protocol: "udp" },
    expected: { answer: "undecided", doubts: ["ec2:DescribeVpcAttribute"] },
  },
  {
    name: "an address needs no name, so DNS does not matter to it",
    way: "nat",
    change: supportOff,
    to: "52.94.5.5",
    expected: { answer: "reachable", blockers: [], doubts: [] },
  },
  {
    name: "the router of a subnet takes no connection",
    way: "nat",
    to: "10.0.1.1",
    expected: { answer: "blocked", blockers: ["instance-not-found vpc vpc-1"] },
  },
  {
    name: "nor does a subnet's last address",
    way: "nat",
    to: "10.0.1.255",
    expected: { answer: "blocked", blockers: ["instance-not-found vpc vpc-1"] },
  },
  {
    name: "an address of IPv4 in the words of IPv6 is one of IPv4",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress({
        IpProtocol: "-1",
        IpRanges: [{ CidrIp: "0.0.0.0/0" }],
      });
    },
    to: "::ffff:52.94.5.5",
    expected: { answer: "reachable", destination: { service: null, addresses: ["52.94.5.5"] } },
  },
];
