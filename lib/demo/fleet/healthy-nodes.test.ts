import type { Instance, RouteTable } from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import type { Ec2State, PolicyDocument, World } from "../cloud/world.ts";
import { buildWorld } from "./build-world.ts";

const world = buildWorld({ nodes: 1200, clock: { now: () => Date.parse("2026-11-25T12:00:00Z"), speed: 1 } });
const faults = [...world.conditions.values()].filter(({ code }) => code !== null);
const held = new Set(faults.flatMap(({ nodes }) => nodes));
/** Decoys whose path nobody can prove from configuration, though it works. */
const unprovable = new Set(
  [
    "decoy/transit-gateway-online",
    "decoy/own-resolvers-online",
    "decoy/ipv6-only-dual-stack-endpoints",
  ].flatMap((id) => world.conditions.get(id)?.nodes ?? []),
);

type Placed = { account: string; ec2: Ec2State; instance: Instance };
const placed: Placed[] = [...world.accounts.values()].flatMap(({ id, regions }) =>
  [...regions.values()].flatMap(({ ec2 }) =>
    [...ec2.instances.values()].map((instance) => ({ account: id, ec2, instance })),
  ),
);
const healthy = placed.filter(({ instance }) => !held.has(instance.InstanceId ?? ""));

describe("a node that no condition holds back", () => {
  test("is most of the fleet, runs, passes its checks and can read its metadata", () => {
    expect(healthy.length).toBeGreaterThan(900);
    for (const { ec2, instance } of healthy) {
      expect(instance.State?.Name).toBe("running");
      expect(instance.MetadataOptions?.HttpEndpoint).toBe("enabled");
      expect(ec2.instanceStatuses.get(instance.InstanceId ?? "")?.SystemStatus?.Status).toBe("ok");
    }
  });

  test("has a role that may do what a node does, or default host management", () => {
    for (const { account, instance } of healthy)
      expect(mayManage(world, account, instance), nameOf(instance)).toBe(true);
  });

  test("has a way to ssm and ssmmessages, and back", () => {
    for (const { ec2, instance } of healthy) {
      if (unprovable.has(instance.InstanceId ?? "")) continue;
      for (const service of ["ssm", "ssmmessages"]) {
        expect(blockerOf(ec2, instance, service), `${nameOf(instance)} to ${service}`).toBeNull();
      }
    }
  });
});

test("a node that the network holds back has a blocker on the way", () => {
  const blocked = faults.filter(
    ({ code, effect }) =>
      effect !== "none" &&
      /acl-|-acl|security-group|route-|nat-|endpoint-(missing|unavailable|private|sec|net)|internet-gateway|public-address/.test(
        code ?? "",
      ),
  );
  expect(blocked.length).toBeGreaterThan(20);
  for (const { id, nodes } of blocked) {
    for (const node of nodes) {
      const { ec2, instance } = placed.find(({ instance }) => instance.InstanceId === node) as Placed;
      const blockers = ["ssm", "ssmmessages"].map((service) => blockerOf(ec2, instance, service));
      expect(
        blockers.some((blocker) => blocker !== null),
        `${id}: ${nameOf(instance)}`,
      ).toBe(true);
    }
  }
});

function nameOf(instance: Instance): string {
  return instance.Tags?.find(({ Key }) => Key === "Name")?.Value ?? "";
}

const required = [
  "ssm:UpdateInstanceInformation",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenDataChannel",
];

function mayManage({ accounts }: World, accountId: string, instance: Instance): boolean {
  const account = accounts.get(accountId);
  const arn = instance.IamInstanceProfile?.Arn;
  const region = instance.Placement?.AvailabilityZone?.slice(0, -1) ?? "";
  const setting = account?.regions
    .get(region)
    ?.ssm.serviceSettings.get("/ssm/managed-instance/default-ec2-instance-management-role");
  const name = arn
    ? account?.iam.instanceProfiles.get(arn.split("/")[1] ?? "")?.roleNames[0]
    : setting?.SettingValue?.split("/")[1];
  const role = account?.iam.roles.get(name ?? "");
  if (!account || !role) return false;
  const trusted = JSON.stringify(role.trust).includes(arn ? "ec2.amazonaws.com" : "ssm.amazonaws.com");
  const granted = [
    ...role.inlinePolicies.values(),
    ...role.attachedPolicyArns.map((policy) => versionOf(policy)),
  ];
  const limits = role.boundaryArn ? [[versionOf(role.boundaryArn)]] : [];
  const organization = account.serviceControlPolicies;
  return (
    trusted &&
    [granted, organization, ...limits].every((documents) =>
      required.every((action) => allows(documents, action)),
    )
  );

  function versionOf(policyArn: string): PolicyDocument {
    const managed = account?.iam.managedPolicies.get(policyArn);
    return managed?.versions.get(managed.defaultVersionId) as PolicyDocument;
  }
}

/** Conditions on denials are about contractors and Frankfurt, where no healthy node stands. */
function allows(documents: PolicyDocument[], action: string): boolean {
  const statements = documents
    .flatMap(({ Statement }) => Statement)
    .filter((statement) => statement.Condition === undefined);
  const matches = (patterns: string | string[] = []) =>
    [patterns].flat().some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action));
  const about = statements.filter(({ Action, NotAction }) =>
    Action ? matches(Action) : !matches(NotAction),
  );
  return about.some(({ Effect }) => Effect === "Allow") && !about.some(({ Effect }) => Effect === "Deny");
}

/** The first thing between the node and the service, or null: a walk of its own, with IPv4 and nothing special. */
function blockerOf(ec2: Ec2State, instance: Instance, service: string): string | null {
  const networkInterface = instance.NetworkInterfaces?.find(
    ({ Attachment }) => Attachment?.DeviceIndex === 0,
  );
  const vpcId = instance.VpcId ?? "";
  const dns = ec2.vpcAttributes.get(vpcId);
  if (!dns?.enableDnsSupport) return "dns";
  const groups = (networkInterface?.Groups ?? []).map(({ GroupId }) => ec2.securityGroups.get(GroupId ?? ""));
  const egress = groups.flatMap((group) => group?.IpPermissionsEgress ?? []);
  const here = { subnetId: instance.SubnetId ?? "", address: instance.PrivateIpAddress ?? "" };
  const endpoint = [...ec2.vpcEndpoints.values()].find(
    ({ VpcId, ServiceName, State, PrivateDnsEnabled }) =>
      VpcId === vpcId &&
      ServiceName?.endsWith(`.${service}`) &&
      String(State) === "available" &&
      PrivateDnsEnabled,
  );
  if (endpoint && dns.enableDnsHostnames) return throughEndpoint();
  if (!admits(ec2, egress, "52.94.233.129", [])) return "security group";
  if (!passes(ec2, here.subnetId, true, "52.94.233.129", 443)) return "acl out";
  if (![32_768, 49_200, 60_999].every((port) => passes(ec2, here.subnetId, false, "52.94.233.129", port)))
    return "acl in";
  return wayOut(here.subnetId, networkInterface?.Association?.PublicIp !== undefined);

  function throughEndpoint(): string | null {
    const ingress = (endpoint?.Groups ?? []).flatMap(
      ({ GroupId }) => ec2.securityGroups.get(GroupId ?? "")?.IpPermissions ?? [],
    );
    const own = groups.map((group) => group?.GroupId ?? "");
    if (!admits(ec2, ingress, here.address, own)) return "endpoint group";
    for (const id of endpoint?.NetworkInterfaceIds ?? []) {
      const target = ec2.networkInterfaces.get(id);
      const address = target?.PrivateIpAddress ?? "";
      const targetGroups = (target?.Groups ?? []).map(({ GroupId }) => GroupId ?? "");
      if (!admits(ec2, egress, address, targetGroups)) return "security group";
      if (target?.SubnetId === here.subnetId) continue;
      if (!passes(ec2, here.subnetId, true, address, 443)) return "acl out";
      if (!passes(ec2, target?.SubnetId ?? "", false, here.address, 443)) return "endpoint acl in";
      if (!passes(ec2, target?.SubnetId ?? "", true, here.address, 45_000)) return "endpoint acl out";
      if (!passes(ec2, here.subnetId, false, address, 45_000)) return "acl in";
    }
    return null;
  }

  function wayOut(subnetId: string, isPublic: boolean): string | null {
    const route = routeOf(ec2, vpcId, subnetId);
    if (route?.State !== "active") return "route";
    if (ec2.subnets.get(subnetId)?.BlockPublicAccessStates?.InternetGatewayBlockMode !== "off")
      return "public access";
    if (route.GatewayId?.startsWith("igw-")) {
      const attachments = ec2.internetGateways.get(route.GatewayId)?.Attachments ?? [];
      if (!attachments.some(({ VpcId }) => VpcId === vpcId)) return "internet gateway";
      return isPublic ? null : "public address";
    }
    const nat = ec2.natGateways.get(route.NatGatewayId ?? "");
    if (nat?.State !== "available") return "nat";
    if (!passes(ec2, nat.SubnetId ?? "", false, here.address, 443)) return "nat acl";
    return routeOf(ec2, vpcId, nat.SubnetId ?? "")?.GatewayId?.startsWith("igw-") ? null : "nat way out";
  }
}

function routeOf(ec2: Ec2State, vpcId: string, subnetId: string) {
  const tables = [...ec2.routeTables.values()].filter((table) => table.VpcId === vpcId);
  const has = (test: (association: NonNullable<RouteTable["Associations"]>[number]) => boolean) =>
    tables.find(({ Associations = [] }) => Associations.some(test));
  const table =
    has((association) => association.SubnetId === subnetId) ??
    has((association) => association.Main === true);
  return table?.Routes?.find(({ DestinationCidrBlock = "" }) =>
    ["0.0.0.0/0", "0.0.0.0/1"].includes(DestinationCidrBlock),
  );
}

type Rules = NonNullable<ReturnType<Ec2State["securityGroups"]["get"]>>["IpPermissions"];

function admits(ec2: Ec2State, rules: NonNullable<Rules>, address: string, groupIds: string[]): boolean {
  return rules.some((rule) => {
    const isOpen =
      rule.IpProtocol === "-1" ||
      (["tcp", "6"].includes(rule.IpProtocol ?? "") &&
        Number(rule.FromPort) <= 443 &&
        Number(rule.ToPort) >= 443);
    const lists = (rule.PrefixListIds ?? []).flatMap(
      ({ PrefixListId }) => ec2.managedPrefixLists.get(PrefixListId ?? "")?.entries ?? [],
    );
    const cidrs = [...(rule.IpRanges ?? []).map(({ CidrIp }) => CidrIp), ...lists.map(({ Cidr }) => Cidr)];
    return (
      isOpen &&
      (cidrs.some((cidr) => contains(cidr ?? "", address)) ||
        (rule.UserIdGroupPairs ?? []).some(({ GroupId }) => groupIds.includes(GroupId ?? "")))
    );
  });
}

function passes(ec2: Ec2State, subnetId: string, egress: boolean, peer: string, port: number): boolean {
  const acl = [...ec2.networkAcls.values()].find(({ Associations }) =>
    Associations?.some((one) => one.SubnetId === subnetId),
  );
  const entries = (acl?.Entries ?? []).filter(
    (entry) => entry.Egress === egress && entry.CidrBlock !== undefined,
  );
  const first = entries
    .toSorted((a, b) => Number(a.RuleNumber) - Number(b.RuleNumber))
    .find(
      ({ CidrBlock = "", Protocol, PortRange }) =>
        contains(CidrBlock, peer) &&
        (Protocol === "-1" || (Number(PortRange?.From) <= port && port <= Number(PortRange?.To))),
    );
  return first?.RuleAction === "allow";
}

function contains(cidr: string, address: string): boolean {
  const [base = "", length = "32"] = cidr.split("/");
  const number = (text: string) => text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(length));
  return Math.floor(number(base) / size) === Math.floor(number(address) / size);
}
