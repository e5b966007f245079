import * as sdk from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, test } from "vitest";
import { clientsOver } from "../../testing/call.ts";
import { idOf, regionOf, smallWorld } from "../../testing/small-world.ts";
import type { World } from "../world.ts";

let world: World;
let { ec2 } = clientsOver(smallWorld());
const instance = idOf("i", 1);
const [group, table, acl, vpc, eni] = [
  idOf("sg", 1),
  idOf("rtb", 1),
  idOf("acl", 1),
  idOf("vpc", 1),
  idOf("eni", 1),
];

beforeEach(() => {
  world = smallWorld();
  ec2 = clientsOver(world).ec2;
  Object.assign(regionOf(world).ec2.vpcs.get(vpc) ?? {}, { DhcpOptionsId: idOf("dopt", 1) });
});

const IpPermissions = [
  { IpProtocol: "udp", FromPort: 53, ToPort: 53, IpRanges: [{ CidrIp: "10.7.0.0/16" }] },
];
const entry = { NetworkAclId: acl, RuleNumber: 7, Egress: true };
const destination = { RouteTableId: table, DestinationCidrBlock: "203.0.113.0/24" };
const local = { RouteTableId: table, DestinationCidrBlock: "10.0.0.0/16" };
const Resources = [instance];

type Call = () => Promise<unknown>;
const run =
  (command: unknown): Call =>
  () =>
    ec2.send(command as sdk.DescribeVpcsCommand);
const vpcAttribute = (attribute: string, Value: boolean) =>
  run(new sdk.ModifyVpcAttributeCommand({ VpcId: vpc, [attribute]: { Value } }));

const undoable: [string, Call, Call][] = [
  [
    "a rule of a group",
    run(new sdk.AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions })),
    run(new sdk.RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions })),
  ],
  [
    "an entry of a network ACL",
    run(
      new sdk.CreateNetworkAclEntryCommand({
        ...{ ...entry, Protocol: "17", RuleAction: "deny", CidrBlock: "10.7.0.0/16" },
        PortRange: { From: 53, To: 53 },
      }),
    ),
    run(new sdk.DeleteNetworkAclEntryCommand(entry)),
  ],
  [
    "a route",
    run(new sdk.CreateRouteCommand({ ...destination, NetworkInterfaceId: eni })),
    run(new sdk.DeleteRouteCommand(destination)),
  ],
  [
    "the target of the local route",
    run(new sdk.ReplaceRouteCommand({ ...local, NetworkInterfaceId: eni })),
    run(new sdk.ReplaceRouteCommand({ ...local, LocalTarget: true })),
  ],
  [
    "a tag",
    run(new sdk.CreateTagsCommand({ Resources, Tags: [{ Key: "Shift", Value: "night" }] })),
    run(new sdk.DeleteTagsCommand({ Resources, Tags: [{ Key: "Shift" }] })),
  ],
  ["DNS support", vpcAttribute("EnableDnsSupport", false), vpcAttribute("EnableDnsSupport", true)],
  ["DNS hostnames", vpcAttribute("EnableDnsHostnames", true), vpcAttribute("EnableDnsHostnames", false)],
  [
    "DHCP options",
    run(new sdk.AssociateDhcpOptionsCommand({ VpcId: vpc, DhcpOptionsId: "default" })),
    run(new sdk.AssociateDhcpOptionsCommand({ VpcId: vpc, DhcpOptionsId: idOf("dopt", 1) })),
  ],
  [
    "a gateway's attachment",
    run(new sdk.AttachInternetGatewayCommand({ VpcId: vpc, InternetGatewayId: idOf("igw", 1) })),
    run(new sdk.DetachInternetGatewayCommand({ VpcId: vpc, InternetGatewayId: idOf("igw", 1) })),
  ],
];

describe.each(undoable)("%s", (_what, call, undo) => {
  test("is there once it is made, in its Region and its account alone, and undone leaves no trace", async () => {
    const everywhere = () =>
      [...world.accounts.values()].flatMap(({ id, regions }) =>
        [...regions.values()].map(
          ({ name, ec2: state }) => [`${id}:${name}`, structuredClone(state)] as const,
        ),
      );
    const before = everywhere();
    await call();
    const changed = everywhere().filter(([scope, state], index) => {
      expect(scope).toBe(before[index]?.[0]);
      return JSON.stringify([...values(state)]) !== JSON.stringify([...values(before[index]?.[1] ?? {})]);
    });
    expect(changed.map(([scope]) => scope)).toEqual([`${regionOf(world).account}:${regionOf(world).name}`]);
    await undo();
    expect(everywhere()).toEqual(before);
  });
});

/** Maps as lists, which JSON knows. */
function values(state: object): unknown[] {
  return Object.values(state).map((value) => (value instanceof Map ? [...value] : value));
}
