import type { Instance, SecurityGroup, Subnet, Vpc } from "@aws-sdk/client-ec2";
import { emptyRegion } from "../cloud/empty-region.ts";
import type { Account, IamRole, Region, World } from "../cloud/world.ts";
import { emptyAccount, emptyWorld } from "./empty-world.ts";

export const accountId = "123456789012";
export const otherAccountId = "210987654321";
export const accessKeyId = "AKIAEXAMPLE000000001";
export const regionName = "eu-west-1";

/** An id that EC2 could have given out; equal numbers give equal ids. */
export function idOf(prefix: string, number: number): string {
  return `${prefix}-${number.toString(16).padStart(17, "0")}`;
}

/** Two accounts; the first one, in eu-west-1, has one VPC with a subnet, its usual parts and `instances` instances. */
export function smallWorld({ instances = 3 } = {}): World {
  const region = emptyRegion(accountId, regionName);
  for (let number = 1; number <= instances; number++) addInstance(region, number);
  furnish(region);
  const account = emptyAccount(accountId, accessKeyId, [region, emptyRegion(accountId, "us-east-1")]);
  const other = emptyAccount(otherAccountId, "AKIAEXAMPLE000000002", [
    emptyRegion(otherAccountId, regionName),
  ]);
  addProfile(account, "web");
  addProfile(account, "database");
  other.iam.roles.set("muster-reader", readerRole());
  return emptyWorld([account, other]);
}

export function regionOf(world: World, account = accountId, name = regionName): Region {
  return world.accounts.get(account)?.regions.get(name) as Region;
}

export function anInstance(number: number, changes: Partial<Instance> = {}): Instance {
  return {
    InstanceId: idOf("i", number),
    ImageId: idOf("ami", 1),
    InstanceType: "t3.micro",
    State: { Code: 16, Name: "running" },
    LaunchTime: new Date("2026-03-01T08:00:00Z"),
    Placement: { AvailabilityZone: "eu-west-1a", Tenancy: "default" },
    PrivateIpAddress: `10.0.${number >> 8}.${number & 255}`,
    SubnetId: idOf("subnet", 1),
    VpcId: idOf("vpc", 1),
    SecurityGroups: [{ GroupId: idOf("sg", 1), GroupName: "web" }],
    MetadataOptions: {
      State: "applied",
      HttpTokens: "required",
      HttpEndpoint: "enabled",
      HttpPutResponseHopLimit: 2,
    },
    NetworkInterfaces: [
      { NetworkInterfaceId: idOf("eni", number), SubnetId: idOf("subnet", 1), VpcId: idOf("vpc", 1) },
    ],
    Tags: [
      { Key: "Name", Value: `web-${number}` },
      { Key: "Env", Value: number % 2 === 0 ? "prod" : "test & try" },
    ],
    ...changes,
  };
}

function addInstance({ ec2, account }: Region, number: number) {
  const instance = anInstance(number);
  ec2.instances.set(idOf("i", number), instance);
  ec2.networkInterfaces.set(idOf("eni", number), {
    NetworkInterfaceId: idOf("eni", number),
    OwnerId: account,
    Status: "in-use",
    SubnetId: idOf("subnet", 1),
    VpcId: idOf("vpc", 1),
    PrivateIpAddress: instance.PrivateIpAddress,
    Attachment: { InstanceId: idOf("i", number), DeviceIndex: 0, Status: "attached" },
    Groups: [{ GroupId: idOf("sg", 1), GroupName: "web" }],
    TagSet: [],
  });
}

function furnish({ ec2, account }: Region) {
  const VpcId = idOf("vpc", 1);
  const SubnetId = idOf("subnet", 1);
  const OwnerId = account;
  const vpc: Vpc = {
    VpcId,
    OwnerId,
    CidrBlock: "10.0.0.0/16",
    State: "available",
    DhcpOptionsId: idOf("dopt", 1),
  };
  const subnet: Subnet = {
    SubnetId,
    VpcId,
    OwnerId,
    CidrBlock: "10.0.0.0/20",
    AvailabilityZone: "eu-west-1a",
  };
  const group: SecurityGroup = {
    GroupId: idOf("sg", 1),
    GroupName: "web",
    Description: "web servers",
    OwnerId,
    VpcId,
    IpPermissions: [
      {
        ...{ IpProtocol: "tcp", FromPort: 443, ToPort: 443 },
        ...{ IpRanges: [{ CidrIp: "10.0.0.0/16" }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] },
      },
    ],
    IpPermissionsEgress: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
  };
  ec2.vpcs.set(VpcId, vpc);
  ec2.vpcAttributes.set(VpcId, { enableDnsSupport: true, enableDnsHostnames: false });
  ec2.subnets.set(SubnetId, subnet);
  ec2.securityGroups.set(idOf("sg", 1), group);
  ec2.dhcpOptions.set(idOf("dopt", 1), {
    DhcpOptionsId: idOf("dopt", 1),
    OwnerId,
    DhcpConfigurations: [{ Key: "domain-name-servers", Values: [{ Value: "AmazonProvidedDNS" }] }],
  });
  ec2.internetGateways.set(idOf("igw", 1), { InternetGatewayId: idOf("igw", 1), OwnerId, Attachments: [] });
  ec2.routeTables.set(idOf("rtb", 1), {
    RouteTableId: idOf("rtb", 1),
    VpcId,
    OwnerId,
    Routes: [
      {
        DestinationCidrBlock: "10.0.0.0/16",
        GatewayId: "local",
        Origin: "CreateRouteTable",
        State: "active",
      },
    ],
    Associations: [
      {
        Main: true,
        RouteTableId: idOf("rtb", 1),
        RouteTableAssociationId: idOf("rtbassoc", 1),
        AssociationState: { State: "associated" },
      },
    ],
  });
  ec2.networkAcls.set(idOf("acl", 1), {
    NetworkAclId: idOf("acl", 1),
    VpcId,
    OwnerId,
    IsDefault: true,
    Associations: [{ NetworkAclId: idOf("acl", 1), NetworkAclAssociationId: idOf("aclassoc", 1), SubnetId }],
    Entries: [true, false].flatMap((Egress) =>
      [100, 32767].map((RuleNumber) => ({
        RuleNumber,
        Egress,
        Protocol: "-1",
        CidrBlock: "0.0.0.0/0",
        RuleAction: RuleNumber === 100 ? ("allow" as const) : ("deny" as const),
      })),
    ),
  });
  ec2.endpointServices = ["ssm", "ssmmessages", "ec2messages", "s3"].map(
    (name) => `com.amazonaws.eu-west-1.${name}`,
  );
}

function addProfile({ id, iam }: Account, name: string) {
  iam.instanceProfiles.set(name, {
    arn: `arn:aws:iam::${id}:instance-profile/${name}`,
    name,
    path: "/",
    id: `AIPA${name.toUpperCase().padEnd(16, "0")}`,
    createdAt: new Date("2025-01-01T00:00:00Z"),
    roleNames: [name],
  });
}

/** A role that the first account may assume with the external id `roll-call`. */
function readerRole(): IamRole {
  return {
    arn: `arn:aws:iam::${otherAccountId}:role/muster-reader`,
    name: "muster-reader",
    path: "/",
    id: "AROAEXAMPLE0000000001",
    createdAt: new Date("2025-01-01T00:00:00Z"),
    trust: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "roll-call" } },
        },
      ],
    },
    attachedPolicyArns: [],
    inlinePolicies: new Map(),
    maxSessionDurationSeconds: 3600,
  };
}
