import { aRoute, tcp443 } from "../a-bundle-network.ts";
import { egress } from "../diagnose-cases/case.ts";
import { addGroup, addInterface, type TraceCase } from "./case.ts";

const nobody = { answer: "blocked", blockers: ["instance-not-found vpc vpc-1"] } as const;

export const addresses: TraceCase[] = [
  {
    name: "the VPC's own DNS is filtered by nothing",
    way: "isolated",
    change: ({ group, acl }) => {
      group("sg-node").IpPermissionsEgress = [];
      acl("acl-node").Entries = [];
    },
    ...{ to: "10.0.0.2", protocol: "udp", port: 53 },
    expected: { answer: "reachable", blockers: [], doubts: [] },
  },
  {
    name: "it stands in the first block of the VPC, wherever that is among the others",
    way: "isolated",
    change: ({ vpc, table }) => {
      const associated = { CidrBlockState: { State: "associated" } };
      vpc.CidrBlockAssociationSet = [
        { ...associated, CidrBlock: "10.0.0.0/16" },
        { ...associated, CidrBlock: "10.0.0.0/16" },
      ];
      vpc.CidrBlockAssociationSet[0].CidrBlock = "9.255.0.0/16";
      table("rtb-node").Routes.push(aRoute("9.255.0.0/16", { GatewayId: "local" }));
    },
    ...{ to: "9.255.0.2", protocol: "udp", port: 53 },
    expected: nobody,
  },
  {
    name: "metadata is filtered by nothing",
    way: "isolated",
    ...{ to: "169.254.169.254", port: 80 },
    expected: { answer: "reachable" },
  },
  {
    name: "nobody can say whose another link-local address is",
    way: "nat",
    to: "169.254.7.7",
    expected: { answer: "undecided", doubts: ["UNKNOWN_DESTINATION"] },
  },
  {
    name: "an address of the node itself is asked of nothing",
    way: "isolated",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = [];
    },
    to: "10.0.1.10",
    expected: { answer: "reachable" },
  },
  {
    name: "its own public address leads over the internet gateway and back in",
    way: "public",
    to: "203.0.113.10",
    expected: { answer: "blocked", blockers: ["endpoint-security-group-blocks security-group sg-node"] },
  },
  {
    name: "which its inbound rules may let",
    way: "public",
    change: ({ group }) => {
      group("sg-node").IpPermissions = egress(tcp443({ IpRanges: [{ CidrIp: "203.0.113.10/32" }] }));
    },
    to: "203.0.113.10",
    expected: { answer: "reachable" },
  },
  {
    name: "and not by naming the group itself, as the packet comes from a public address",
    way: "public",
    change: ({ group }) => {
      group("sg-node").IpPermissions = egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] }));
    },
    to: "203.0.113.10",
    expected: {
      answer: "blocked",
      blockers: ["endpoint-security-group-blocks security-group sg-node"],
      code: "SG_REFERENCES_NOT_PRESERVED",
    },
  },
  {
    name: "an address that no interface has takes nothing",
    way: "endpoints",
    to: "10.0.2.200",
    expected: nobody,
  },
  {
    name: "an instance's address is known by the instance, where its interface is not listed",
    way: "endpoints",
    change: ({ instance, group }, answers) => {
      group("sg-node").IpPermissions = egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] }));
      const other = structuredClone(instance);
      const place = { PrivateIpAddress: "10.0.2.77", SubnetId: "subnet-endpoint" };
      Object.assign(other, { InstanceId: "i-0bbbbbbbbbbbbbbb2", ...place });
      Object.assign(other.NetworkInterfaces[0], {
        ...{ NetworkInterfaceId: "eni-other", ...place },
        PrivateIpAddresses: [{ PrivateIpAddress: "10.0.2.77", Primary: true }],
      });
      answers["ec2:DescribeInstances"].Reservations.push({ Instances: [other] });
    },
    to: "10.0.2.77",
    expected: { answer: "reachable" },
  },
  {
    name: "a machine that is stopped takes nothing",
    way: "endpoints",
    change: ({ instance, group }, answers) => {
      group("sg-node").IpPermissions = egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] }));
      const other = structuredClone(instance);
      Object.assign(other, { InstanceId: "i-0bbbbbbbbbbbbbbb2", State: { Name: "stopped" } });
      Object.assign(other.NetworkInterfaces[0], {
        NetworkInterfaceId: "eni-other",
        PrivateIpAddresses: [{ PrivateIpAddress: "10.0.1.77", Primary: true }],
      });
      answers["ec2:DescribeInstances"].Reservations.push({ Instances: [other] });
    },
    to: "10.0.1.77",
    expected: { answer: "blocked", blockers: ["instance-stopped instance i-0bbbbbbbbbbbbbbb2"] },
  },
  {
    name: "an interface that no machine has takes nothing",
    way: "endpoints",
    change: (_, answers) =>
      addInterface(answers, "eni-spare", "subnet-endpoint", "10.0.2.77", ["sg-endpoint"], {
        Status: "available",
      }),
    to: "10.0.2.77",
    expected: { answer: "blocked", blockers: ["instance-not-found network-interface eni-spare"] },
  },
  ...["transit_gateway", "gateway_load_balancer_endpoint"].map(
    (InterfaceType): TraceCase => ({
      name: `what a ${InterfaceType} does with a connection to itself is not known`,
      way: "endpoints",
      change: (_, answers) =>
        addInterface(answers, "eni-routes", "subnet-endpoint", "10.0.2.78", [], { InterfaceType }),
      to: "10.0.2.78",
      expected: { answer: "undecided", doubts: ["UNSUPPORTED_COMPONENT"] },
    }),
  ),
  {
    name: "a NAT gateway takes no connection at its own private address",
    way: "nat",
    change: (_, answers) => {
      addInterface(answers, "eni-nat", "subnet-public", "10.0.0.7", [], { InterfaceType: "nat_gateway" });
    },
    to: "10.0.0.7",
    expected: nobody,
  },
  {
    name: "nor at its public one",
    way: "nat",
    change: (_, answers) => {
      const Association = { PublicIp: "198.51.100.7" };
      addInterface(answers, "eni-nat", "subnet-public", "10.0.0.7", [], {
        ...{ InterfaceType: "nat_gateway", Association },
        PrivateIpAddresses: [{ PrivateIpAddress: "10.0.0.7", Primary: true, Association }],
      });
    },
    to: "198.51.100.7",
    expected: nobody,
  },
  {
    name: "a private address outside of the VPC dies at the internet gateway, and is not reachable over NAT",
    way: "nat",
    to: "10.9.0.5",
    expected: { answer: "blocked", blockers: ["route-missing vpc vpc-1"] },
  },
  {
    name: "so does one of the carriers' shared space",
    way: "public",
    to: "100.64.1.1",
    expected: { answer: "blocked", blockers: ["route-missing vpc vpc-1"] },
  },
  {
    name: "an interface with several private addresses is found by each",
    way: "endpoints",
    change: (_, answers) => {
      addGroup(answers, "sg-db", egress(tcp443({ IpRanges: [{ CidrIp: "10.0.1.0/24" }] })));
      addInterface(answers, "eni-db", "subnet-endpoint", "10.0.2.60", ["sg-db"], {
        PrivateIpAddresses: [
          { PrivateIpAddress: "10.0.2.61", Primary: false },
          { PrivateIpAddress: "10.0.2.60", Primary: true },
        ],
      });
    },
    to: "10.0.2.61",
    expected: { answer: "reachable" },
  },
  {
    name: "an internet address over NAT",
    way: "nat",
    to: "52.94.5.5",
    expected: { answer: "reachable", destination: { service: null, addresses: ["52.94.5.5"] } },
  },
  {
    name: "no address of IPv6 is sent to from an interface without one",
    way: "nat",
    to: "2600:1f18::5",
    expected: { answer: "blocked", blockers: ["ipv6-path-missing subnet subnet-node"] },
  },
];
