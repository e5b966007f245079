import { describe, expect, test } from "vitest";
import type { Ec2State, Region } from "../cloud/world.ts";
import { buildWorld } from "./build-world.ts";
import { accountIds } from "./demo-accounts.ts";

const world = buildWorld({ nodes: 1200, clock: { now: () => Date.parse("2026-11-25T12:00:00Z"), speed: 1 } });
const regions = [...world.accounts.values()].flatMap(({ regions }) => [...regions.values()]);

const prefixes: Partial<Record<keyof Ec2State, RegExp>> = {
  instances: /^i-[0-9a-f]{17}$/,
  vpcs: /^vpc-[0-9a-f]{17}$/,
  subnets: /^subnet-[0-9a-f]{17}$/,
  routeTables: /^rtb-[0-9a-f]{17}$/,
  internetGateways: /^igw-[0-9a-f]{17}$/,
  egressOnlyInternetGateways: /^eigw-[0-9a-f]{17}$/,
  natGateways: /^nat-[0-9a-f]{17}$/,
  networkInterfaces: /^eni-[0-9a-f]{17}$/,
  networkAcls: /^acl-[0-9a-f]{17}$/,
  securityGroups: /^sg-[0-9a-f]{17}$/,
  vpcEndpoints: /^vpce-[0-9a-f]{17}$/,
  dhcpOptions: /^dopt-[0-9a-f]{17}$/,
  images: /^ami-[0-9a-f]{17}$/,
  managedPrefixLists: /^pl-([0-9a-f]{8}|[0-9a-f]{17})$/,
  profileAssociations: /^iip-assoc-[0-9a-f]{17}$/,
  transitGatewayVpcAttachments: /^tgw-attach-[0-9a-f]{17}$/,
  peeringConnections: /^pcx-[0-9a-f]{17}$/,
  elasticAddresses: /^eipalloc-[0-9a-f]{17}$/,
  blockPublicAccessExclusions: /^vpcbpa-exclude-[0-9a-f]{17}$/,
};

test("ids have the form that EC2 gives them, and nothing has the id of something else", () => {
  const seen = new Map<string, string>();
  for (const { ec2, account, name } of regions) {
    for (const [kind, form] of Object.entries(prefixes)) {
      for (const [id, one] of ec2[kind as keyof Ec2State] as Map<string, { OwnerId?: string }>) {
        expect(id).toMatch(form);
        if (isAnothers(account, one)) continue;
        // Images and AWS's prefix lists are the same in every account; a peering is seen from both sides.
        if (["images", "managedPrefixLists", "peeringConnections"].includes(kind)) continue;
        expect(seen.get(id), id).toBeUndefined();
        seen.set(id, `${account}:${name}`);
      }
    }
  }
});

test("node ids have the form that Systems Manager gives them", () => {
  for (const { ssm } of regions) {
    for (const id of ssm.agents.keys()) expect(id).toMatch(/^(i|mi)-[0-9a-f]{17}$/);
  }
});

describe.each(regions.map((region) => [`${region.account}:${region.name}`, region] as const))(
  "in %s",
  (_, region) => {
    const { ec2 } = region;
    const ownVpcs = [...ec2.vpcs.values()].filter((vpc) => !isAnothers(region.account, vpc));

    test("everything stands in a VPC that exists", () => {
      const inVpcs = [
        ec2.subnets,
        ec2.routeTables,
        ec2.networkAcls,
        ec2.securityGroups,
        ec2.vpcEndpoints,
      ] as const;
      for (const resources of inVpcs) {
        for (const { VpcId } of resources.values()) expect(ec2.vpcs.has(VpcId ?? "")).toBe(true);
      }
      for (const vpc of ownVpcs) expect(ec2.dhcpOptions.has(vpc.DhcpOptionsId ?? "")).toBe(true);
      expect([...ec2.vpcs.values()].filter(({ IsDefault }) => IsDefault)).toHaveLength(1);
    });

    test("interfaces name subnets and groups of their VPC", () => {
      for (const {
        SubnetId,
        VpcId,
        Groups = [],
        NetworkInterfaceId,
        OwnerId,
      } of ec2.networkInterfaces.values()) {
        expect(ec2.subnets.get(SubnetId ?? "")?.VpcId, NetworkInterfaceId).toBe(VpcId);
        if (isAnothers(region.account, { OwnerId })) continue;
        for (const { GroupId } of Groups) expect(ec2.securityGroups.get(GroupId ?? "")?.VpcId).toBe(VpcId);
      }
    });

    test("no two interfaces of a VPC have the same address", () => {
      const addresses = [...ec2.networkInterfaces.values()].flatMap(({ VpcId, PrivateIpAddress }) =>
        PrivateIpAddress ? `${VpcId}/${PrivateIpAddress}` : [],
      );
      expect(new Set(addresses).size).toBe(addresses.length);
    });

    test("each subnet has one ACL, and each VPC of its own one main route table", () => {
      const acls = [...ec2.networkAcls.values()].flatMap(({ Associations = [] }) => Associations);
      const subnets = acls.map(({ SubnetId }) => SubnetId);
      expect(subnets.toSorted()).toEqual([...ec2.subnets.keys()].toSorted());
      const mains = [...ec2.routeTables.values()].filter(({ Associations }) =>
        Associations?.some(({ Main }) => Main),
      );
      expect(mains.map(({ VpcId }) => VpcId).toSorted()).toEqual(
        ownVpcs.map(({ VpcId }) => VpcId).toSorted(),
      );
    });

    test("rules name groups and prefix lists that exist", () => {
      for (const { IpPermissions = [], IpPermissionsEgress = [] } of ec2.securityGroups.values()) {
        for (const rule of [...IpPermissions, ...IpPermissionsEgress]) {
          for (const { GroupId } of rule.UserIdGroupPairs ?? [])
            expect(ec2.securityGroups.has(GroupId ?? "")).toBe(true);
          for (const { PrefixListId } of rule.PrefixListIds ?? [])
            expect(ec2.managedPrefixLists.has(PrefixListId ?? "")).toBe(true);
        }
      }
    });

    test("active routes lead to gateways that exist", () => expectRoutesLeadSomewhere(region));

    test("instances, statuses, profiles, images and agents agree", () => {
      const { iam } = world.accounts.get(region.account) ?? {};
      const profiles = new Set([...(iam?.instanceProfiles.values() ?? [])].map(({ arn }) => arn));
      for (const [id, instance] of ec2.instances) {
        expect(ec2.instanceStatuses.get(id)?.InstanceState).toEqual(instance.State);
        expect(ec2.images.has(instance.ImageId ?? "")).toBe(true);
        expect(region.ssm.agents.has(id)).toBe(true);
        if (instance.IamInstanceProfile)
          expect(profiles.has(instance.IamInstanceProfile.Arn ?? "")).toBe(true);
        for (const { NetworkInterfaceId } of instance.NetworkInterfaces ?? [])
          expect(ec2.networkInterfaces.get(NetworkInterfaceId ?? "")?.Attachment?.InstanceId).toBe(id);
        const isGone = instance.State?.Name === "terminated";
        expect(instance.SubnetId === undefined).toBe(isGone);
      }
      for (const { InstanceId, IamInstanceProfile } of ec2.profileAssociations.values())
        expect(ec2.instances.get(InstanceId ?? "")?.IamInstanceProfile).toEqual(IamInstanceProfile);
    });
  },
);

test("roles name policies that exist, and profiles roles that exist", () => {
  for (const { iam } of world.accounts.values()) {
    for (const role of iam.roles.values()) {
      for (const arn of [...role.attachedPolicyArns, ...(role.boundaryArn ? [role.boundaryArn] : [])])
        expect(iam.managedPolicies.has(arn), arn).toBe(true);
    }
    for (const { roleNames } of iam.instanceProfiles.values())
      expect(roleNames.every((name) => iam.roles.has(name))).toBe(true);
    for (const { versions, defaultVersionId } of iam.managedPolicies.values())
      expect(versions.has(defaultVersionId)).toBe(true);
  }
});

test("a rule still commands a node that is gone, and another one goes by a tag that nodes have", () => {
  const values = (key: string) =>
    regions.flatMap(({ eventRules }) =>
      [...(eventRules?.values() ?? [])].flatMap(({ targets }) =>
        targets
          .flatMap(({ RunCommandParameters }) => RunCommandParameters?.RunCommandTargets ?? [])
          .flatMap(({ Key, Values = [] }) => (Key === key ? Values : [])),
      ),
    );
  const nodes = regions.flatMap(({ ec2 }) => [...ec2.instances.values()]);
  expect(values("InstanceIds")).not.toEqual([]);
  expect(nodes.filter(({ InstanceId = "" }) => values("InstanceIds").includes(InstanceId))).toEqual([]);
  expect(values("tag:Service")).not.toEqual([]);
  const services = nodes.flatMap(({ Tags = [] }) => Tags.filter(({ Key }) => Key === "Service"));
  expect(services.map(({ Value }) => Value)).toEqual(expect.arrayContaining(values("tag:Service")));
});

/** What a VPC's owner and its participants see of each other stands in both of them. */
function isAnothers(account: string, { OwnerId }: { OwnerId?: string | undefined }): boolean {
  return Object.values(accountIds).some((id) => id === OwnerId) && OwnerId !== account;
}

function expectRoutesLeadSomewhere({ ec2 }: Region) {
  for (const table of ec2.routeTables.values()) {
    for (const route of table.Routes ?? []) {
      if (route.State !== "active") continue;
      if (route.NatGatewayId) expect(ec2.natGateways.get(route.NatGatewayId)?.State).toBe("available");
      if (route.GatewayId?.startsWith("igw-")) expect(ec2.internetGateways.has(route.GatewayId)).toBe(true);
      if (route.GatewayId?.startsWith("vpce-")) expect(ec2.vpcEndpoints.has(route.GatewayId)).toBe(true);
      if (route.VpcPeeringConnectionId)
        expect(ec2.peeringConnections.has(route.VpcPeeringConnectionId)).toBe(true);
      if (route.NetworkInterfaceId) expect(ec2.networkInterfaces.has(route.NetworkInterfaceId)).toBe(true);
    }
    for (const { SubnetId } of table.Associations ?? [])
      if (SubnetId) expect(ec2.subnets.get(SubnetId)?.VpcId).toBe(table.VpcId);
  }
}
