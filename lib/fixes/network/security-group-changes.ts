import type { SecurityGroup, SecurityGroupPermission } from "../../model/documents/security-group.ts";
import type { Scope } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { FixContext } from "../fix.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, type TerraformBody, unlessWithin, writeTerraform } from "../writing/terraform.ts";
import { type MakeChange, writeStep } from "./change.ts";
import { createdGroup, type GroupReference, isCreated } from "./group-reference.ts";

/** Whom a rule names, in the ways in which one rule can name somebody. */
export type Peers = {
  groups?: readonly GroupReference[];
  prefixListIds?: readonly string[];
  ipv4?: readonly string[];
  ipv6?: readonly string[];
};

type Direction = "egress" | "ingress";
type Rule = { group: GroupReference; direction: Direction; peers: Peers; title: string; why: string };

/** AWS's default; an account may have been given more. */
const rulesOfGroup = 60;

/** AWS counts every peer of a permission as a rule. */
export function countPeers({ groups = [], prefixListIds = [], ipv4 = [], ipv6 = [] }: Peers): number {
  return groups.length + prefixListIds.length + ipv4.length + ipv6.length;
}

/** A sentence where the group's quota of rules would be exceeded; null where there is room. */
export function quotaWarning(group: SecurityGroup, direction: Direction, more: number): string | null {
  const count = group[direction].flatMap(peersOf).length;
  if (count + more <= rulesOfGroup) return null;
  return `${group.id} has ${count} of the ${rulesOfGroup} rules that a group may have by default: AWS refuses more until one is removed or the quota is raised.`;
}

/** Lets TCP 443 to or from the peers through a group. */
export function allowHttps(scope: Scope, rule: Rule): MakeChange {
  const { group, direction, peers, title, why } = rule;
  const isOut = direction === "egress";
  return (snapshot) => {
    const input = { GroupId: group.input, IpPermissions: [toIpPermission(peers)] };
    const step = writeStep(scope.region, {
      ...{ id: `allow-${direction}-${group.id}`, title, why },
      call: {
        operation: isOut ? "ec2:AuthorizeSecurityGroupEgress" : "ec2:AuthorizeSecurityGroupIngress",
        input,
      },
      console: consoleAt(
        scope.region,
        { kind: "security-group", ...(!isCreated(group) && { id: group.id }) },
        isOut ? "Outbound rules" : "Inbound rules",
        isOut ? "Edit outbound rules" : "Edit inbound rules",
      ),
      terraform: writeTerraform(...terraformRules(rule)),
      cloudformation: writeCloudFormation(cloudFormationRules(rule)),
      changes: `${group.name} lets TCP 443 ${isOut ? "out to" : "in from"} ${peerWords(peers)}.`,
      preconditions: [group, ...(peers.groups ?? [])].flatMap((each) =>
        isCreated(each) ? [] : [preconditionOf(snapshot, "security-group", each.id)],
      ),
      undo: {
        sentence: `Take the rule out of ${group.name} again.`,
        call: {
          operation: isOut ? "ec2:RevokeSecurityGroupEgress" : "ec2:RevokeSecurityGroupIngress",
          input,
        },
      },
    });
    const document = snapshot.get("security-group", group.id)!;
    const permissions = withPermission(document[direction], permissionFor(scope, peers));
    return { step, patch: { "security-group": { put: [{ ...document, [direction]: permissions }] } } };
  };
}

/** A group for a VPC's endpoints alone, that lets nothing in yet. */
export function createEndpointGroup(
  { scope, snapshot }: Pick<FixContext, "scope" | "snapshot">,
  vpcId: string,
  why: string,
): { change: MakeChange; group: GroupReference } {
  const id = `create-endpoint-group-${vpcId}`;
  const name = freeName(snapshot, vpcId);
  const created = createdGroup(id, vpcId, name);
  const description = "TCP 443 from nodes to the endpoints of Systems Manager";
  const change: MakeChange = (snapshot) => {
    const step = writeStep(scope.region, {
      ...{ id, why, title: `Create security group ${name}`, creates: "GroupId" },
      call: {
        operation: "ec2:CreateSecurityGroup",
        input: { GroupName: name, Description: description, VpcId: vpcId },
      },
      console: consoleAt(scope.region, { kind: "security-group" }, "Create security group"),
      terraform: writeTerraform(resource("aws_security_group", name, { name, description, vpc_id: vpcId })),
      cloudformation: writeCloudFormation({
        [logicalId(name)]: {
          Type: "AWS::EC2::SecurityGroup",
          Properties: { GroupName: name, GroupDescription: description, VpcId: vpcId },
        },
      }),
      changes: `${vpcId} has a security group ${name}, on nothing yet.`,
      preconditions: [preconditionOf(snapshot, "vpc", vpcId)],
      undo: {
        sentence: `Delete ${name} again, once nothing has it.`,
        call: { operation: "ec2:DeleteSecurityGroup", input: { GroupId: created.input } },
      },
    });
    const group: SecurityGroup = {
      ...{ id: created.id, name, description, vpcId, ingress: [], ownerId: scope.account, tags: {} },
      // Every new group comes with this one.
      egress: [
        { ...permissionFor(scope, { ipv4: ["0.0.0.0/0"] }), protocol: "-1", fromPort: null, toPort: null },
      ],
    };
    return { step, patch: { "security-group": { put: [group] } } };
  };
  return { change, group: created };
}

/** AWS takes a name once in a VPC. */
function freeName(snapshot: Snapshot, vpcId: string): string {
  const taken = new Set(snapshot.of("vpc", vpcId, "security-group").map(({ name }) => name));
  const names = ["", "-2", "-3", "-4"].map((ending) => `ssm-endpoints-${vpcId}${ending}`);
  return names.find((name) => !taken.has(name)) ?? `ssm-endpoints-${vpcId}-${taken.size}`;
}

function peerWords({ groups = [], prefixListIds = [], ipv4 = [], ipv6 = [] }: Peers): string {
  return [...groups.map(({ name }) => name), ...prefixListIds, ...ipv4, ...ipv6].join(", ");
}

function permissionFor({ account }: Scope, peers: Peers): SecurityGroupPermission {
  const { groups = [], prefixListIds = [], ipv4 = [], ipv6 = [] } = peers;
  return {
    ...{ protocol: "tcp", fromPort: 443, toPort: 443 },
    ...{ ipv4Ranges: [...ipv4], ipv6Ranges: [...ipv6], prefixListIds: [...prefixListIds] },
    groups: groups.map(({ id }) => ({
      ...{ groupId: id, vpcId: null, userId: account, peeringConnectionId: null, peeringStatus: null },
    })),
  };
}

/** EC2 keeps all peers of one protocol and port in one permission. */
function withPermission(
  permissions: readonly SecurityGroupPermission[],
  added: SecurityGroupPermission,
): SecurityGroupPermission[] {
  const isAlike = ({ protocol, fromPort, toPort }: SecurityGroupPermission) =>
    protocol === added.protocol && fromPort === added.fromPort && toPort === added.toPort;
  const alike = permissions.find(isAlike);
  if (alike === undefined) return [...permissions, added];
  const merged: SecurityGroupPermission = {
    ...alike,
    ipv4Ranges: [...new Set([...alike.ipv4Ranges, ...added.ipv4Ranges])],
    ipv6Ranges: [...new Set([...alike.ipv6Ranges, ...added.ipv6Ranges])],
    prefixListIds: [...new Set([...alike.prefixListIds, ...added.prefixListIds])],
    groups: [
      ...alike.groups,
      ...added.groups.filter(({ groupId }) => !alike.groups.some((known) => known.groupId === groupId)),
    ],
  };
  return permissions.map((permission) => (permission === alike ? merged : permission));
}

function toIpPermission(peers: Peers): Record<string, unknown> {
  const { groups = [], prefixListIds = [], ipv4 = [], ipv6 = [] } = peers;
  const given = <Item>(key: string, items: readonly Item[], to: (item: Item) => object) =>
    items.length === 0 ? {} : { [key]: items.map(to) };
  return {
    ...{ IpProtocol: "tcp", FromPort: 443, ToPort: 443 },
    ...given("UserIdGroupPairs", groups, ({ input }) => ({ GroupId: input })),
    ...given("PrefixListIds", prefixListIds, (PrefixListId) => ({ PrefixListId })),
    ...given("IpRanges", ipv4, (CidrIp) => ({ CidrIp })),
    ...given("Ipv6Ranges", ipv6, (CidrIpv6) => ({ CidrIpv6 })),
  };
}

function peersOf({ groups, prefixListIds, ipv4Ranges, ipv6Ranges }: SecurityGroupPermission): string[] {
  return [...groups.map(({ groupId }) => groupId), ...prefixListIds, ...ipv4Ranges, ...ipv6Ranges];
}

function terraformRules({ group, direction, peers }: Rule) {
  const { groups = [], prefixListIds = [], ipv4 = [], ipv6 = [] } = peers;
  const rule = (peer: string, body: TerraformBody) =>
    resource(
      `aws_vpc_security_group_${direction}_rule`,
      `${group.name}_${peer}`,
      {
        ...{ security_group_id: group.terraform, ip_protocol: "tcp", from_port: 443, to_port: 443 },
        ...body,
      },
      isCreated(group) ? undefined : unlessWithin("aws_security_group"),
    );
  return [
    ...groups.map(({ name, terraform }) => rule(name, { referenced_security_group_id: terraform })),
    ...prefixListIds.map((id) => rule(id, { prefix_list_id: id })),
    ...ipv4.map((cidr) => rule(cidr, { cidr_ipv4: cidr })),
    ...ipv6.map((cidr) => rule(cidr, { cidr_ipv6: cidr })),
  ];
}

function cloudFormationRules({ group, direction, peers }: Rule) {
  const { groups = [], prefixListIds = [], ipv4 = [], ipv6 = [] } = peers;
  const [type, side] =
    direction === "egress"
      ? (["AWS::EC2::SecurityGroupEgress", "Destination"] as const)
      : (["AWS::EC2::SecurityGroupIngress", "Source"] as const);
  const rules = [
    ...groups.map(
      ({ name, cloudformation }) => [name, { [`${side}SecurityGroupId`]: cloudformation }] as const,
    ),
    ...prefixListIds.map((id) => [id, { [`${side}PrefixListId`]: id }] as const),
    ...ipv4.map((cidr) => [cidr, { CidrIp: cidr }] as const),
    ...ipv6.map((cidr) => [cidr, { CidrIpv6: cidr }] as const),
  ];
  return Object.fromEntries(
    rules.map(([name, peer]) => {
      const https = { GroupId: group.cloudformation, IpProtocol: "tcp", FromPort: 443, ToPort: 443 };
      return [logicalId(direction, group.name, name), { Type: type, Properties: { ...https, ...peer } }];
    }),
  );
}
