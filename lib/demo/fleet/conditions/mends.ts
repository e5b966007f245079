import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import * as ssm from "@aws-sdk/client-ssm";
import type { Fix } from "./mending-calls.ts";
import {
  aclEntry,
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
export const mends: Record<string, Fix> = {
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
  "landing-zone-endpoint-group": ({ ec2: client, condition }) =>
    client.send(
      new ec2.AuthorizeSecurityGroupIngressCommand({
        GroupId: condition.subject.id,
        IpPermissions: https({ IpRanges: [{ CidrIp: "10.0.0.0/8" }] }),
      }),
    ),
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
