import type { RawAnswers } from "../a-bundle.ts";
import { account, aRoute, region, tcp443 } from "../a-bundle-network.ts";
import { type Case, egress, type Parts, subject } from "./case.ts";
import type { Neighbour } from "./neighbour.ts";

const zonesOp = "route53:ListHostedZonesByVPC";
const refused = { [zonesOp]: { code: "AccessDenied", message: "not authorized" } };
const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };
const open = { status: "lost", sure: "undecided", cause: null };
const missing = { status: "lost", sure: "decided", cause: "endpoint-missing vpc vpc-1" };
const inTheDark = (hop: string) => ({ status: "lost", sure: "undecided", cause: `path-unprovable ${hop}` });

/** A spoke whose private addresses lead to a transit gateway, behind which a hub may have endpoints for all. */
const isSpoke = ({ table }: Parts) => {
  table("rtb-node").Routes.push(aRoute("10.0.0.0/8", { TransitGatewayId: "tgw-1" }));
};

function hasNoZones(answers: RawAnswers): void {
  const input = { VPCId: "vpc-1", VPCRegion: region };
  answers[zonesOp] = [{ input, output: { HostedZoneSummaries: [] } }];
}

/** A peer of the same account that was read too. */
function isPeered({ table }: Parts, answers: RawAnswers): void {
  const vpc = (VpcId: string, CidrBlock: string) => ({ VpcId, CidrBlock, OwnerId: account });
  table("rtb-node").Routes.push(aRoute("10.5.0.0/16", { VpcPeeringConnectionId: "pcx-1" }));
  answers["ec2:DescribeVpcPeeringConnections"].VpcPeeringConnections.push({
    ...{ VpcPeeringConnectionId: "pcx-1", Status: { Code: "active" } },
    RequesterVpcInfo: vpc("vpc-1", "10.0.0.0/16"),
    AccepterVpcInfo: vpc("vpc-5", "10.5.0.0/16"),
  });
  answers["ec2:DescribeVpcs"].Vpcs.push(vpc("vpc-5", "10.5.0.0/16"));
}

function hasHubEndpoints(answers: RawAnswers): void {
  for (const service of ["ssm", "ssmmessages"]) {
    answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.push({
      ...{ VpcEndpointId: `vpce-hub-${service}`, VpcEndpointType: "Interface", VpcId: "vpc-5" },
      ...{ ServiceName: `com.amazonaws.${region}.${service}`, State: "available", PrivateDnsEnabled: false },
      ...{ SubnetIds: [], NetworkInterfaceIds: [], Groups: [] },
    });
  }
}

const hub = "210987654321";

/** The peer is another account's. */
function isPeeredWithHub({ table }: Parts, answers: RawAnswers, Region = region): void {
  const vpc = (VpcId: string, CidrBlock: string, OwnerId: string, where: string) => ({
    ...{ VpcId, CidrBlock, OwnerId, Region: where },
  });
  table("rtb-node").Routes.push(aRoute("10.5.0.0/16", { VpcPeeringConnectionId: "pcx-1" }));
  answers["ec2:DescribeVpcPeeringConnections"].VpcPeeringConnections.push({
    ...{ VpcPeeringConnectionId: "pcx-1", Status: { Code: "active" } },
    RequesterVpcInfo: vpc("vpc-1", "10.0.0.0/16", account, region),
    AccepterVpcInfo: vpc("vpc-5", "10.5.0.0/16", hub, Region),
  });
}

function theHub(change: Neighbour["change"] = () => undefined, rest: Partial<Neighbour> = {}): Neighbour {
  return {
    ...{ account: hub, way: "isolated" },
    change(parts, answers) {
      Object.assign(parts.vpc, { VpcId: "vpc-5", CidrBlock: "10.5.0.0/16", OwnerId: hub });
      change(parts, answers);
    },
    ...rest,
  };
}

/** Endpoints that many VPCs share are reached over private routes, by zones of Route 53 that few grant to read. */
export const centralEndpoints: Case[] = [
  {
    name: "a spoke without any other way may reach endpoints behind its transit gateway, where nobody read its zones",
    way: "isolated",
    change: isSpoke,
    expected: inTheDark("transit-gateway tgw-1"),
  },
  {
    name: "a spoke that has no zones has no names for those",
    way: "isolated",
    change: (parts, answers) => {
      isSpoke(parts);
      hasNoZones(answers);
    },
    expected: missing,
  },
  {
    name: "a group that lets nothing out keeps the agent from those as well",
    way: "isolated",
    change: (parts) => {
      isSpoke(parts);
      parts.group("sg-node").IpPermissionsEgress = egress(tcp443({ IpRanges: [{ CidrIp: "10.0.2.0/24" }] }));
    },
    expected: { status: "lost", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "a VPC without private routes has none, where nobody asked",
    way: "isolated",
    expected: missing,
  },
  {
    name: "and may have names for some of its own addresses, where the answer was refused",
    way: "isolated",
    errors: refused,
    expected: open,
  },
  {
    name: "a peer that has no such endpoint has none to share",
    way: "isolated",
    change: isPeered,
    expected: missing,
  },
  {
    name: "one that has may share it",
    way: "isolated",
    change: (parts, answers) => {
      isPeered(parts, answers);
      hasHubEndpoints(answers);
    },
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "a hub of another account that is not read may share one",
    way: "isolated",
    change: isPeeredWithHub,
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "a hub of another account that was read, and has no such endpoint, has none to share",
    way: "isolated",
    change: isPeeredWithHub,
    beside: [theHub()],
    expected: missing,
  },
  {
    name: "a hub of another account that has one may share it, and its zones are not read",
    way: "isolated",
    change: isPeeredWithHub,
    beside: [theHub((_, answers) => hasHubEndpoints(answers))],
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "a hub whose endpoints may not be read may share one",
    way: "isolated",
    change: isPeeredWithHub,
    beside: [theHub(undefined, { denied: ["ec2:DescribeVpcEndpoints"] })],
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "a hub in another Region may have endpoints for this one",
    way: "isolated",
    change: (parts, answers) => isPeeredWithHub(parts, answers, "eu-central-1"),
    beside: [theHub(undefined, { region: "eu-central-1" })],
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "a way out that is blocked is what the names lead to, where nobody asked for zones",
    way: "nat",
    change: (parts) => {
      isSpoke(parts);
      parts.nat.State = "failed";
    },
    expected: { status: "lost", sure: "decided", cause: "nat-gateway-unavailable nat-gateway nat-1" },
  },
  {
    name: "and may not be where they were refused",
    way: "nat",
    change: (parts) => {
      isSpoke(parts);
      parts.nat.State = "failed";
    },
    errors: refused,
    expected: open,
  },
  {
    name: "a way out that works is not doubted",
    way: "nat",
    change: isSpoke,
    errors: refused,
    expected: silent,
  },
  {
    name: "zones that were refused may lead to an endpoint that does not answer for its name itself",
    way: "endpoints",
    change: ({ endpoint }) => Object.assign(endpoint("ssm"), { PrivateDnsEnabled: false }),
    errors: refused,
    expected: open,
  },
];
