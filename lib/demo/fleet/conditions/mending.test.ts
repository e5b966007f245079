import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import * as ssm from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { letAgentsReact } from "../../cloud/agents/react.ts";
import { settle } from "../../cloud/due.ts";
import { operations } from "../../cloud/operations.ts";
import { inProcess } from "../../testing/in-process.ts";
import { buildWorld } from "../build-world.ts";
import type { Fix, Tools } from "./mending-calls.ts";
import {
  aclEntry,
  anywhere,
  attachCore,
  attachProfile,
  createEndpoints,
  https,
  metadata,
  modifyEndpoint,
  natOf,
  openEgress,
  reboot,
  replaceDefaultRoute,
  roleName,
  trust,
  vpcAttribute,
  vpcOf,
} from "./mending-calls.ts";

/** How a person would mend each, by the condition's id. */
const fixes: Record<string, Fix> = {
  "app-workers-egress": ({ ec2: client, condition, region }) =>
    client.send(
      new ec2.AuthorizeSecurityGroupEgressCommand({
        GroupId: condition.subject.id,
        IpPermissions: https({
          UserIdGroupPairs: [...region.ec2.securityGroups.values()].flatMap(({ GroupName, GroupId }) =>
            GroupName === "prod-main-ssm-endpoints" ? [{ GroupId }] : [],
          ),
        }),
      }),
    ),
  "endpoint-group-legacy-subnet": ({ ec2: client, condition }) =>
    client.send(
      new ec2.AuthorizeSecurityGroupIngressCommand({
        GroupId: condition.subject.id,
        IpPermissions: https({ IpRanges: [{ CidrIp: "10.20.40.0/24" }] }),
      }),
    ),
  "quarantine-egress": openEgress,
  "kafka-egress-protocol": openEgress,
  "cache-peers-egress": openEgress,
  "endpoint-group-self-only": ({ ec2: client, condition }) =>
    client.send(
      new ec2.AuthorizeSecurityGroupIngressCommand({
        GroupId: condition.subject.id,
        IpPermissions: https({ IpRanges: [{ CidrIp: "10.0.0.0/8" }] }),
      }),
    ),
  "acl-denies-https-out": aclEntry({ Egress: true, PortRange: { From: 443, To: 443 } }),
  "acl-denies-https-build": aclEntry({ Egress: true, PortRange: { From: 443, To: 443 } }),
  "acl-drops-replies": aclEntry({ PortRange: { From: 1024, To: 65_535 } }),
  "acl-replies-from-vpc-only": aclEntry({ PortRange: { From: 1024, To: 65_535 } }),
  "endpoint-subnets-acl": aclEntry({ PortRange: { From: 443, To: 443 } }),
  "nat-subnet-acl": aclEntry({ PortRange: { From: 443, To: 443 } }),
  "no-default-route": (tools) =>
    tools.ec2.send(
      new ec2.CreateRouteCommand({
        RouteTableId: tools.condition.subject.id,
        DestinationCidrBlock: "0.0.0.0/0",
        NatGatewayId: natOf(tools, /^prod-main/),
      }),
    ),
  "default-route-to-peering": replaceDefaultRoute(/^staging-main/),
  "blackhole-to-nat-instance": replaceDefaultRoute(/^data-main/),
  "internet-gateway-detached": (tools) =>
    tools.ec2.send(
      new ec2.AttachInternetGatewayCommand({
        InternetGatewayId: tools.condition.subject.id,
        VpcId: vpcOf(tools),
      }),
    ),
  "ledger-without-endpoints": createEndpoints("ssm", "ssmmessages"),
  "reports-without-ssmmessages": createEndpoints("ssmmessages"),
  "session-logs-unreachable": createEndpoints("logs"),
  "vault-private-dns-off": modifyEndpoint({ PrivateDnsEnabled: true }),
  "pci-endpoint-policy": modifyEndpoint({ ResetPolicy: true }),
  "endpoint-ipv4-only": modifyEndpoint({ IpAddressType: "dualstack" }),
  "dns-support-off": vpcAttribute({ EnableDnsSupport: { Value: true } }),
  "dns-hostnames-off": vpcAttribute({ EnableDnsHostnames: { Value: true } }),
  "ci-runner-role": attachCore,
  "batch-legacy-role": attachCore,
  "etl-sandbox-role": attachCore,
  "host-management-shadowed": attachCore,
  "fraud-scoring-trust": (tools) =>
    tools.iam.send(
      new iam.UpdateAssumeRolePolicyCommand({
        RoleName: roleName(tools),
        PolicyDocument: trust("ec2.amazonaws.com"),
      }),
    ),
  "host-management-trust": (tools) =>
    tools.iam.send(
      new iam.UpdateAssumeRolePolicyCommand({
        RoleName: roleName(tools),
        PolicyDocument: trust("ssm.amazonaws.com"),
      }),
    ),
  "host-management-role-gone": ({ ssm: client, condition }) =>
    client.send(
      new ssm.UpdateServiceSettingCommand({
        SettingId: condition.subject.id,
        SettingValue: "service-role/AWSSystemsManagerDefaultEC2InstanceManagementRole",
      }),
    ),
  "reports-legacy-profile": ({ iam: client }) =>
    client.send(
      new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName: "reports-legacy", RoleName: "reports" }),
    ),
  "profile-missing/cache-21": attachProfile("cache"),
  "metadata-off/ci-agent-51": metadata({ HttpEndpoint: "enabled" }),
  "metadata-version/batch-31": metadata({ HttpTokens: "optional" }),
  "agent-silent/stg-cache-2": reboot,
  "agent-never-registered/ci-agent-61": reboot,
  "session-channel-closed/search-11": reboot,
  "ledger-81-in-ireland": async ({ ssm: client, condition, region }) => {
    const [association] = [...region.ssm.associations.values()].filter(({ Targets }) =>
      Targets?.some(({ Values }) => Values?.includes(condition.subject.id)),
    );
    return client.send(new ssm.DeleteAssociationCommand({ AssociationId: association?.AssociationId }));
  },
  "hybrid-silent/laptop-4": ({ ssm: client, condition }) =>
    client.send(new ssm.DeregisterManagedInstanceCommand({ InstanceId: condition.subject.id })),
  "activation-expired": ({ ssm: client }) =>
    client.send(
      new ssm.CreateActivationCommand({
        IamRole: "service-role/hybrid-nodes",
        DefaultInstanceName: "dc2-edge",
        RegistrationLimit: 2,
      }),
    ),
  "block-public-access": ({ ec2: client, condition }) =>
    client.send(
      new ec2.CreateVpcBlockPublicAccessExclusionCommand({
        VpcId: condition.subject.id,
        InternetGatewayExclusionMode: "allow-bidirectional",
      }),
    ),
};

function toolsFor(id: string): Tools & { forward(): void } {
  let now = Date.parse("2026-11-25T12:00:00Z");
  const world = buildWorld({ nodes: 300, clock: { now: () => now, speed: 1 } });
  letAgentsReact(world);
  const condition = world.conditions.get(id);
  const account = world.accounts.get(condition?.account ?? "");
  const region = account?.regions.get(condition?.region ?? "");
  if (!condition || !account || !region) throw new Error(`no condition ${id}`);
  const accessKeyId = "AKIATESTOFMENDING001";
  account.accessKeyIds.add(accessKeyId);
  const options = {
    region: region.name,
    endpoint: "http://127.0.0.1",
    credentials: { accessKeyId, secretAccessKey: "any" },
    requestHandler: inProcess(world, operations).requestHandler,
    maxAttempts: 1,
  };
  return {
    ...{ world, condition, region },
    ec2: new ec2.EC2Client(options),
    iam: new iam.IAMClient(options),
    ssm: new ssm.SSMClient(options),
    forward: () => {
      now += 15 * 60_000;
      settle(world);
    },
  };
}

describe.each(Object.keys(fixes))("%s", (id) => {
  test("is mended by its fix over the API, which mends nothing else", async () => {
    const tools = toolsFor(id);
    const before = new Set([...tools.world.conditions.values()].filter((one) => one.isMended(tools.world)));
    expect(before.size).toBe(0);
    tools.forward();
    await fixes[id]?.(tools);
    tools.forward();
    const mended = [...tools.world.conditions.values()].filter(
      ({ effect, ...one }) => effect !== "waiting" && one.isMended(tools.world),
    );
    expect(mended.map((one) => one.id)).toEqual([id]);
  });
});

test("a rule for another port or another protocol mends nothing", async () => {
  const tools = toolsFor("app-workers-egress");
  for (const IpPermissions of [
    [{ IpProtocol: "udp", FromPort: 443, ToPort: 443, ...anywhere }],
    [{ IpProtocol: "tcp", FromPort: 80, ToPort: 80, ...anywhere }],
    https({ IpRanges: [{ CidrIp: "10.20.64.0/24" }] }),
  ]) {
    await tools.ec2.send(
      new ec2.AuthorizeSecurityGroupEgressCommand({ GroupId: tools.condition.subject.id, IpPermissions }),
    );
    expect(tools.condition.isMended(tools.world)).toBe(false);
  }
});
