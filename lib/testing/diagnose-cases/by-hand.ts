import { nodeId, type RawAnswers } from "../a-bundle.ts";
import { tcp443 } from "../a-bundle-network.ts";
import { type Case, egress, hasNoProfile, hasNoRecord, isOnline, type Parts, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };

function keepOnly(answers: RawAnswers, ...operations: string[]): void {
  for (const operation of Object.keys(answers))
    if (!operations.includes(operation)) delete answers[operation];
}

/** Bundles as people put them together: little of it, or written otherwise than a program would. */
export const byHand: Case[] = [
  {
    name: "a list of instances is enough to say that one is off",
    way: "endpoints",
    change: ({ instance }, answers) => {
      instance.State = { Code: 80, Name: "stopped" };
      keepOnly(answers, "ec2:DescribeInstances");
    },
    expected: { status: "off", sure: "decided", cause: `instance-stopped ${subject.node}` },
  },
  {
    name: "instances and records are enough to call one that is heard reachable, and likely only",
    way: "endpoints",
    change: (parts, answers) => {
      isOnline(parts);
      keepOnly(answers, "ec2:DescribeInstances", "ssm:DescribeInstanceInformation");
    },
    expected: { status: "reachable", sure: "likely", cause: null },
  },
  {
    name: "with its channel it is decided",
    way: "endpoints",
    change: (parts, answers) => {
      isOnline(parts);
      keepOnly(
        answers,
        "ec2:DescribeInstances",
        "ssm:DescribeInstanceInformation",
        "ssm:GetConnectionStatus",
      );
    },
    expected: { status: "reachable", sure: "decided", cause: null },
  },
  {
    name: "a profile that is missing is decided without a word on the network",
    way: "endpoints",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      hasNoProfile(parts, answers);
      keepOnly(
        answers,
        "ec2:DescribeInstances",
        "ec2:DescribeInstanceStatus",
        "ssm:DescribeInstanceInformation",
        "ssm:GetServiceSetting",
      );
    },
    expected: { status: "unregistered", sure: "decided", cause: `instance-profile-missing ${subject.node}` },
  },
  {
    name: "reads that nothing here asks for are missed by nobody",
    way: "nat",
    change: (_, answers) => {
      delete answers["ec2:DescribeManagedPrefixLists"];
      delete answers["ec2:DescribeVpcPeeringConnections"];
      delete answers["ec2:DescribeTransitGatewayVpcAttachments"];
      delete answers["ec2:DescribeEgressOnlyInternetGateways"];
    },
    expected: silent,
  },
  {
    name: "groups that name each other need no list of interfaces",
    way: "endpoints",
    change: ({ group }, answers) => {
      delete answers["ec2:DescribeNetworkInterfaces"];
      group("sg-node").IpPermissionsEgress = egress(
        tcp443({ UserIdGroupPairs: [{ GroupId: "sg-endpoint" }] }),
      );
      group("sg-endpoint").IpPermissions = egress(tcp443({ UserIdGroupPairs: [{ GroupId: "sg-node" }] }));
    },
    expected: silent,
  },
  {
    name: "pages that stand in a list are one answer",
    way: "endpoints",
    change: (_, answers) => {
      const { Subnets } = answers["ec2:DescribeSubnets"];
      answers["ec2:DescribeSubnets"] = [{ Subnets: Subnets.slice(0, 1) }, { Subnets: Subnets.slice(1) }];
    },
    expected: silent,
  },
  {
    name: "a page that names the next one is not the whole list",
    way: "endpoints",
    change: (_, answers) => {
      const { SecurityGroups } = answers["ec2:DescribeSecurityGroups"];
      answers["ec2:DescribeSecurityGroups"] = { SecurityGroups: SecurityGroups.slice(1), NextToken: "abc" };
    },
    expected: { status: "lost", sure: "undecided", cause: null },
  },
  {
    name: "a single answer needs no list around it",
    way: "endpoints",
    change: (parts, answers) => {
      hasNoProfile(parts, answers);
      [answers["ssm:GetServiceSetting"]] = answers["ssm:GetServiceSetting"];
    },
    expected: { status: "lost", sure: "decided", cause: `instance-profile-missing ${subject.node}` },
  },
  {
    name: "a setting may be called by its ARN",
    way: "endpoints",
    change: (parts, answers) => {
      hasNoProfile(parts, answers);
      const { ServiceSetting } = answers["ssm:GetServiceSetting"][0];
      ServiceSetting.SettingId = `arn:aws:ssm:eu-west-1:123456789012:servicesetting${ServiceSetting.SettingId}`;
    },
    expected: { status: "lost", sure: "decided", cause: `instance-profile-missing ${subject.node}` },
  },
  {
    name: "both attributes of a VPC may stand in one answer",
    way: "endpoints",
    change: (_, answers) => {
      answers["ec2:DescribeVpcAttribute"] = [Object.assign({}, ...answers["ec2:DescribeVpcAttribute"])];
    },
    expected: silent,
  },
  {
    name: "policies may be the text of their JSON",
    way: "endpoints",
    change: ({ role, statements }, answers) => {
      role.AssumeRolePolicyDocument = JSON.stringify(role.AssumeRolePolicyDocument);
      answers["iam:GetPolicyVersion"][0].output.PolicyVersion.Document = JSON.stringify({
        Statement: statements,
      });
    },
    expected: silent,
  },
  {
    name: "a policy may have one statement without a list, and single words for lists",
    way: "endpoints",
    change: ({ role }, answers) => {
      const ec2 = { Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] };
      role.AssumeRolePolicyDocument = {
        Statement: { Effect: "Allow", Principal: ec2, Action: "sts:Assume*" },
      };
      answers["iam:GetPolicyVersion"][0].output.PolicyVersion.Document = {
        Statement: { Effect: "Allow", Action: "*", Resource: "*" },
      };
    },
    expected: silent,
  },
  {
    name: "what AWS leaves out of an instance is not held against it",
    way: "endpoints",
    change: ({ instance }) => {
      delete instance.MetadataOptions;
      delete instance.Placement;
      instance.Tags = null;
    },
    expected: silent,
  },
  {
    name: "nulls and fields that nobody knows are passed over",
    way: "endpoints",
    change: ({ instance, group, subnet, table, record, vpc }) => {
      Object.assign(instance, { Operator: { Managed: false }, NetworkPerformanceOptions: null });
      Object.assign(group("sg-node"), { Tags: null, SecurityGroupArn: "arn:aws:ec2:…" });
      Object.assign(subnet("subnet-node"), { Ipv6CidrBlockAssociationSet: null, EnableLniAtDeviceIndex: 1 });
      Object.assign(table("rtb-node"), { PropagatingVgws: null, Tags: null });
      Object.assign(record, { SourceId: nodeId, SourceType: "AWS::EC2::Instance" });
      vpc.Ipv6CidrBlockAssociationSet = null;
    },
    expected: silent,
  },
  {
    name: "a channel's status is read in whatever case it is written",
    way: "endpoints",
    change: (parts) => {
      isOnline(parts);
      parts.channel.Status = "Connected";
    },
    expected: { status: "reachable", sure: "decided" },
  },
  {
    name: "a subnet that no ACL names has the VPC's default one",
    way: "endpoints",
    change: ({ acl }, answers) => {
      acl("acl-node").Associations = [];
      const closed = { RuleNumber: 32767, Protocol: "-1", RuleAction: "deny", CidrBlock: "0.0.0.0/0" };
      answers["ec2:DescribeNetworkAcls"].NetworkAcls.push(
        ...["vpc-1", "vpc-2"].map((VpcId) => ({
          ...{ NetworkAclId: `acl-default-${VpcId}`, VpcId, IsDefault: true, Associations: [] },
          Entries: [true, false].map((Egress) => ({ ...closed, Egress })),
        })),
      );
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: "network-acl-egress-blocks network-acl acl-default-vpc-1",
    },
  },
  {
    name: "an ACL's protocol may be written as a word",
    way: "nat",
    change: ({ acl }: Parts) => {
      acl("acl-node").Entries.push({
        ...{ RuleNumber: 10, Egress: true, Protocol: "tcp", RuleAction: "deny", CidrBlock: "0.0.0.0/0" },
        PortRange: { From: 443, To: 443 },
      });
    },
    expected: { status: "lost", sure: "decided", cause: "network-acl-egress-blocks network-acl acl-node" },
  },
  {
    name: "endpoints of another VPC are none of this one's",
    way: "endpoints",
    change: (_, answers) => {
      for (const endpoint of answers["ec2:DescribeVpcEndpoints"].VpcEndpoints) endpoint.VpcId = "vpc-2";
    },
    expected: { status: "lost", sure: "decided", cause: "endpoint-missing vpc vpc-1" },
  },
  {
    name: "the main table of another VPC is none of this one's",
    way: "nat",
    change: ({ table }, answers) => {
      table("rtb-node").Associations = [];
      answers["ec2:DescribeRouteTables"].RouteTables.unshift({
        ...{ RouteTableId: "rtb-other", VpcId: "vpc-2", Associations: [{ Main: true }] },
        Routes: [{ DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-2", State: "active" }],
      });
    },
    expected: { status: "lost", sure: "decided", cause: "route-missing route-table rtb-main" },
  },
];
