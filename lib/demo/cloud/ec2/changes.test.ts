import * as sdk from "@aws-sdk/client-ec2";
import { NormalizedSchema } from "@smithy/core/schema";
import { beforeEach, describe, expect, test } from "vitest";
import { clientsOver } from "../../testing/call.ts";
import { handClock } from "../../testing/hand-clock.ts";
import { idOf, regionOf, smallWorld } from "../../testing/small-world.ts";
import { listen } from "../change.ts";
import type { World } from "../world.ts";
import { ec2Operations } from "./index.ts";

let world: World;
let clock: ReturnType<typeof handClock>;
let { ec2 } = clientsOver(smallWorld());

const instance = idOf("i", 1);
const vpc = idOf("vpc", 1);
const subnet = idOf("subnet", 1);
const group = idOf("sg", 1);
const table = idOf("rtb", 1);
const acl = idOf("acl", 1);
const gateway = idOf("igw", 1);
const https = { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "0.0.0.0/0" }] };
const aclEntry = {
  NetworkAclId: acl,
  RuleNumber: 100,
  Protocol: "-1",
  RuleAction: "deny",
  Egress: true,
  CidrBlock: "0.0.0.0/0",
} as const;
const endpoint: sdk.CreateVpcEndpointRequest = {
  VpcId: vpc,
  VpcEndpointType: "Interface",
  ServiceName: "com.amazonaws.eu-west-1.ssm",
  SubnetIds: [subnet],
  SecurityGroupIds: [group],
  PrivateDnsEnabled: false,
};

beforeEach(() => {
  clock = handClock();
  world = { ...smallWorld(), clock };
  const { ec2: state } = regionOf(world);
  Object.assign(state.internetGateways.get(gateway) ?? {}, {
    Attachments: [{ VpcId: vpc, State: "available" }],
  });
  state.elasticAddresses.set(idOf("eipalloc", 1), {
    AllocationId: idOf("eipalloc", 1),
    PublicIp: "203.0.113.1",
  });
  state.vpcEndpoints.set(idOf("vpce", 1), {
    VpcEndpointId: idOf("vpce", 1),
    VpcId: vpc,
    VpcEndpointType: "Interface",
    ServiceName: "com.amazonaws.eu-west-1.ssmmessages",
    State: "Available",
    Groups: [],
    SubnetIds: [],
    NetworkInterfaceIds: [],
  });
  state.profileAssociations.set(idOf("iip-assoc", 1), {
    AssociationId: idOf("iip-assoc", 1),
    InstanceId: idOf("i", 2),
    State: "associated",
  });
  state.routeTables
    .get(table)
    ?.Routes?.push({ DestinationCidrBlock: "192.0.2.0/24", GatewayId: gateway, State: "blackhole" });
  state.blockPublicAccessExclusions.set(idOf("vpcbpa-exclude", 1), {
    ExclusionId: idOf("vpcbpa-exclude", 1),
    State: "create-complete",
  });
  ec2 = clientsOver(world).ec2;
});

/** One call of each operation that changes something, which would succeed. */
const changes: Record<string, object> = {
  StartInstances: { InstanceIds: [instance] },
  StopInstances: { InstanceIds: [instance] },
  RebootInstances: { InstanceIds: [instance] },
  TerminateInstances: { InstanceIds: [instance] },
  ModifyInstanceMetadataOptions: { InstanceId: instance, HttpTokens: "optional" },
  AssociateIamInstanceProfile: { InstanceId: instance, IamInstanceProfile: { Name: "web" } },
  ReplaceIamInstanceProfileAssociation: {
    AssociationId: idOf("iip-assoc", 1),
    IamInstanceProfile: { Name: "database" },
  },
  DisassociateIamInstanceProfile: { AssociationId: idOf("iip-assoc", 1) },
  CreateTags: { Resources: [instance], Tags: [{ Key: "Owner", Value: "payments" }] },
  DeleteTags: { Resources: [instance], Tags: [{ Key: "Env" }] },
  ModifyVpcAttribute: { VpcId: vpc, EnableDnsHostnames: { Value: true } },
  AssociateDhcpOptions: { VpcId: vpc, DhcpOptionsId: "default" },
  CreateSecurityGroup: { GroupName: "endpoints", Description: "d", VpcId: vpc },
  DeleteSecurityGroup: { GroupId: idOf("sg", 2) },
  AuthorizeSecurityGroupEgress: { GroupId: group, IpPermissions: [https] },
  AuthorizeSecurityGroupIngress: { GroupId: group, IpPermissions: [https] },
  RevokeSecurityGroupEgress: {
    GroupId: group,
    IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
  },
  RevokeSecurityGroupIngress: {
    GroupId: group,
    IpPermissions: [{ ...https, IpRanges: [{ CidrIp: "10.0.0.0/16" }] }],
  },
  CreateNetworkAclEntry: { ...aclEntry, RuleNumber: 90 },
  ReplaceNetworkAclEntry: aclEntry,
  DeleteNetworkAclEntry: { NetworkAclId: acl, RuleNumber: 100, Egress: true },
  CreateRoute: { RouteTableId: table, DestinationCidrBlock: "0.0.0.0/0", GatewayId: gateway },
  ReplaceRoute: { RouteTableId: table, DestinationCidrBlock: "192.0.2.0/24", GatewayId: gateway },
  DeleteRoute: { RouteTableId: table, DestinationCidrBlock: "192.0.2.0/24" },
  AssociateRouteTable: { RouteTableId: table, SubnetId: subnet },
  DisassociateRouteTable: { AssociationId: idOf("rtbassoc", 2) },
  AttachInternetGateway: { InternetGatewayId: gateway, VpcId: vpc },
  DetachInternetGateway: { InternetGatewayId: gateway, VpcId: vpc },
  CreateNatGateway: { SubnetId: subnet, AllocationId: idOf("eipalloc", 1) },
  DeleteNatGateway: { NatGatewayId: idOf("nat", 1) },
  AllocateAddress: {},
  AssociateAddress: { AllocationId: idOf("eipalloc", 1), InstanceId: instance },
  DisassociateAddress: { AssociationId: idOf("eipassoc", 2) },
  ReleaseAddress: { AllocationId: idOf("eipalloc", 1) },
  CreateVpcEndpoint: endpoint,
  ModifyVpcEndpoint: { VpcEndpointId: idOf("vpce", 1), AddSubnetIds: [subnet] },
  DeleteVpcEndpoints: { VpcEndpointIds: [idOf("vpce", 1)] },
  ModifyVpcBlockPublicAccessOptions: { InternetGatewayBlockMode: "block-ingress" },
  CreateVpcBlockPublicAccessExclusion: { VpcId: vpc, InternetGatewayExclusionMode: "allow-egress" },
  DeleteVpcBlockPublicAccessExclusion: { ExclusionId: idOf("vpcbpa-exclude", 1) },
};

/** What some calls need besides: a group nobody wears, a second association, an address in use, a stopped instance. */
function prepare(name: string) {
  const { ec2: state } = regionOf(world);
  if (name === "DeleteSecurityGroup") {
    state.securityGroups.set(idOf("sg", 2), { GroupId: idOf("sg", 2), GroupName: "unused", VpcId: vpc });
  }
  if (name === "DisassociateRouteTable") {
    state.routeTables.get(table)?.Associations?.push({
      RouteTableAssociationId: idOf("rtbassoc", 2),
      RouteTableId: table,
      SubnetId: subnet,
    });
  }
  if (name === "DisassociateAddress") {
    Object.assign(state.elasticAddresses.get(idOf("eipalloc", 1)) ?? {}, {
      AssociationId: idOf("eipassoc", 2),
      NetworkInterfaceId: idOf("eni", 1),
    });
  }
  if (name === "AttachInternetGateway")
    Object.assign(state.internetGateways.get(gateway) ?? {}, { Attachments: [] });
  if (name === "DeleteNatGateway")
    state.natGateways.set(idOf("nat", 1), { NatGatewayId: idOf("nat", 1), State: "available" });
  if (name === "StartInstances")
    Object.assign(state.instances.get(instance) ?? {}, { State: { Code: 80, Name: "stopped" } });
}

function send(name: string, input: object) {
  const commands = sdk as unknown as Record<string, new (input: object) => sdk.DescribeVpcsCommand>;
  const Command = commands[`${name}Command`];
  if (!Command) throw new Error(`No ${name}Command`);
  return ec2.send(new Command(input));
}

test("every operation that changes something has its call in this file", () => {
  const mutating = ec2Operations.filter(({ mutates }) => mutates).map(({ name }) => name);
  expect(mutating.sort()).toEqual(Object.keys(changes).sort());
});

/** ModifyVpcAttribute and the calls about instance profiles have no dry run at AWS either. */
function hasDryRun(name: string): boolean {
  const schema = NormalizedSchema.of(
    ec2Operations.find((operation) => operation.name === name)?.schema[4] ?? "unit",
  );
  return [...schema.structIterator()].some(([member]) => member === "DryRun");
}

describe.each(Object.entries(changes))("%s", (name, input) => {
  test.runIf(hasDryRun(name))("a dry run succeeds by its error and leaves the world as it was", async () => {
    prepare(name);
    const before = structuredClone(regionOf(world).ec2);
    await expect(send(name, { ...input, DryRun: true })).rejects.toMatchObject({ name: "DryRunOperation" });
    expect(regionOf(world).ec2).toEqual(before);
  });

  test("the call itself says what it changed", async () => {
    prepare(name);
    const before = structuredClone(regionOf(world).ec2);
    const changed: string[] = [];
    listen(world, (_, { by, resourceIds }) => changed.push(by, ...resourceIds));
    await send(name, input);
    expect(changed).toContain(`ec2:${name}`);
    expect(changed.length).toBeGreaterThan(1);
    if (name !== "RebootInstances") expect(regionOf(world).ec2).not.toEqual(before);
  });
});

test("an internet gateway stays as long as something in its VPC has a public address", async () => {
  const { ec2: state } = regionOf(world);
  const ofVpc = {
    NatGatewayId: idOf("nat", 1),
    VpcId: vpc,
    NatGatewayAddresses: [{ PublicIp: "192.0.2.1" }],
  };
  const mappings: [() => void, () => void][] = [
    [
      () => Object.assign(state.instances.get(instance)!, { PublicIpAddress: "192.0.2.1" }),
      () => delete state.instances.get(instance)!.PublicIpAddress,
    ],
    [
      () =>
        Object.assign(state.networkInterfaces.get(idOf("eni", 1))!, {
          Association: { PublicIp: "192.0.2.1" },
        }),
      () => delete state.networkInterfaces.get(idOf("eni", 1))!.Association,
    ],
    [
      () => state.natGateways.set(idOf("nat", 1), { ...ofVpc, State: "available" }),
      () => state.natGateways.set(idOf("nat", 1), { ...ofVpc, State: "deleted" }),
    ],
  ];
  const detach = () => send("DetachInternetGateway", { InternetGatewayId: gateway, VpcId: vpc });
  for (const [map, unmap] of mappings) {
    map();
    await expect(detach()).rejects.toMatchObject({ name: "DependencyViolation" });
    unmap();
  }
  await detach();
});

test("a NAT gateway that is deleted leaves a blackhole, and its address to be released", async () => {
  const { ec2: state } = regionOf(world);
  const AllocationId = idOf("eipalloc", 1);
  const { NatGateway } = await ec2.send(new sdk.CreateNatGatewayCommand({ SubnetId: subnet, AllocationId }));
  const NatGatewayId = NatGateway?.NatGatewayId ?? "";
  const to = { RouteTableId: table, DestinationCidrBlock: "0.0.0.0/0", NatGatewayId };
  await ec2.send(new sdk.CreateRouteCommand(to));
  await ec2.send(new sdk.DeleteNatGatewayCommand({ NatGatewayId }));
  const route = state.routeTables.get(table)?.Routes?.find((each) => each.NatGatewayId === NatGatewayId);
  expect(route?.State).toBe("blackhole");
  clock.pass(120_000);
  const { NatGateways } = await ec2.send(
    new sdk.DescribeNatGatewaysCommand({ NatGatewayIds: [NatGatewayId] }),
  );
  expect(NatGateways?.[0]?.State).toBe("deleted");
  await ec2.send(new sdk.ReleaseAddressCommand({ AllocationId }));
  expect(state.elasticAddresses.has(AllocationId)).toBe(false);
});

describe("endpoints", () => {
  test("an interface endpoint comes with interfaces, waits for its turn and leaves with them", async () => {
    const { VpcEndpoint } = await ec2.send(new sdk.CreateVpcEndpointCommand(endpoint));
    const { ec2: state } = regionOf(world);
    const [interfaceId = ""] = VpcEndpoint?.NetworkInterfaceIds ?? [];
    expect(VpcEndpoint?.State).toBe("pending");
    expect(state.networkInterfaces.get(interfaceId)).toMatchObject({
      SubnetId: subnet,
      Groups: [{ GroupId: group }],
    });
    clock.pass(120_000);
    const VpcEndpointIds = [VpcEndpoint?.VpcEndpointId ?? ""];
    const { VpcEndpoints } = await ec2.send(new sdk.DescribeVpcEndpointsCommand({ VpcEndpointIds }));
    expect(VpcEndpoints?.[0]?.State).toBe("available");
    await ec2.send(new sdk.DeleteVpcEndpointsCommand({ VpcEndpointIds }));
    clock.pass(120_000);
    await expect(ec2.send(new sdk.DescribeVpcEndpointsCommand({ VpcEndpointIds }))).rejects.toMatchObject({
      name: "InvalidVpcEndpointId.NotFound",
    });
    expect(state.networkInterfaces.has(interfaceId)).toBe(false);
  });

  test("private DNS is refused where the VPC has no DNS hostnames", async () => {
    const create = new sdk.CreateVpcEndpointCommand({ ...endpoint, PrivateDnsEnabled: true });
    await expect(ec2.send(create)).rejects.toMatchObject({ name: "InvalidParameter" });
  });

  test("the state is written as switch U20 says", async () => {
    world.unconfirmed = { U20_vpcEndpointState: "capitalised" };
    const { VpcEndpoints } = await ec2.send(new sdk.DescribeVpcEndpointsCommand({}));
    expect(VpcEndpoints?.[0]?.State).toBe("Available");
  });
});

describe("what EC2 refuses", () => {
  test.each([
    [
      "AuthorizeSecurityGroupIngress",
      { GroupId: group, IpPermissions: [{ ...https, IpRanges: [{ CidrIp: "10.0.0.0/16" }] }] },
      "InvalidPermission.Duplicate",
    ],
    ["RevokeSecurityGroupIngress", { GroupId: group, IpPermissions: [https] }, "InvalidPermission.NotFound"],
    [
      "AuthorizeSecurityGroupIngress",
      { GroupId: group, IpPermissions: [{ ...https, IpRanges: [{ CidrIp: "10.0.0.0/33" }] }] },
      "InvalidParameterValue",
    ],
    ["CreateNetworkAclEntry", aclEntry, "NetworkAclEntryAlreadyExists"],
    [
      "DeleteNetworkAclEntry",
      { NetworkAclId: acl, RuleNumber: 7, Egress: true },
      "InvalidNetworkAclEntry.NotFound",
    ],
    [
      "CreateRoute",
      { RouteTableId: table, DestinationCidrBlock: "10.0.0.0/16", GatewayId: gateway },
      "RouteAlreadyExists",
    ],
    ["CreateRoute", { RouteTableId: table, DestinationCidrBlock: "0.0.0.0/0" }, "MissingParameter"],
    [
      "ReplaceRoute",
      { RouteTableId: table, DestinationCidrBlock: "0.0.0.0/0", GatewayId: gateway },
      "InvalidRoute.NotFound",
    ],
    ["DeleteSecurityGroup", { GroupId: group }, "DependencyViolation"],
    [
      "ModifyVpcEndpoint",
      { VpcEndpointId: idOf("vpce", 1), RemoveSecurityGroupIds: [group] },
      "InvalidParameter",
    ],
    ["DisassociateRouteTable", { AssociationId: idOf("rtbassoc", 1) }, "InvalidParameterValue"],
    [
      "AssociateIamInstanceProfile",
      { InstanceId: idOf("i", 2), IamInstanceProfile: { Name: "web" } },
      "IncorrectState",
    ],
    [
      "AssociateIamInstanceProfile",
      { InstanceId: instance, IamInstanceProfile: { Name: "nobody" } },
      "InvalidParameterValue",
    ],
    [
      "CreateVpcEndpoint",
      { ...endpoint, ServiceName: "com.amazonaws.eu-west-1.nothing" },
      "InvalidServiceName",
    ],
    [
      "CreateTags",
      { Resources: [instance], Tags: [{ Key: "aws:mine", Value: "x" }] },
      "InvalidParameterValue",
    ],
  ])("%s %j: %s", async (name, input, code) => {
    const before = structuredClone(regionOf(world).ec2);
    await expect(send(name, input)).rejects.toMatchObject({ name: code });
    expect(regionOf(world).ec2).toEqual(before);
  });

  test("deleting several endpoints reports the missing ones and deletes the others", async () => {
    const VpcEndpointIds = [idOf("vpce", 1), idOf("vpce", 2)];
    const { Unsuccessful } = await ec2.send(new sdk.DeleteVpcEndpointsCommand({ VpcEndpointIds }));
    expect(Unsuccessful).toMatchObject([
      { ResourceId: idOf("vpce", 2), Error: { Code: "InvalidVpcEndpointId.NotFound" } },
    ]);
    expect(regionOf(world).ec2.vpcEndpoints.get(idOf("vpce", 1))?.State).toBe("Deleting");
  });
});
