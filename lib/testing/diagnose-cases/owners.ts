import type { RawAnswers } from "../a-bundle.ts";
import { account, aRoute, type Json, openEntries, region, tcp443, type Way } from "../a-bundle-network.ts";
import { type Case, deny443, egress, encoded, isOnline, type Parts, subject } from "./case.ts";
import { aNeighbourBundle, type Neighbour } from "./neighbour.ts";

const owner = "210987654321";
const at = (word: string) => `${word} in ${owner}:${region}`;
const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };
const decided = (cause: string) => ({ status: "lost", sure: "decided", cause });
/** Not even the name servers are seen, and so much is said. */
const unseen = { status: "lost", sure: "undecided", cause: "resolver-unprovable dhcp-options dopt-1" };

const listOf = (answers: RawAnswers, name: string, key: string): Json[] =>
  answers[`ec2:Describe${name}`][key];

/** All that belongs to a VPC is its owner's. */
function isOwned(answers: RawAnswers): void {
  for (const [name, key] of [
    ["Vpcs", "Vpcs"],
    ["Subnets", "Subnets"],
    ["RouteTables", "RouteTables"],
    ["NetworkAcls", "NetworkAcls"],
    ["InternetGateways", "InternetGateways"],
  ] as const)
    for (const each of listOf(answers, name, key)) each.OwnerId = owner;
}

/** What a participant is shown of a VPC of which one subnet is shared with it. */
function isParticipant(_: Parts, answers: RawAnswers): void {
  isOwned(answers);
  const keep = (name: string, key: string, ...ids: string[]) => {
    const list = listOf(answers, name, key).filter((each) => ids.includes(String(Object.values(each)[0])));
    answers[`ec2:Describe${name}`][key] = list;
  };
  keep("Subnets", "Subnets", "subnet-node");
  keep("RouteTables", "RouteTables", "rtb-node");
  keep("NetworkAcls", "NetworkAcls", "acl-node");
  keep("SecurityGroups", "SecurityGroups", "sg-node");
  for (const [name, key] of [
    ["VpcEndpoints", "VpcEndpoints"],
    ["NatGateways", "NatGateways"],
    ["NetworkInterfaces", "NetworkInterfaces"],
    ["DhcpOptions", "DhcpOptions"],
  ] as const)
    keep(name, key);
  delete answers["ec2:DescribeVpcAttribute"];
}

const seeing =
  (change: (parts: Parts, answers: RawAnswers) => void) =>
  (parts: Parts, answers: RawAnswers): void => {
    isParticipant(parts, answers);
    change(parts, answers);
  };

/** The owner has no machine there, and all the rest of the VPC. */
function anOwner(
  way: Way,
  change: Neighbour["change"] = () => undefined,
  rest: Partial<Neighbour> = {},
): Neighbour {
  return {
    account: owner,
    way,
    change(parts, answers) {
      change(parts, answers);
      isOwned(answers);
      answers["ec2:DescribeInstances"].Reservations = [];
      answers["ssm:DescribeInstanceInformation"].InstanceInformationList = [];
      const groups = answers["ec2:DescribeSecurityGroups"];
      groups.SecurityGroups = groups.SecurityGroups.filter(({ GroupId }: Json) => GroupId !== "sg-node");
    },
    ...rest,
  };
}

/** The bundles of both accounts of a shared VPC in which `change` was done to what is its owner's. */
export function aSharedVpc(way: Way, change?: Neighbour["change"]) {
  return {
    participant: aNeighbourBundle({ account, way, change: isParticipant }),
    owner: aNeighbourBundle(anOwner(way, change)),
  };
}

const silentAt = (way: Way, change?: Neighbour["change"], rest?: Partial<Neighbour>) => ({
  ...{ way, change: isParticipant, beside: [anOwner(way, change, rest)] },
});

/** Nodes in a VPC that another account shares with theirs, where that account's scope was read too. */
export const owners: Case[] = [
  {
    name: "the owner's endpoints answer in every subnet of the VPC, also in shared ones",
    ...silentAt("endpoints"),
    expected: { ...silent, outcomes: { "endpoint-missing": "pass", "path-unprovable": "pass" } },
  },
  {
    name: "a way over the owner's NAT gateway is followed to the internet",
    ...silentAt("nat"),
    expected: silent,
  },
  {
    name: "a group of the owner's endpoint that does not let the node in is to blame",
    ...silentAt("endpoints", ({ group }) => {
      group("sg-endpoint").IpPermissions = [tcp443({ IpRanges: [{ CidrIp: "10.9.0.0/16" }] })];
    }),
    expected: decided(at("endpoint-security-group-blocks security-group sg-endpoint")),
  },
  {
    name: "the owner's group may name that of the participant",
    ...silentAt("endpoints", ({ group }) => {
      group("sg-endpoint").IpPermissions = egress(
        tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node", UserId: account }] }),
      );
    }),
    expected: silent,
  },
  {
    name: "the ACL of a subnet that is not shared is to blame as well",
    ...silentAt("endpoints", ({ acl }) => {
      acl("acl-endpoint").Entries.push(deny443(false));
    }),
    expected: decided(at("endpoint-network-acl-blocks network-acl acl-endpoint")),
  },
  {
    name: "the shared subnet's ACL is the owner's to mend",
    way: "nat",
    change: seeing(({ acl }) => acl("acl-node").Entries.push(deny443(true))),
    beside: [anOwner("nat", ({ acl }) => acl("acl-node").Entries.push(deny443(true)))],
    expected: decided(at("network-acl-egress-blocks network-acl acl-node")),
  },
  {
    name: "an ACL that shows at the owner alone is asked as well",
    way: "nat",
    change: seeing((_, answers) => {
      answers["ec2:DescribeNetworkAcls"].NetworkAcls = [];
    }),
    beside: [
      anOwner("nat", ({ acl }) => {
        acl("acl-node").Entries = openEntries().filter(({ RuleNumber }) => RuleNumber === 32767);
      }),
    ],
    expected: decided(at("network-acl-egress-blocks network-acl acl-node")),
  },
  {
    name: "the policy of the owner's endpoint is held against the participant's role",
    ...silentAt("endpoints", ({ endpoint }) => {
      endpoint("ssm").PolicyDocument = decodeURIComponent(
        encoded({ Effect: "Allow", Principal: { AWS: owner }, Action: "*", Resource: "*" }),
      );
    }),
    expected: { ...silent, cause: at("endpoint-policy-denies vpc-endpoint vpce-ssm") },
  },
  {
    name: "a NAT gateway that failed is the owner's",
    ...silentAt("nat", ({ nat }) => {
      nat.State = "failed";
    }),
    expected: decided(at("nat-gateway-unavailable nat-gateway nat-1")),
  },
  {
    name: "and so is one whose own subnet has no way out",
    ...silentAt("nat", ({ table }) => {
      table("rtb-public").Routes.splice(1);
    }),
    expected: decided(at("nat-gateway-has-no-way-out nat-gateway nat-1")),
  },
  {
    name: "a shared VPC that has neither endpoints nor a way out lacks them",
    ...silentAt("isolated"),
    expected: decided(at("endpoint-missing vpc vpc-1")),
  },
  {
    name: "the VPC's DNS settings are the owner's",
    ...silentAt("nat", (_, answers) => {
      answers["ec2:DescribeVpcAttribute"][0].EnableDnsSupport.Value = false;
    }),
    expected: decided(at("vpc-dns-disabled vpc vpc-1")),
  },
  {
    name: "its name servers too, and what those answer stays in no API",
    ...silentAt("nat", (_, answers) => {
      const [options] = answers["ec2:DescribeDhcpOptions"].DhcpOptions;
      options.DhcpConfigurations[0].Values = [{ Value: "10.0.0.53" }];
    }),
    expected: { status: "lost", sure: "undecided", cause: at("resolver-unprovable dhcp-options dopt-1") },
  },
  {
    name: "a private zone that the owner sees on the VPC leads nobody knows where",
    ...silentAt("nat", (_, answers) => {
      answers["route53:ListHostedZonesByVPC"] = [
        {
          input: { VPCId: "vpc-1", VPCRegion: region },
          output: {
            HostedZoneSummaries: [
              { HostedZoneId: "Z9", Name: `ssm.${region}.amazonaws.com.`, Owner: { OwningAccount: owner } },
            ],
          },
        },
      ];
    }),
    expected: { status: "lost", sure: "undecided", cause: at("resolver-unprovable hosted-zone vpc-1/Z9") },
  },
  {
    name: "Block Public Access of the owner's account counts",
    ...silentAt("nat", (_, answers) => {
      const options = answers["ec2:DescribeVpcBlockPublicAccessOptions"].VpcBlockPublicAccessOptions;
      options.InternetGatewayBlockMode = "block-bidirectional";
    }),
    expected: decided(at("public-access-blocked vpc vpc-1")),
  },
  {
    name: "and the participant's own does not",
    way: "nat",
    change: seeing((_, answers) => {
      const options = answers["ec2:DescribeVpcBlockPublicAccessOptions"].VpcBlockPublicAccessOptions;
      options.InternetGatewayBlockMode = "block-bidirectional";
    }),
    beside: [anOwner("nat")],
    expected: silent,
  },
  {
    name: "a group of one's own that lets nothing out is still one's own",
    way: "nat",
    change: seeing(({ group }) => {
      group("sg-node").IpPermissionsEgress = [];
    }),
    beside: [anOwner("nat")],
    expected: decided(`security-group-egress-blocks ${subject.group}`),
  },
  {
    name: "what the owner may not read stays open, and is named with its scope",
    ...silentAt("endpoints", undefined, { denied: ["ec2:DescribeVpcEndpoints"] }),
    expected: {
      ...{ status: "lost", sure: "undecided", cause: null },
      gaps: [`ec2:DescribeVpcEndpoints in ${owner}:${region}`],
    },
  },
  {
    name: "what the participant saw itself needs no reading of the owner's",
    ...silentAt("nat", undefined, { denied: ["ec2:DescribeNetworkAcls"] }),
    // The NAT gateway's subnet is not shared, so that its ACL is seen by its owner alone.
    expected: {
      ...{ status: "lost", sure: "undecided", cause: null },
      gaps: [`ec2:DescribeNetworkAcls in ${owner}:${region}`],
    },
  },
  {
    name: "a node that answers is reachable, whatever the owner's scope says",
    way: "nat",
    change: seeing(isOnline),
    beside: [
      anOwner("nat", ({ nat }) => {
        nat.State = "available";
      }),
    ],
    expected: { status: "reachable", cause: null },
  },
  {
    name: "a reading of the owner's from another week says nothing of today",
    ...silentAt("nat", undefined, { at: "2026-10-25T12:00:00Z" }),
    expected: unseen,
  },
  {
    name: "nor does the owner's scope in another Region",
    ...silentAt("nat", undefined, { region: "eu-central-1" }),
    expected: unseen,
  },
  {
    name: "nor that of another partition",
    ...silentAt("nat", undefined, { partition: "aws-us-gov" }),
    expected: unseen,
  },
  {
    name: "nor an account that has nothing to do with the VPC",
    ...silentAt("nat", undefined, { account: "333333333333" }),
    expected: unseen,
  },
  {
    name: "nor an owner's scope that does not have the VPC",
    ...silentAt("nat", (_, answers) => {
      answers["ec2:DescribeVpcs"].Vpcs = [];
    }),
    expected: unseen,
  },
  {
    name: "a blackhole in the shared subnet's table is to blame at its owner",
    way: "nat",
    change: seeing(({ table }) => {
      table("rtb-node").Routes[1] = aRoute("0.0.0.0/0", { GatewayId: "vgw-1" }, { State: "blackhole" });
    }),
    beside: [anOwner("nat")],
    expected: decided(at("route-blackhole route-table rtb-node")),
  },
];
