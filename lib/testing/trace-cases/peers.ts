import type { RawAnswers } from "../a-bundle.ts";
import { account, aRoute, type Json, tcp443 } from "../a-bundle-network.ts";
import { egress, type Parts } from "../diagnose-cases/case.ts";
import { addGroup, addInterface, type TraceCase } from "./case.ts";

const target = { VpcPeeringConnectionId: "pcx-1" };
const vpcInfo = (VpcId: string, CidrBlock: string) => ({
  ...{ VpcId, CidrBlock, CidrBlockSet: [{ CidrBlock }], OwnerId: account, Region: "eu-west-1" },
});

function peer({ table }: Parts, answers: RawAnswers, changes: object = {}): void {
  table("rtb-node").Routes.push(aRoute("10.5.0.0/16", target));
  answers["ec2:DescribeVpcPeeringConnections"].VpcPeeringConnections.push({
    VpcPeeringConnectionId: "pcx-1",
    Status: { Code: "active" },
    RequesterVpcInfo: vpcInfo("vpc-1", "10.0.0.0/16"),
    AccepterVpcInfo: vpcInfo("vpc-5", "10.5.0.0/16"),
    ...changes,
  });
}

/** The peer itself, with an interface at 10.5.1.5. */
function describePeer(answers: RawAnswers, backTo: Json | null, ingress: object[]): void {
  answers["ec2:DescribeVpcs"].Vpcs.push({ VpcId: "vpc-5", CidrBlock: "10.5.0.0/16", OwnerId: account });
  answers["ec2:DescribeSubnets"].Subnets.push({
    ...{ SubnetId: "subnet-peer", VpcId: "vpc-5", CidrBlock: "10.5.1.0/24", OwnerId: account },
  });
  const local = aRoute("10.5.0.0/16", { GatewayId: "local" });
  answers["ec2:DescribeRouteTables"].RouteTables.push({
    ...{ RouteTableId: "rtb-peer", VpcId: "vpc-5", Associations: [{ Main: true }] },
    Routes: backTo === null ? [local] : [local, aRoute("10.0.0.0/16", backTo)],
  });
  const [open] = structuredClone(answers["ec2:DescribeNetworkAcls"].NetworkAcls);
  answers["ec2:DescribeNetworkAcls"].NetworkAcls.push({
    ...{ ...open, NetworkAclId: "acl-peer", VpcId: "vpc-5", IsDefault: true, Associations: [] },
  });
  addGroup(answers, "sg-peer", ingress, "vpc-5");
  addInterface(answers, "eni-peer", "subnet-peer", "10.5.1.5", ["sg-peer"], { VpcId: "vpc-5" });
}

const fromNodeVpc = egress(tcp443({ IpRanges: [{ CidrIp: "10.0.0.0/16" }] }));
const toPeerGroup = (PeeringStatus: string) =>
  egress(
    tcp443({
      UserIdGroupPairs: [
        {
          ...{ GroupId: "sg-peer", UserId: account, VpcId: "vpc-5" },
          ...{ VpcPeeringConnectionId: "pcx-1", PeeringStatus },
        },
      ],
    }),
  );

export const peers: TraceCase[] = [
  {
    name: "a peer that is read too is followed to its end and back",
    way: "isolated",
    change: (parts, answers) => {
      peer(parts, answers);
      describePeer(answers, target, fromNodeVpc);
    },
    to: "10.5.1.5",
    expected: { answer: "reachable", blockers: [], doubts: [] },
  },
  {
    name: "a peer without a route back gives no answer",
    way: "isolated",
    change: (parts, answers) => {
      peer(parts, answers);
      describePeer(answers, null, fromNodeVpc);
    },
    to: "10.5.1.5",
    expected: { answer: "blocked", blockers: ["route-missing route-table rtb-peer"] },
  },
  {
    name: "a group of the peer may be named, over a connection that is active",
    way: "isolated",
    change: (parts, answers) => {
      peer(parts, answers);
      describePeer(answers, target, fromNodeVpc);
      parts.group("sg-node").IpPermissionsEgress = toPeerGroup("active");
    },
    to: "10.5.1.5",
    expected: { answer: "reachable" },
  },
  {
    name: "a reference whose peering was deleted is stale",
    way: "isolated",
    change: (parts, answers) => {
      peer(parts, answers);
      describePeer(answers, target, fromNodeVpc);
      parts.group("sg-node").IpPermissionsEgress = toPeerGroup("deleted");
    },
    to: "10.5.1.5",
    expected: { answer: "blocked", blockers: ["security-group-egress-blocks security-group sg-node"] },
  },
  {
    name: "the node's group may be named by the peer's",
    way: "isolated",
    change: (parts, answers) => {
      peer(parts, answers);
      const pair = { GroupId: "sg-node", UserId: account, VpcPeeringConnectionId: "pcx-1" };
      describePeer(
        answers,
        target,
        egress(tcp443({ UserIdGroupPairs: [{ ...pair, PeeringStatus: "active" }] })),
      );
    },
    to: "10.5.1.5",
    expected: { answer: "reachable" },
  },
  {
    name: "what a peer that is not read has behind the connection is not known",
    way: "isolated",
    change: (parts, answers) => peer(parts, answers),
    to: "10.5.1.5",
    expected: { answer: "undecided", blockers: [], doubts: ["UNKNOWN_PEERED_SGS"] },
  },
  {
    name: "nor whether the groups that a rule names are there",
    way: "isolated",
    change: (parts, answers) => {
      peer(parts, answers);
      parts.group("sg-node").IpPermissionsEgress = toPeerGroup("active");
    },
    to: "10.5.1.5",
    expected: { answer: "undecided", blockers: [] },
  },
  {
    name: "a connection that was rejected carries nothing",
    way: "isolated",
    change: (parts, answers) => peer(parts, answers, { Status: { Code: "rejected" } }),
    to: "10.5.1.5",
    expected: { answer: "blocked", blockers: ["route-blackhole route-table rtb-node"] },
  },
  {
    name: "a connection carries the peer's own addresses alone",
    way: "isolated",
    change: (parts, answers) => {
      peer(parts, answers);
      parts.table("rtb-node").Routes.push(aRoute("10.6.0.0/16", target));
    },
    to: "10.6.0.1",
    expected: { answer: "blocked", blockers: ["route-missing route-table rtb-node"] },
  },
  {
    name: "nor does it lead to a service, whatever the peer has",
    way: "isolated",
    change: (parts, answers) => {
      peer(parts, answers);
      parts.table("rtb-node").Routes.push(aRoute("0.0.0.0/0", target));
    },
    to: "52.94.5.5",
    expected: { answer: "blocked", blockers: ["route-missing route-table rtb-node"] },
  },
  {
    name: "a connection that does not tell the peer's blocks may carry any private address",
    way: "isolated",
    change: (parts, answers) =>
      peer(parts, answers, { AccepterVpcInfo: { VpcId: "vpc-5", OwnerId: "210987654321" } }),
    to: "10.5.1.5",
    expected: { answer: "undecided", doubts: ["UNKNOWN_RESOURCE"] },
  },
  {
    name: "a transit gateway keeps groups where it was told to, and nobody here knows whether it was",
    way: "isolated",
    change: ({ table, group }) => {
      table("rtb-node").Routes.push(aRoute("10.0.0.0/8", { TransitGatewayId: "tgw-1" }));
      group("sg-node").IpPermissionsEgress = egress(
        tcp443({ UserIdGroupPairs: [{ GroupId: "sg-far", UserId: account }] }),
      );
    },
    to: "10.7.1.5",
    expected: { answer: "undecided", blockers: [] },
  },
  {
    name: "and drops them where its attachment was told not to",
    way: "isolated",
    change: ({ table, group }, answers) => {
      table("rtb-node").Routes.push(aRoute("10.0.0.0/8", { TransitGatewayId: "tgw-1" }));
      group("sg-node").IpPermissionsEgress = egress(
        tcp443({ UserIdGroupPairs: [{ GroupId: "sg-far", UserId: account }] }),
      );
      answers["ec2:DescribeTransitGatewayVpcAttachments"].TransitGatewayVpcAttachments.push({
        ...{ TransitGatewayAttachmentId: "tgw-attach-1", TransitGatewayId: "tgw-1", VpcId: "vpc-1" },
        ...{ State: "available", SubnetIds: ["subnet-node"] },
        Options: { SecurityGroupReferencingSupport: "disable" },
      });
    },
    to: "10.7.1.5",
    expected: { answer: "blocked", blockers: ["security-group-egress-blocks security-group sg-node"] },
  },
  {
    name: "a transit gateway without a subnet in the node's zone takes nothing from it",
    way: "isolated",
    change: ({ table, subnet }, answers) => {
      table("rtb-node").Routes.push(aRoute("10.0.0.0/8", { TransitGatewayId: "tgw-1" }));
      subnet("subnet-endpoint").AvailabilityZoneId = "euw1-az2";
      answers["ec2:DescribeTransitGatewayVpcAttachments"].TransitGatewayVpcAttachments.push({
        ...{ TransitGatewayAttachmentId: "tgw-attach-1", TransitGatewayId: "tgw-1", VpcId: "vpc-1" },
        ...{ State: "available", SubnetIds: ["subnet-endpoint"] },
      });
    },
    to: "10.7.1.5",
    expected: { answer: "blocked", blockers: ["route-missing route-table rtb-node"] },
  },
  {
    name: "names of zones are not compared, as each account has its own",
    way: "isolated",
    change: ({ table, subnet }, answers) => {
      table("rtb-node").Routes.push(aRoute("10.0.0.0/8", { TransitGatewayId: "tgw-1" }));
      subnet("subnet-endpoint").AvailabilityZone = "eu-west-1b";
      answers["ec2:DescribeTransitGatewayVpcAttachments"].TransitGatewayVpcAttachments.push({
        ...{ TransitGatewayAttachmentId: "tgw-attach-1", TransitGatewayId: "tgw-1", VpcId: "vpc-1" },
        ...{ State: "available", SubnetIds: ["subnet-endpoint"] },
      });
    },
    to: "10.7.1.5",
    expected: { answer: "undecided", doubts: ["TGW_RTB_ROUTES_ARE_UNKNOWN"] },
  },
];
