import { account, anInterface, type Json, networkAnswers, region, type Way } from "./a-bundle-network.ts";

// A small account in the very shapes that `aws … --output json` prints, for cases that are judged from a file.

/** A bundle's content, open to whatever a case changes in it. */
// biome-ignore lint/suspicious/noExplicitAny: raw answers of AWS, which the reader has to check and not the test
export type RawAnswers = any;

export const bundleAt = "2026-11-01T12:00:00Z";
export const nodeId = "i-0aaaaaaaaaaaaaaa1";
export const roleArn = `arn:aws:iam::${account}:role/node`;
export const profileArn = `arn:aws:iam::${account}:instance-profile/node`;
const corePolicyArn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
const hostManagement = "/ssm/managed-instance/default-ec2-instance-management-role";

function anInstance(way: Way): Json {
  const subnet = way === "public" ? "subnet-public" : "subnet-node";
  const address = way === "public" ? "10.0.0.10" : "10.0.1.10";
  const association = { PublicIp: "203.0.113.10", IpOwnerId: "amazon" };
  const own = {
    ...anInterface("eni-node", subnet, address, ["sg-node"]),
    Attachment: { DeviceIndex: 0, NetworkCardIndex: 0, Status: "attached" },
  };
  if (way === "public") {
    Object.assign(own, {
      Association: association,
      PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true, Association: association }],
    });
  }
  return {
    InstanceId: nodeId,
    State: { Code: 16, Name: "running" },
    LaunchTime: "2026-09-01T08:00:00Z",
    InstanceType: "t3.micro",
    ImageId: "ami-0aaaaaaaaaaaaaaa1",
    PlatformDetails: "Linux/UNIX",
    VpcId: "vpc-1",
    SubnetId: subnet,
    PrivateIpAddress: address,
    ...(way === "public" ? { PublicIpAddress: association.PublicIp } : {}),
    SecurityGroups: [{ GroupId: "sg-node", GroupName: "node" }],
    NetworkInterfaces: [own],
    IamInstanceProfile: { Arn: profileArn, Id: "AIPAEXAMPLE" },
    MetadataOptions: {
      State: "applied",
      HttpEndpoint: "enabled",
      HttpTokens: "required",
      HttpPutResponseHopLimit: 2,
    },
    Placement: { AvailabilityZone: `${region}a` },
    Tags: [{ Key: "Name", Value: "api-7" }],
  };
}

const coreActions = [
  "ssm:DescribeAssociation",
  "ssm:GetDocument",
  "ssm:DescribeDocument",
  "ssm:GetManifest",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:ListAssociations",
  "ssm:ListInstanceAssociations",
  "ssm:PutInventory",
  "ssm:PutComplianceItems",
  "ssm:PutConfigurePackageResult",
  "ssm:UpdateAssociationStatus",
  "ssm:UpdateInstanceAssociationStatus",
  "ssm:UpdateInstanceInformation",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
  "ec2messages:AcknowledgeMessage",
  "ec2messages:DeleteMessage",
  "ec2messages:FailMessage",
  "ec2messages:GetEndpoint",
  "ec2messages:GetMessages",
  "ec2messages:SendReply",
];

function identity(): Json {
  const statement = [{ Effect: "Allow", Action: coreActions, Resource: "*" }];
  const trust = [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }];
  return {
    "iam:GetInstanceProfile": [
      {
        InstanceProfile: {
          InstanceProfileName: "node",
          Arn: profileArn,
          Roles: [{ RoleName: "node", Arn: roleArn, Path: "/" }],
        },
      },
    ],
    "iam:GetRole": [
      {
        Role: {
          RoleName: "node",
          Arn: roleArn,
          Path: "/",
          AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: trust },
        },
      },
    ],
    "iam:ListAttachedRolePolicies": [
      {
        input: { RoleName: "node" },
        output: {
          AttachedPolicies: [{ PolicyName: "AmazonSSMManagedInstanceCore", PolicyArn: corePolicyArn }],
        },
      },
    ],
    "iam:GetPolicy": [{ Policy: { Arn: corePolicyArn, DefaultVersionId: "v2" } }],
    "iam:GetPolicyVersion": [
      {
        input: { PolicyArn: corePolicyArn, VersionId: "v2" },
        output: {
          PolicyVersion: { VersionId: "v2", Document: { Version: "2012-10-17", Statement: statement } },
        },
      },
    ],
    "iam:ListRolePolicies": [{ input: { RoleName: "node" }, output: { PolicyNames: [] } }],
  };
}

/** One node whose agent SSM lost hours ago, in an account where everything is well and everything was read. */
export function healthyAnswers(way: Way): RawAnswers {
  return {
    "ec2:DescribeInstances": { Reservations: [{ Instances: [anInstance(way)] }] },
    "ec2:DescribeInstanceStatus": {
      InstanceStatuses: [
        {
          InstanceId: nodeId,
          InstanceStatus: { Status: "ok" },
          SystemStatus: { Status: "ok" },
          AttachedEbsStatus: { Status: "ok" },
        },
      ],
    },
    "ssm:DescribeInstanceInformation": {
      InstanceInformationList: [
        {
          InstanceId: nodeId,
          PingStatus: "ConnectionLost",
          LastPingDateTime: "2026-11-01T06:00:00Z",
          AgentVersion: "3.3.1957.0",
          IsLatestVersion: true,
          PlatformType: "Linux",
          PlatformName: "Amazon Linux",
          PlatformVersion: "2023",
          ResourceType: "EC2Instance",
        },
      ],
    },
    "ssm:GetConnectionStatus": [{ Target: nodeId, Status: "notconnected" }],
    "ssm:GetServiceSetting": [
      { ServiceSetting: { SettingId: hostManagement, SettingValue: "$None", Status: "Default" } },
      {
        ServiceSetting: {
          SettingId: "/ssm/managed-instance/activation-tier",
          SettingValue: "standard",
          Status: "Default",
        },
      },
    ],
    "ssm:DescribeActivations": { ActivationList: [] },
    "ssm:ListAssociations": { Associations: [] },
    "ssm:DescribeMaintenanceWindows": { WindowIdentities: [] },
    "ec2:DescribeIamInstanceProfileAssociations": {
      IamInstanceProfileAssociations: [
        {
          AssociationId: "iip-assoc-1",
          InstanceId: nodeId,
          IamInstanceProfile: { Arn: profileArn },
          State: "associated",
        },
      ],
    },
    "ec2:DescribeImages": { Images: [] },
    "autoscaling:DescribeAutoScalingInstances": { AutoScalingInstances: [] },
    ...identity(),
    ...networkAnswers(way),
  };
}

/** The parts of the answers that cases change most. */
export const partsOf = (answers: RawAnswers) => ({
  instance: answers["ec2:DescribeInstances"].Reservations[0].Instances[0],
  record: answers["ssm:DescribeInstanceInformation"].InstanceInformationList[0],
  channel: answers["ssm:GetConnectionStatus"][0],
  vpc: answers["ec2:DescribeVpcs"].Vpcs[0],
  group: (id: string) =>
    answers["ec2:DescribeSecurityGroups"].SecurityGroups.find((each: Json) => each.GroupId === id),
  acl: (id: string) =>
    answers["ec2:DescribeNetworkAcls"].NetworkAcls.find((each: Json) => each.NetworkAclId === id),
  table: (id: string) =>
    answers["ec2:DescribeRouteTables"].RouteTables.find((each: Json) => each.RouteTableId === id),
  subnet: (id: string) => answers["ec2:DescribeSubnets"].Subnets.find((each: Json) => each.SubnetId === id),
  endpoint: (service: string) =>
    answers["ec2:DescribeVpcEndpoints"].VpcEndpoints.find(
      (each: Json) => each.VpcEndpointId === `vpce-${service}`,
    ),
  nat: answers["ec2:DescribeNatGateways"].NatGateways[0],
  role: answers["iam:GetRole"][0].Role,
  statements: answers["iam:GetPolicyVersion"][0].output.PolicyVersion.Document.Statement,
});

export function aRawBundle(documents: RawAnswers, errors: Json = {}, rest: Json = {}): Json {
  return {
    muster: 1,
    scope: { partition: "aws", account, region },
    at: bundleAt,
    documents,
    errors,
    ...rest,
  };
}
