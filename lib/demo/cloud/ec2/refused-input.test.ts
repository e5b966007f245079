import * as sdk from "@aws-sdk/client-ec2";
import { beforeEach, expect, test } from "vitest";
import { clientsOver } from "../../testing/call.ts";
import { idOf, regionOf, smallWorld } from "../../testing/small-world.ts";
import type { World } from "../world.ts";

let world: World;
let { ec2 } = clientsOver(smallWorld());
const [instance, group, table, acl, vpc] = ["i", "sg", "rtb", "acl", "vpc"].map((prefix) => idOf(prefix, 1));

beforeEach(() => {
  world = smallWorld();
  ec2 = clientsOver(world).ec2;
});

const authorize = (permission: sdk.IpPermission) =>
  ec2.send(
    new sdk.AuthorizeSecurityGroupIngressCommand({
      GroupId: group,
      IpPermissions: [{ IpRanges: [{ CidrIp: "10.0.0.0/8" }], ...permission }],
    }),
  );
const modifyMetadata = (HttpEndpoint: string, HttpTokens = "required") =>
  ec2.send(
    new sdk.ModifyInstanceMetadataOptionsCommand({
      InstanceId: instance,
      HttpEndpoint: HttpEndpoint as sdk.InstanceMetadataEndpointState,
      HttpTokens: HttpTokens as sdk.HttpTokensState,
    }),
  );
const route = (DestinationCidrBlock: string) =>
  ec2.send(
    new sdk.CreateRouteCommand({ RouteTableId: table, DestinationCidrBlock, GatewayId: idOf("igw", 1) }),
  );
const aclEntry = (Ipv6CidrBlock: string) =>
  ec2.send(
    new sdk.CreateNetworkAclEntryCommand({
      ...{ NetworkAclId: acl, RuleNumber: 7, Protocol: "-1", RuleAction: "deny", Egress: true },
      Ipv6CidrBlock,
    }),
  );
const endpoint = (PolicyDocument: string) =>
  ec2.send(
    new sdk.CreateVpcEndpointCommand({
      VpcId: vpc,
      ServiceName: "com.amazonaws.eu-west-1.s3",
      PolicyDocument,
    }),
  );
const instances = (MaxResults: number) => ec2.send(new sdk.DescribeInstancesCommand({ MaxResults }));
const groupsNamed = (...GroupNames: string[]) =>
  ec2.send(new sdk.DescribeSecurityGroupsCommand({ GroupNames }));

const invalid = "InvalidParameterValue";
test.each<[string, () => Promise<unknown>, string]>([
  [invalid, () => modifyMetadata("maybe"), "Value (maybe) for parameter httpEndpoint is invalid."],
  [invalid, () => modifyMetadata("enabled", "on"), "Value (on) for parameter httpTokens is invalid."],
  [
    invalid,
    () => authorize({ IpProtocol: "tcp", FromPort: 70_000, ToPort: 70_001 }),
    "Invalid TCP/UDP port range (70000:70001)",
  ],
  [
    invalid,
    () => authorize({ IpProtocol: "foo", FromPort: 1, ToPort: 2 }),
    "Invalid value 'foo' for IP protocol. Unknown protocol.",
  ],
  [
    invalid,
    () => authorize({ IpProtocol: "-1", IpRanges: [{ CidrIp: "10.0.0.0/33" }] }),
    "CIDR block 10.0.0.0/33 is malformed",
  ],
  [
    invalid,
    () => route("foo"),
    "Value (foo) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.",
  ],
  [
    invalid,
    () => aclEntry("10.0.0.0/8"),
    "Value (10.0.0.0/8) for parameter ipv6CidrBlock is invalid. This is not a valid CIDR block.",
  ],
  ["InvalidPolicyDocument", () => endpoint("{"), "The policy document is not a valid JSON policy document."],
  ["VPCIdNotSpecified", () => groupsNamed("default"), "No default VPC for this user"],
  [
    invalid,
    () => instances(1001),
    "Value ( 1001 ) for parameter maxResults is invalid. Expecting a value smaller than or equal to 1000.",
  ],
])("%s is the answer, and nothing is changed", async (name, call, message) => {
  const before = structuredClone(regionOf(world).ec2);
  await expect(call()).rejects.toMatchObject({ name, message });
  expect(regionOf(world).ec2).toEqual(before);
});

const https: sdk.IpPermission = {
  IpProtocol: "tcp",
  FromPort: 443,
  ToPort: 443,
  IpRanges: [{ CidrIp: "10.9.0.0/16" }],
};
const elsewhere = {
  vpc: idOf("vpc", 9),
  subnet: idOf("subnet", 9),
  group: idOf("sg", 9),
  table: idOf("rtb", 9),
};

/** A second VPC, with one of each. */
function addElsewhere() {
  const { ec2: state } = regionOf(world);
  const VpcId = elsewhere.vpc;
  state.vpcs.set(VpcId, { VpcId, CidrBlock: "10.9.0.0/16" });
  state.subnets.set(elsewhere.subnet, { SubnetId: elsewhere.subnet, VpcId, AvailabilityZone: "eu-west-1b" });
  state.securityGroups.set(elsewhere.group, { GroupId: elsewhere.group, GroupName: "other", VpcId });
  state.routeTables.set(elsewhere.table, { RouteTableId: elsewhere.table, VpcId, Routes: [] });
}

const inGroup =
  (...IpPermissions: sdk.IpPermission[]) =>
  () =>
    ec2.send(new sdk.AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions }));
const newGroup =
  (GroupName: string, Description = "web", VpcId = vpc) =>
  () =>
    ec2.send(new sdk.CreateSecurityGroupCommand({ GroupName, Description, VpcId }));
const entry = (parts: Partial<sdk.CreateNetworkAclEntryRequest>) => () =>
  ec2.send(
    new sdk.CreateNetworkAclEntryCommand({
      ...{ NetworkAclId: acl, RuleNumber: 7, Protocol: "6", RuleAction: "allow", Egress: true },
      ...{ CidrBlock: "10.0.0.0/8", PortRange: { From: 443, To: 443 } },
      ...parts,
    }),
  );
const routeTo = (parts: Partial<sdk.CreateRouteRequest>) => () =>
  ec2.send(
    new sdk.CreateRouteCommand({ RouteTableId: table, DestinationCidrBlock: "203.0.113.0/24", ...parts }),
  );
const endpointWith = (parts: Partial<sdk.CreateVpcEndpointRequest>) => () =>
  ec2.send(
    new sdk.CreateVpcEndpointCommand({
      ...{ VpcId: vpc, ServiceName: "com.amazonaws.eu-west-1.ssm", VpcEndpointType: "Interface" },
      ...{ PrivateDnsEnabled: false, ...parts },
    }),
  );
const gatewayWith = (parts: Partial<sdk.CreateVpcEndpointRequest>) =>
  endpointWith({ ServiceName: "com.amazonaws.eu-west-1.s3", VpcEndpointType: "Gateway", ...parts });
const tags =
  (...Keys: string[]) =>
  () =>
    ec2.send(
      new sdk.CreateTagsCommand({
        Resources: [instance ?? ""],
        Tags: Keys.map((Key) => ({ Key, Value: "" })),
      }),
    );

const hibernate = () =>
  ec2.send(new sdk.StopInstancesCommand({ InstanceIds: [instance ?? ""], Hibernate: true }));
const profileTwice = () =>
  ec2.send(
    new sdk.AssociateIamInstanceProfileCommand({
      InstanceId: instance,
      IamInstanceProfile: { Name: "web", Arn: "arn:aws:iam::123456789012:instance-profile/web" },
    }),
  );

test.each<[string, () => Promise<unknown>, string]>([
  ["a rule without a protocol", inGroup({ ...https, IpProtocol: undefined }), invalid],
  ["a rule twice in one call", inGroup(https, https), invalid],
  [
    "ICMP of an impossible type",
    inGroup({ ...https, IpProtocol: "icmp", FromPort: 300, ToPort: 0 }),
    invalid,
  ],
  [
    "a rule's description with markup",
    inGroup({ ...https, IpRanges: [{ CidrIp: "10.9.0.0/16", Description: "<b>" }] }),
    invalid,
  ],
  [
    "a rule for the group of a VPC that is not connected",
    inGroup({ ...https, IpRanges: [], UserIdGroupPairs: [{ GroupId: elsewhere.group }] }),
    "InvalidGroup.NotFound",
  ],
  [
    "one rule in both notations",
    () =>
      ec2.send(
        new sdk.AuthorizeSecurityGroupIngressCommand({
          GroupId: group,
          IpPermissions: [https],
          CidrIp: "10.1.0.0/16",
        }),
      ),
    "InvalidParameterCombination",
  ],
  ["a group's name of 256 letters", newGroup("a".repeat(256)), invalid],
  ["a group's name with markup", newGroup("<b>"), invalid],
  ["a group's name beyond ASCII", newGroup("Größe"), invalid],
  ["a group without a name", newGroup(""), "MissingParameter"],
  ["an unknown protocol's entry", entry({ Protocol: "banana" }), invalid],
  ["an entry of protocol 256", entry({ Protocol: "256" }), invalid],
  ["an entry up to port 65536", entry({ PortRange: { From: 1, To: 65_536 } }), invalid],
  ["an entry whose ports run backwards", entry({ PortRange: { From: 9, To: 2 } }), invalid],
  ["an entry whose range has no end", entry({ PortRange: { From: 9 } }), invalid],
  ["an entry for ICMP without its type", entry({ Protocol: "1", PortRange: undefined }), "MissingParameter"],
  [
    "removing the last entry",
    () =>
      ec2.send(new sdk.DeleteNetworkAclEntryCommand({ NetworkAclId: acl, RuleNumber: 32_767, Egress: true })),
    invalid,
  ],
  [
    "a route with two destinations",
    routeTo({ DestinationIpv6CidrBlock: "::/0" }),
    "InvalidParameterCombination",
  ],
  [
    "a route to an unknown prefix list",
    routeTo({
      DestinationCidrBlock: undefined,
      DestinationPrefixListId: idOf("pl", 9),
      GatewayId: idOf("igw", 1),
    }),
    "InvalidPrefixListID.NotFound",
  ],
  ["a route by a gateway of no VPC", routeTo({ GatewayId: idOf("igw", 1) }), invalid],
  [
    "a route by an endpoint that is none",
    routeTo({ GatewayId: idOf("vpce", 9) }),
    "InvalidVpcEndpointId.NotFound",
  ],
  [
    "a route within the VPC by a peering",
    routeTo({ DestinationCidrBlock: "10.0.1.0/24", TransitGatewayId: idOf("tgw", 1) }),
    invalid,
  ],
  ["a local route out of the VPC", routeTo({ GatewayId: "local" }), "InvalidInternetGatewayId.Malformed"],
  ["hibernating what was not set up for it", hibernate, "UnsupportedHibernationConfiguration"],
  ["a profile by name and ARN", profileTwice, "InvalidParameterCombination"],
  [
    "an image's owner that is none",
    () => ec2.send(new sdk.DescribeImagesCommand({ Owners: ["me"] })),
    "InvalidUserID.Malformed",
  ],
  ["an endpoint for no service", endpointWith({ ServiceName: undefined }), "MissingParameter"],
  ["an interface in route tables", endpointWith({ RouteTableIds: [table ?? ""] }), "InvalidParameter"],
  [
    "an interface in another VPC's subnet",
    endpointWith({ SubnetIds: [elsewhere.subnet] }),
    "InvalidSubnetId.NotFound",
  ],
  [
    "an interface with another VPC's group",
    endpointWith({ SecurityGroupIds: [elsewhere.group] }),
    "InvalidParameter",
  ],
  ["a gateway in subnets", gatewayWith({ SubnetIds: [elsewhere.subnet] }), "InvalidParameter"],
  ["a gateway with private DNS", gatewayWith({ PrivateDnsEnabled: true }), "InvalidParameter"],
  [
    "a gateway in another VPC's route table",
    gatewayWith({ RouteTableIds: [elsewhere.table] }),
    "InvalidParameter",
  ],
  ["a tag twice in one call", tags("Env", "Env"), invalid],
])("%s is refused, and changes nothing", async (_what, call, name) => {
  addElsewhere();
  const before = structuredClone(regionOf(world).ec2);
  await expect(call()).rejects.toMatchObject({ name });
  expect(regionOf(world).ec2).toEqual(before);
});

test.each<[string, () => void]>([
  [
    "peered",
    () =>
      regionOf(world).ec2.peeringConnections.set(idOf("pcx", 1), {
        Status: { Code: "active" },
        RequesterVpcInfo: { VpcId: elsewhere.vpc },
        AccepterVpcInfo: { VpcId: vpc },
      }),
  ],
  [
    "on one transit gateway",
    () => {
      for (const [number, VpcId] of [elsewhere.vpc, vpc].entries())
        regionOf(world).ec2.transitGatewayVpcAttachments.set(idOf("tgw-attach", number), {
          VpcId,
          TransitGatewayId: idOf("tgw", 1),
        });
    },
  ],
])("a rule may name a group of a VPC that is %s", async (_how, connect) => {
  addElsewhere();
  connect();
  const permission = { ...https, IpRanges: [], UserIdGroupPairs: [{ GroupId: elsewhere.group }] };
  await expect(inGroup(permission)()).resolves.toMatchObject({ Return: true });
});
