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
  new sdk.AuthorizeSecurityGroupIngressCommand({
    GroupId: group,
    IpPermissions: [{ IpRanges: [{ CidrIp: "10.0.0.0/8" }], ...permission }],
  });
const entry = (parts: Partial<sdk.CreateNetworkAclEntryRequest>) =>
  new sdk.CreateNetworkAclEntryCommand({
    ...{ NetworkAclId: acl, RuleNumber: 7, Protocol: "-1", RuleAction: "deny", Egress: true },
    ...parts,
  });

type Call = Parameters<typeof ec2.send>[0];
const refused: [Call, string, string][] = [
  [
    new sdk.ModifyInstanceMetadataOptionsCommand({ InstanceId: instance, HttpEndpoint: "maybe" as never }),
    "InvalidParameterValue",
    "Value (maybe) for parameter httpEndpoint is invalid.",
  ],
  [
    new sdk.ModifyInstanceMetadataOptionsCommand({ InstanceId: instance, HttpTokens: "enabled" as never }),
    "InvalidParameterValue",
    "Value (enabled) for parameter httpTokens is invalid.",
  ],
  [
    authorize({ IpProtocol: "tcp", FromPort: 70_000, ToPort: 70_001 }),
    "InvalidParameterValue",
    "Invalid TCP/UDP port range (70000:70001)",
  ],
  [
    authorize({ IpProtocol: "foo", FromPort: 1, ToPort: 2 }),
    "InvalidParameterValue",
    "Invalid value 'foo' for IP protocol. Unknown protocol.",
  ],
  [
    authorize({ IpProtocol: "tcp", FromPort: 1, ToPort: 2, IpRanges: [{ CidrIp: "10.0.0.0/33" }] }),
    "InvalidParameterValue",
    "CIDR block 10.0.0.0/33 is malformed",
  ],
  [
    new sdk.CreateRouteCommand({
      RouteTableId: table,
      DestinationCidrBlock: "foo",
      GatewayId: idOf("igw", 1),
    }),
    "InvalidParameterValue",
    "Value (foo) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.",
  ],
  [
    entry({ Ipv6CidrBlock: "10.0.0.0/8" }),
    "InvalidParameterValue",
    "Value (10.0.0.0/8) for parameter ipv6CidrBlock is invalid. This is not a valid CIDR block.",
  ],
  [
    new sdk.CreateVpcEndpointCommand({
      VpcId: vpc,
      ServiceName: "com.amazonaws.eu-west-1.s3",
      PolicyDocument: "{",
    }),
    "InvalidPolicyDocument",
    "The policy document is not a valid JSON policy document.",
  ],
  [
    new sdk.DescribeSecurityGroupsCommand({ GroupNames: ["default"] }),
    "VPCIdNotSpecified",
    "No default VPC for this user",
  ],
  [
    new sdk.DescribeInstancesCommand({ MaxResults: 1001 }),
    "InvalidParameterValue",
    "Value ( 1001 ) for parameter maxResults is invalid. Expecting a value smaller than or equal to 1000.",
  ],
];

test.each(refused.map(([call, code, message]) => [call.constructor.name, code, message, call] as const))(
  "%s is refused as %s: %s",
  async (_, code, message, call) => {
    const before = structuredClone(regionOf(world).ec2);
    await expect(ec2.send(call as sdk.DescribeInstancesCommand)).rejects.toMatchObject({
      name: code,
      message,
    });
    expect(regionOf(world).ec2).toEqual(before);
  },
);

describe("security groups by name", () => {
  test("are those of the default VPC, and others do not exist", async () => {
    const { vpcs, securityGroups } = regionOf(world).ec2;
    vpcs.set(vpc!, { ...vpcs.get(vpc!), IsDefault: true });
    const name = securityGroups.get(group!)?.GroupName ?? "";
    const found = await ec2.send(new sdk.DescribeSecurityGroupsCommand({ GroupNames: [name] }));
    expect(found.SecurityGroups?.map(({ GroupId }) => GroupId)).toEqual([group]);
    const unknown = ec2.send(new sdk.DescribeSecurityGroupsCommand({ GroupNames: [name, "nobody"] }));
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
