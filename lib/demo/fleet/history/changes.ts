import type { Condition } from "../../cloud/condition.ts";
import type { Place } from "../conditions/plant.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day, hour, minute, second } from "../estate.ts";
import type { Caller } from "./callers.ts";
import { callers } from "./callers.ts";
import { recordCall } from "./trail.ts";

type Change = {
  name: string;
  source: "ec2" | "iam" | "ssm";
  caller: Caller;
  request: Record<string, unknown>;
};

const permissionItem = (protocol: string, from: number, to: number, cidrIp: string) => ({
  items: [
    {
      ipProtocol: protocol,
      fromPort: from,
      toPort: to,
      groups: {},
      ipRanges: { items: [{ cidrIp }] },
      ipv6Ranges: {},
      prefixListIds: {},
    },
  ],
});

const { maya, jonas, priya, terraform } = callers;

/** The calls that broke things, each made when its condition began. */
const changes: Readonly<Record<string, (condition: Condition, estate: Estate) => Change>> = {
  "app-workers-egress": ({ subject }) => ({
    ...{ name: "RevokeSecurityGroupEgress", source: "ec2", caller: terraform },
    request: { groupId: subject.id, ipPermissions: permissionItem("tcp", 443, 443, "0.0.0.0/0") },
  }),
  "quarantine-egress": ({ subject, nodes }, estate) => ({
    ...{ name: "ModifyNetworkInterfaceAttribute", source: "ec2", caller: priya },
    request: {
      networkInterfaceId: estate.ids.resource("eni", `${nodes[0]}/0`),
      groupSet: { items: [{ groupId: subject.id }] },
    },
  }),
  "endpoint-group-legacy-subnet": ({ subject }) => ({
    ...{ name: "RevokeSecurityGroupIngress", source: "ec2", caller: terraform },
    request: { groupId: subject.id, ipPermissions: permissionItem("tcp", 443, 443, "10.20.40.0/24") },
  }),
  "acl-denies-https-out": ({ subject }) =>
    aclEntryCall("CreateNetworkAclEntry", subject.id, true, 90, 443, 443, "deny", jonas),
  "acl-drops-replies": ({ subject }) => ({
    ...{ name: "DeleteNetworkAclEntry", source: "ec2", caller: terraform },
    request: { networkAclId: subject.id, ruleNumber: 120, egress: false },
  }),
  "acl-replies-from-vpc-only": ({ subject }) => narrowedEntry(subject.id, "10.0.0.0/8", jonas),
  "endpoint-subnets-acl": ({ subject }) => narrowedEntry(subject.id, "10.64.8.0/21", terraform),
  "nat-subnet-acl": ({ subject }) =>
    aclEntryCall("CreateNetworkAclEntry", subject.id, false, 90, 443, 443, "deny", terraform),
  "etl-nat-deleted": ({ subject }) => ({
    ...{ name: "DeleteNatGateway", source: "ec2", caller: maya },
    request: { DeleteNatGatewayRequest: { NatGatewayId: subject.id } },
  }),
  "internet-gateway-detached": (condition, estate) => ({
    ...{ name: "DetachInternetGateway", source: "ec2", caller: jonas },
    request: { internetGatewayId: condition.subject.id, vpcId: vpcOf(estate, condition) },
  }),
  "fraud-scoring-trust": () => ({
    ...{ name: "UpdateAssumeRolePolicy", source: "iam", caller: terraform },
    request: {
      roleName: "fraud-scoring",
      policyDocument:
        '{"Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    },
  }),
  "ci-runner-role": ({ subject }) => ({
    ...{ name: "DetachRolePolicy", source: "iam", caller: terraform },
    request: {
      roleName: subject.id.slice(subject.id.lastIndexOf("/") + 1),
      policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    },
  }),
  "warehouse-no-sessions": ({ account, subject }) => ({
    ...{ name: "AttachRolePolicy", source: "iam", caller: priya },
    request: {
      roleName: subject.id.slice(subject.id.lastIndexOf("/") + 1),
      policyArn: `arn:aws:iam::${account}:policy/no-interactive-access`,
    },
  }),
  "batch-legacy-role": () => ({
    ...{ name: "DetachRolePolicy", source: "iam", caller: terraform },
    request: { roleName: "batch-legacy", policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
  }),
  "pci-vault-deny": () => ({
    ...{ name: "PutRolePolicy", source: "iam", caller: priya },
    request: { roleName: "pci-vault", policyName: "pci-lockdown", policyDocument: "{}" },
  }),
  "reports-legacy-profile": () => ({
    ...{ name: "RemoveRoleFromInstanceProfile", source: "iam", caller: jonas },
    request: { instanceProfileName: "reports-legacy", roleName: "reports-2023" },
  }),
  "dns-support-off": ({ subject }) => ({
    ...{ name: "ModifyVpcAttribute", source: "ec2", caller: jonas },
    request: { vpcId: subject.id, enableDnsSupport: { value: false } },
  }),
  "dns-hostnames-off": ({ subject }) => ({
    ...{ name: "ModifyVpcAttribute", source: "ec2", caller: terraform },
    request: { vpcId: subject.id, enableDnsHostnames: { value: false } },
  }),
  "vault-private-dns-off": ({ subject }) => endpointCall(subject.id, { PrivateDnsEnabled: false }),
  "pci-endpoint-policy": ({ subject }) => endpointCall(subject.id, { PolicyDocument: "{}" }),
  "reports-without-ssmmessages": ({ region, account }, estate) => ({
    ...{ name: "DeleteVpcEndpoints", source: "ec2", caller: terraform },
    request: {
      DeleteVpcEndpointsRequest: {
        VpcEndpointId: {
          tag: 1,
          content: estate.ids.resource("vpce", `${account}/${region}/reports/ssmmessages`),
        },
      },
    },
  }),
  "block-public-access": () => ({
    ...{ name: "ModifyVpcBlockPublicAccessOptions", source: "ec2", caller: priya },
    request: {
      ModifyVpcBlockPublicAccessOptionsRequest: { InternetGatewayBlockMode: "block-bidirectional" },
    },
  }),
  "metadata-version/batch-31": ({ nodes }) => ({
    ...{ name: "ModifyInstanceMetadataOptions", source: "ec2", caller: terraform },
    request: { ModifyInstanceMetadataOptionsRequest: { InstanceId: nodes[0], HttpTokens: "required" } },
  }),
};

function aclEntryCall(
  name: string,
  networkAclId: string,
  egress: boolean,
  ruleNumber: number,
  from: number,
  to: number,
  ruleAction: string,
  caller: Caller,
): Change {
  const request = {
    networkAclId,
    ruleNumber,
    egress,
    ruleAction,
    aclProtocol: "6",
    cidrBlock: "0.0.0.0/0",
    portRange: { from, to },
  };
  return { name, source: "ec2", caller, request };
}

/** An entry that once allowed everybody. */
function narrowedEntry(networkAclId: string, cidrBlock: string, caller: Caller): Change {
  const entry = { ruleNumber: 100, egress: false, ruleAction: "allow", aclProtocol: "-1", cidrBlock };
  return { name: "ReplaceNetworkAclEntry", source: "ec2", caller, request: { networkAclId, ...entry } };
}

function vpcOf(estate: Estate, { account, region, nodes: [id = ""] }: Condition): string | undefined {
  return estate.world.accounts.get(account)?.regions.get(region)?.ec2.instances.get(id)?.VpcId;
}

function endpointCall(VpcEndpointId: string, request: Record<string, unknown>): Change {
  return {
    ...{ name: "ModifyVpcEndpoint", source: "ec2", caller: terraform },
    request: { ModifyVpcEndpointRequest: { VpcEndpointId, ...request } },
  };
}

export function recordChanges(estate: Estate): void {
  for (const [id, describe] of Object.entries(changes)) {
    const condition = estate.world.conditions.get(id);
    if (!condition) throw new Error(`no condition ${id}`);
    const place = { accountId: condition.account, region: condition.region };
    recordCall(estate, place, {
      ...describe(condition, estate),
      ago: estate.now - condition.since.getTime(),
    });
  }
  recordPower(estate);
  recordIndexers(estate);
}

/** Stops by people and terminations by Auto Scaling, for every node that they left off or gone. */
function recordPower(estate: Estate): void {
  for (const { code, id, account, region, since, nodes } of estate.world.conditions.values()) {
    const isStop = code === "instance-stopped";
    if (!isStop && code !== "instance-terminated") continue;
    const ago = estate.now - since.getTime();
    if (ago > 90 * day || ago < minute / 2) continue;
    const people = [maya, jonas, priya];
    const caller = isStop ? (people[id.length % people.length] ?? maya) : callers.autoScaling;
    recordCall(
      estate,
      { accountId: account, region },
      {
        ...{ source: "ec2", name: isStop ? "StopInstances" : "TerminateInstances", caller, ago },
        request: {
          instancesSet: { items: nodes.map((instanceId) => ({ instanceId })) },
          ...(isStop ? { force: false } : {}),
        },
        response: {
          instancesSet: {
            items: nodes.map((instanceId) => ({
              instanceId,
              currentState: { code: isStop ? 64 : 32, name: isStop ? "stopping" : "shutting-down" },
              previousState: { code: 16, name: "running" },
            })),
          },
        },
      },
    );
  }
}

/** What cut the indexers off was made and unmade: their agents have not noticed yet. */
function recordIndexers(estate: Estate): void {
  const place: Place = { accountId: accountIds.prod, region: "us-east-1" };
  const group = [
    ...(estate.world.accounts.get(accountIds.prod)?.regions.get("us-east-1")?.ec2.securityGroups.values() ??
      []),
  ].find(({ GroupName }) => GroupName === "search-indexers");
  const request = { groupId: group?.GroupId, ipPermissions: permissionItem("tcp", 443, 443, "0.0.0.0/0") };
  recordCall(estate, place, {
    source: "ec2",
    name: "RevokeSecurityGroupEgress",
    caller: terraform,
    request,
    ago: 5 * hour,
  });
  recordCall(estate, place, {
    ...{ source: "ec2", name: "AuthorizeSecurityGroupEgress", caller: maya, request },
    ago: 15 * minute + 9 * second,
  });
}
