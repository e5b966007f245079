import { healthyAnswers, partsOf } from "../a-bundle.ts";
import { account, aRoute, localRoute, region, tcp443 } from "../a-bundle-network.ts";
import { allow, type Case, deny443, egress, isOnline, onlyIn, subject } from "./case.ts";

export const internet: Case[] = [
  {
    name: "a broken endpoint with private DNS takes the traffic that NAT would carry",
    way: "nat",
    change: (_, answers) => {
      const other = healthyAnswers("endpoints");
      for (const name of ["ec2:DescribeVpcEndpoints", "ec2:DescribeNetworkInterfaces"])
        answers[name] = other[name];
      partsOf(answers).group("sg-endpoint").IpPermissions = [];
    },
    expected: { status: "lost", cause: `endpoint-security-group-blocks ${subject.endpointGroup}` },
  },
  {
    name: "an endpoint without private DNS leaves the traffic to NAT",
    way: "nat",
    change: (_, answers) => {
      const other = healthyAnswers("endpoints");
      for (const name of ["ec2:DescribeVpcEndpoints", "ec2:DescribeNetworkInterfaces"])
        answers[name] = other[name];
      for (const endpoint of answers["ec2:DescribeVpcEndpoints"].VpcEndpoints)
        endpoint.PrivateDnsEnabled = false;
      partsOf(answers).group("sg-endpoint").IpPermissions = [];
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "a NAT gateway that failed",
    way: "nat",
    change: ({ nat }) => Object.assign(nat, { State: "failed", FailureMessage: "no address" }),
    expected: { status: "lost", sure: "decided", cause: "nat-gateway-unavailable nat-gateway nat-1" },
  },
  {
    name: "a NAT gateway that was deleted is the reason for the blackhole",
    way: "nat",
    change: ({ nat, table }) => {
      nat.State = "deleted";
      table("rtb-node").Routes[1].State = "blackhole";
    },
    expected: { status: "lost", cause: "nat-gateway-unavailable nat-gateway nat-1" },
  },
  {
    name: "a blackhole to an interface that is gone",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes = [
        localRoute,
        aRoute("0.0.0.0/0", { NetworkInterfaceId: "eni-gone" }, { State: "blackhole" }),
      ];
    },
    expected: { status: "lost", sure: "decided", cause: `route-blackhole ${subject.table}` },
  },
  {
    name: "a table without a way out, in a VPC that has one",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes = [localRoute];
    },
    expected: { status: "lost", sure: "decided", cause: `route-missing ${subject.table}` },
  },
  {
    name: "two halves of the internet are a default route",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes = [
        localRoute,
        aRoute("0.0.0.0/1", { NatGatewayId: "nat-1" }),
        aRoute("128.0.0.0/1", { NatGatewayId: "nat-1" }),
      ];
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "a subnet without an association uses the main table",
    way: "nat",
    change: ({ table }, answers) => {
      const { RouteTables } = answers["ec2:DescribeRouteTables"];
      table("rtb-main").Routes = table("rtb-node").Routes;
      answers["ec2:DescribeRouteTables"].RouteTables = RouteTables.filter(
        ({ RouteTableId }: { RouteTableId: string }) => RouteTableId !== "rtb-node",
      );
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "a NAT gateway whose subnet leads back to it",
    way: "nat",
    change: ({ table }) => {
      table("rtb-public").Routes = [localRoute, aRoute("0.0.0.0/0", { NatGatewayId: "nat-1" })];
    },
    expected: { status: "lost", sure: "decided", cause: "nat-gateway-has-no-way-out nat-gateway nat-1" },
  },
  {
    name: "an ACL of the NAT gateway's subnet that admits nothing from the node",
    way: "nat",
    change: ({ acl }) => acl("acl-public").Entries.push(deny443(false)),
    expected: { status: "lost", cause: "nat-network-acl-blocks network-acl acl-public" },
  },
  {
    name: "replies through NAT come from the service, so an ACL that admits the VPC alone drops them",
    way: "nat",
    change: ({ acl }) => onlyIn(acl("acl-node"), allow(100, false, 1024, 65535, "10.0.0.0/16")),
    expected: { status: "lost", cause: "network-acl-ingress-blocks network-acl acl-node" },
  },
  {
    name: "a node in a public subnet without a public address",
    way: "public",
    change: ({ instance }) => {
      delete instance.PublicIpAddress;
      delete instance.NetworkInterfaces[0].Association;
      delete instance.NetworkInterfaces[0].PrivateIpAddresses[0].Association;
    },
    expected: { status: "lost", sure: "decided", cause: "public-address-missing network-interface eni-node" },
  },
  {
    name: "a public node with everything in order",
    way: "public",
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "an internet gateway that is attached to nothing",
    way: "public",
    change: (_, answers) => {
      answers["ec2:DescribeInternetGateways"].InternetGateways[0].Attachments = [];
    },
    expected: { status: "lost", cause: "internet-gateway-detached internet-gateway igw-1" },
  },
  {
    name: "Block Public Access in both directions stops NAT",
    way: "nat",
    change: (_, answers) => {
      answers[
        "ec2:DescribeVpcBlockPublicAccessOptions"
      ].VpcBlockPublicAccessOptions.InternetGatewayBlockMode = "block-bidirectional";
    },
    expected: { status: "lost", cause: "public-access-blocked vpc vpc-1" },
  },
  {
    name: "Block Public Access of ingress stops a public node and not NAT",
    way: "nat",
    change: (_, answers) => {
      answers[
        "ec2:DescribeVpcBlockPublicAccessOptions"
      ].VpcBlockPublicAccessOptions.InternetGatewayBlockMode = "block-ingress";
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "an exclusion of the VPC lifts Block Public Access",
    way: "public",
    change: (_, answers) => {
      answers[
        "ec2:DescribeVpcBlockPublicAccessOptions"
      ].VpcBlockPublicAccessOptions.InternetGatewayBlockMode = "block-bidirectional";
      answers["ec2:DescribeVpcBlockPublicAccessExclusions"].VpcBlockPublicAccessExclusions = [
        {
          ExclusionId: "vpcbpa-exclude-1",
          InternetGatewayExclusionMode: "allow-bidirectional",
          ResourceArn: `arn:aws:ec2:${region}:${account}:vpc/vpc-1`,
          State: "create-complete",
        },
      ];
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "nobody here can see what a transit gateway does",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes = [localRoute, aRoute("0.0.0.0/0", { TransitGatewayId: "tgw-1" })];
    },
    expected: { status: "lost", sure: "undecided", cause: "path-unprovable transit-gateway tgw-1" },
  },
  {
    name: "a node that answers over a transit gateway is reachable",
    way: "nat",
    change: (parts) => {
      isOnline(parts);
      parts.table("rtb-node").Routes = [localRoute, aRoute("0.0.0.0/0", { TransitGatewayId: "tgw-1" })];
    },
    expected: { status: "reachable", cause: null },
  },
  {
    name: "a default route to a peering connection leads nowhere",
    way: "nat",
    change: ({ table }) => {
      table("rtb-node").Routes = [localRoute, aRoute("0.0.0.0/0", { VpcPeeringConnectionId: "pcx-1" })];
    },
    expected: { status: "lost", cause: `route-missing ${subject.table}` },
  },
  {
    name: "a group that lets out to some public addresses only is not decided",
    way: "nat",
    change: ({ group }) => {
      group("sg-node").IpPermissionsEgress = egress(tcp443({ IpRanges: [{ CidrIp: "52.94.0.0/16" }] }));
    },
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "an open group beside a closed one lets out",
    way: "nat",
    change: ({ instance }, answers) => {
      const closed = { GroupId: "sg-closed", GroupName: "closed", VpcId: "vpc-1" };
      answers["ec2:DescribeSecurityGroups"].SecurityGroups.push({
        ...closed,
        IpPermissions: [],
        IpPermissionsEgress: [],
      });
      instance.SecurityGroups.push(closed);
      instance.NetworkInterfaces[0].Groups.push(closed);
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "a node with IPv6 alone and no IPv6 route",
    way: "nat",
    change: ({ subnet, instance, group, acl }) => {
      group("sg-node").IpPermissionsEgress[0].Ipv6Ranges = [{ CidrIpv6: "::/0" }];
      for (const entry of acl("acl-node").Entries)
        Object.assign(entry, { CidrBlock: undefined, Ipv6CidrBlock: "::/0" });
      const node = subnet("subnet-node");
      delete node.CidrBlock;
      Object.assign(node, {
        Ipv6Native: true,
        Ipv6CidrBlockAssociationSet: [
          { Ipv6CidrBlock: "2001:db8:0:1::/64", Ipv6CidrBlockState: { State: "associated" } },
        ],
      });
      delete instance.PrivateIpAddress;
      Object.assign(instance.NetworkInterfaces[0], {
        PrivateIpAddresses: [],
        Ipv6Addresses: [{ Ipv6Address: "2001:db8:0:1::5" }],
      });
      delete instance.NetworkInterfaces[0].PrivateIpAddress;
    },
    expected: { status: "lost", cause: "ipv6-path-missing subnet subnet-node" },
  },
];
