import { nodeId, type RawAnswers } from "../a-bundle.ts";
import { account, anInterface, aRoute, type Json, openEntries, region, tcp443 } from "../a-bundle-network.ts";
import { deny443, egress, type Parts } from "../diagnose-cases/case.ts";
import type { Neighbour } from "../diagnose-cases/neighbour.ts";
import { addGroup, addInterface, type TraceCase } from "./case.ts";

const other = "210987654321";
const at = (word: string, where = region) => `${word} in ${other}:${where}`;
const target = { VpcPeeringConnectionId: "pcx-1" };
const fromNodeVpc = egress(tcp443({ IpRanges: [{ CidrIp: "10.0.0.0/16" }] }));
const pair = (GroupId: string, UserId: string) =>
  egress(
    tcp443({
      UserIdGroupPairs: [{ GroupId, UserId, VpcPeeringConnectionId: "pcx-1", PeeringStatus: "active" }],
    }),
  );

/** A connection to a VPC of another account, as both sides describe it. */
function connect(answers: RawAnswers, Region = region): void {
  const info = (VpcId: string, CidrBlock: string, OwnerId: string, where: string) => ({
    ...{ VpcId, CidrBlock, CidrBlockSet: [{ CidrBlock }], OwnerId, Region: where },
  });
  answers["ec2:DescribeVpcPeeringConnections"].VpcPeeringConnections.push({
    ...{ VpcPeeringConnectionId: "pcx-1", Status: { Code: "active" } },
    RequesterVpcInfo: info("vpc-1", "10.0.0.0/16", account, region),
    AccepterVpcInfo: info("vpc-5", "10.5.0.0/16", other, Region),
  });
}

const isPeered =
  (Region = region) =>
  ({ table }: Parts, answers: RawAnswers): void => {
    table("rtb-node").Routes.push(aRoute("10.5.0.0/16", target));
    connect(answers, Region);
  };

/** The other account with a machine at 10.5.1.5. */
function thePeer(
  { backTo = target, ingress = fromNodeVpc }: { backTo?: Json | null; ingress?: object[] } = {},
  rest: Partial<Neighbour> = {},
): Neighbour {
  return {
    ...{ account: other, way: "isolated", ...rest },
    change(parts, answers) {
      const { vpc } = parts;
      Object.assign(vpc, { VpcId: "vpc-5", CidrBlock: "10.5.0.0/16", OwnerId: other });
      answers["ec2:DescribeInstances"].Reservations = [];
      answers["ec2:DescribeSubnets"].Subnets = [
        { SubnetId: "subnet-peer", VpcId: "vpc-5", CidrBlock: "10.5.1.0/24", OwnerId: other },
      ];
      const local = aRoute("10.5.0.0/16", { GatewayId: "local" });
      answers["ec2:DescribeRouteTables"].RouteTables = [
        {
          ...{ RouteTableId: "rtb-peer", VpcId: "vpc-5", Associations: [{ Main: true }], OwnerId: other },
          Routes: backTo === null ? [local] : [local, aRoute("10.0.0.0/16", backTo)],
        },
      ];
      answers["ec2:DescribeNetworkAcls"].NetworkAcls = [
        {
          ...{ NetworkAclId: "acl-peer", VpcId: "vpc-5", IsDefault: true, Associations: [], OwnerId: other },
          Entries: openEntries(),
        },
      ];
      answers["ec2:DescribeSecurityGroups"].SecurityGroups = [];
      addGroup(answers, "sg-peer", ingress, "vpc-5");
      addInterface(answers, "eni-peer", "subnet-peer", "10.5.1.5", ["sg-peer"], {
        ...{ VpcId: "vpc-5", OwnerId: other },
      });
      connect(answers, rest.region);
      rest.change?.(parts, answers);
    },
  };
}

const toPeer = { way: "isolated", change: isPeered(), to: "10.5.1.5" } as const;

/** The VPC of the bundles is the other account's, which shares it with the node's. */
function isShared(answers: RawAnswers): void {
  for (const kind of ["Vpcs", "Subnets", "RouteTables", "NetworkAcls"])
    for (const each of answers[`ec2:Describe${kind}`][kind]) each.OwnerId = other;
}

const participant = "333333333333";

/** Another machine in the VPC, of a third account. */
function addParticipantInterface(answers: RawAnswers): void {
  addInterface(answers, "eni-third", "subnet-endpoint", "10.0.2.77", ["sg-third"], { OwnerId: participant });
}

function theOwner(rest: Partial<Neighbour> = {}): Neighbour {
  return {
    ...{ account: other, way: "isolated", ...rest },
    change(_, answers) {
      isShared(answers);
      answers["ec2:DescribeInstances"].Reservations = [];
      answers["ec2:DescribeSecurityGroups"].SecurityGroups = [];
      addParticipantInterface(answers);
    },
  };
}

function theParticipant(ingress: object[], state = "running"): Neighbour {
  return {
    ...{ account: participant, way: "isolated" },
    change({ instance }, answers) {
      isShared(answers);
      const own = anInterface("eni-third", "subnet-endpoint", "10.0.2.77", ["sg-third"]);
      Object.assign(instance, {
        InstanceId: nodeId.replace("1", "3"),
        ...{ SubnetId: "subnet-endpoint", State: { Name: state }, NetworkInterfaces: [own] },
      });
      answers["ec2:DescribeSecurityGroups"].SecurityGroups = [];
      addGroup(answers, "sg-third", ingress);
    },
  };
}

const toThird = {
  way: "isolated",
  change: (_: Parts, answers: RawAnswers) => {
    isShared(answers);
    answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces = [];
  },
  to: "10.0.2.77",
} as const;

/** Ways that go on in documents of another account or Region, where its scope was read too. */
export const neighbours: TraceCase[] = [
  {
    name: "a peer of another account that is read too is followed to its end and back",
    ...toPeer,
    beside: [thePeer()],
    expected: { answer: "reachable", blockers: [], doubts: [] },
  },
  {
    name: "and so is one in another Region",
    ...{ ...toPeer, change: isPeered("eu-central-1") },
    beside: [thePeer({}, { region: "eu-central-1" })],
    expected: { answer: "reachable", blockers: [], doubts: [] },
  },
  {
    name: "the same VPC read in a Region that the connection does not name is another one",
    ...{ ...toPeer, change: isPeered("eu-central-1") },
    beside: [thePeer()],
    expected: { answer: "undecided", blockers: [], doubts: ["UNKNOWN_PEERED_SGS"] },
  },
  {
    name: "the other account's table must lead back",
    ...toPeer,
    beside: [thePeer({ backTo: null })],
    expected: { answer: "blocked", blockers: [at("route-missing route-table rtb-peer")] },
  },
  {
    name: "the other account's ACL is asked",
    ...toPeer,
    beside: [
      thePeer(
        {},
        {
          change: (_, answers) =>
            answers["ec2:DescribeNetworkAcls"].NetworkAcls[0].Entries.push(deny443(false)),
        },
      ),
    ],
    expected: { answer: "blocked", blockers: [at("endpoint-network-acl-blocks network-acl acl-peer")] },
  },
  {
    name: "and its groups, as they are at the other side",
    ...toPeer,
    beside: [thePeer({ ingress: egress(tcp443({ IpRanges: [{ CidrIp: "10.9.0.0/16" }] })) })],
    expected: { answer: "blocked", blockers: [at("endpoint-security-group-blocks security-group sg-peer")] },
  },
  {
    name: "the other side's group may name the node's",
    ...toPeer,
    beside: [thePeer({ ingress: pair("sg-node", account) })],
    expected: { answer: "reachable" },
  },
  {
    name: "but not from another Region",
    ...{ ...toPeer, change: isPeered("eu-central-1") },
    beside: [thePeer({ ingress: pair("sg-node", account) }, { region: "eu-central-1" })],
    expected: {
      answer: "blocked",
      blockers: [at("endpoint-security-group-blocks security-group sg-peer", "eu-central-1")],
      code: "SG_REFERENCES_NOT_PRESERVED",
    },
  },
  {
    name: "the node's group may name the other side's",
    ...toPeer,
    change(parts, answers) {
      isPeered()(parts, answers);
      parts.group("sg-node").IpPermissionsEgress = pair("sg-peer", other);
    },
    beside: [thePeer()],
    expected: { answer: "reachable" },
  },
  {
    name: "and means no other interface over there",
    ...toPeer,
    change(parts, answers) {
      isPeered()(parts, answers);
      parts.group("sg-node").IpPermissionsEgress = pair("sg-fourth", other);
    },
    beside: [thePeer()],
    expected: { answer: "blocked", blockers: ["security-group-egress-blocks security-group sg-node"] },
  },
  {
    name: "an address that nothing has over there leads nowhere",
    ...toPeer,
    to: "10.5.1.99",
    beside: [thePeer()],
    expected: { answer: "blocked", blockers: [at("instance-not-found vpc vpc-5")] },
  },
  {
    name: "an endpoint over there that is not available answers nobody",
    ...toPeer,
    beside: [
      thePeer(
        {},
        {
          change: (_, answers) =>
            answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.push({
              ...{ VpcEndpointId: "vpce-hub", VpcEndpointType: "Interface", VpcId: "vpc-5" },
              ...{ ServiceName: `com.amazonaws.${region}.ssm`, State: "pendingAcceptance" },
              ...{ SubnetIds: ["subnet-peer"], NetworkInterfaceIds: ["eni-peer"], OwnerId: other },
              Groups: [{ GroupId: "sg-peer" }],
            }),
        },
      ),
    ],
    expected: { answer: "blocked", blockers: [at("endpoint-unavailable vpc-endpoint vpce-hub")] },
  },
  {
    name: "what may not be read over there is named",
    ...toPeer,
    beside: [thePeer({}, { denied: ["ec2:DescribeRouteTables"] })],
    expected: { answer: "undecided", blockers: [], doubts: ["ec2:DescribeRouteTables"] },
  },
  {
    name: "a block over there is certain, whatever else may not be read",
    ...toPeer,
    beside: [
      thePeer(
        { ingress: egress(tcp443({ IpRanges: [{ CidrIp: "10.9.0.0/16" }] })) },
        { denied: ["ec2:DescribeRouteTables"] },
      ),
    ],
    expected: { answer: "blocked" },
  },
  {
    name: "an account without that VPC tells nothing of it",
    ...toPeer,
    beside: [theOwner()],
    expected: { answer: "undecided", blockers: [], doubts: ["UNKNOWN_PEERED_SGS"] },
  },
  {
    name: "a reading of the peer's from another week tells nothing either",
    ...toPeer,
    beside: [thePeer({}, { at: "2026-10-25T12:00:00Z" })],
    expected: { answer: "undecided", blockers: [], doubts: ["UNKNOWN_PEERED_SGS"] },
  },
  {
    name: "another participant's machine in a shared VPC has its groups in its own account",
    ...toThird,
    beside: [theOwner(), theParticipant(fromNodeVpc)],
    expected: { answer: "reachable", blockers: [], doubts: [] },
  },
  {
    name: "and is to blame there",
    ...toThird,
    beside: [theOwner(), theParticipant([])],
    expected: {
      answer: "blocked",
      blockers: [`endpoint-security-group-blocks security-group sg-third in ${participant}:${region}`],
      code: "SG_HAS_NO_RULES",
    },
  },
  {
    name: "a machine of another participant that is stopped answers nobody",
    ...toThird,
    beside: [theOwner(), theParticipant(fromNodeVpc, "stopped")],
    expected: { answer: "blocked" },
  },
  {
    name: "without that account its groups are not known",
    ...toThird,
    beside: [theOwner()],
    expected: { answer: "undecided", blockers: [], doubts: ["UNKNOWN_RESOURCE"] },
  },
  {
    name: "the owner of a shared VPC sees that nothing has an address",
    ...toThird,
    to: "10.0.2.99",
    beside: [theOwner()],
    expected: { answer: "blocked", blockers: [at("instance-not-found vpc vpc-1")] },
  },
];
