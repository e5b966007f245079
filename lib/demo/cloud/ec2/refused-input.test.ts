import * as sdk from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, test } from "vitest";
import { clientsOver } from "../../testing/call.ts";
import { idOf, regionOf, smallWorld } from "../../testing/small-world.ts";
import type { World } from "../world.ts";
import { canonicalCidr } from "./cidr.ts";

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

describe("security groups by name", () => {
  test("are those of the default VPC, and others do not exist", async () => {
    const { vpcs, securityGroups } = regionOf(world).ec2;
    vpcs.set(vpc!, { ...vpcs.get(vpc!), IsDefault: true });
    const name = securityGroups.get(group!)?.GroupName ?? "";
    const found = await groupsNamed(name);
    expect(found.SecurityGroups?.map(({ GroupId }) => GroupId)).toEqual([group]);
    const unknown = groupsNamed(name, "nobody");
    await expect(unknown).rejects.toMatchObject({
      name: "InvalidGroup.NotFound",
      message: `The security group 'nobody' does not exist in default VPC '${vpc}'`,
    });
  });
});

test.each([
  ["100.68.0.18/18", 4, "100.68.0.0/18"],
  ["255.255.255.255/32", 4, "255.255.255.255/32"],
  ["203.0.113.9/0", 4, "0.0.0.0/0"],
  ["10.0.0.0", 4, null],
  ["10.0.0/8", 4, null],
  ["10.0.0.0/-1", 4, null],
  ["2001:db8::/32", 6, "2001:db8::/32"],
  ["2001:db8::/129", 6, null],
  ["2001:db8::/32", 4, null],
] as const)("the block %s of IPv%d is kept as %s", (value, family, kept) => {
  expect(canonicalCidr(value, family)).toBe(kept);
});
