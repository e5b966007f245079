import {
  AuthorizeSecurityGroupEgress$,
  type AuthorizeSecurityGroupEgressRequest,
  type AuthorizeSecurityGroupEgressResult,
  AuthorizeSecurityGroupIngress$,
  type AuthorizeSecurityGroupIngressRequest,
  type AuthorizeSecurityGroupIngressResult,
  type IpPermission,
  RevokeSecurityGroupEgress$,
  type RevokeSecurityGroupEgressRequest,
  type RevokeSecurityGroupEgressResult,
  RevokeSecurityGroupIngress$,
  type RevokeSecurityGroupIngressRequest,
  type RevokeSecurityGroupIngressResult,
  type SecurityGroup,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import { canonicalCidr } from "./cidr.ts";
import { getAll, getOne, kinds } from "./identifiers.ts";
import { identityOf, type Rule, toPermissions, toRules } from "./permission-sources.ts";
import { toSecurityGroupRule } from "./security-group-rules.ts";

type Direction = "IpPermissions" | "IpPermissionsEgress";

/** The older way of naming one rule by members of the request itself. */
type FlatRule = { IpProtocol?: string; FromPort?: number; ToPort?: number; CidrIp?: string };
type RuleInput = FlatRule & {
  GroupId?: string;
  IpPermissions?: IpPermission[];
  SecurityGroupRuleIds?: string[];
};

export const authorizeSecurityGroupIngress = defineOperation<
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult
>({
  service: "ec2",
  schema: AuthorizeSecurityGroupIngress$,
  action: "ec2:AuthorizeSecurityGroupIngress",
  mutates: true,
  handle: (context, input) => authorize(context, input, "IpPermissions"),
});

export const authorizeSecurityGroupEgress = defineOperation<
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupEgressResult
>({
  service: "ec2",
  schema: AuthorizeSecurityGroupEgress$,
  action: "ec2:AuthorizeSecurityGroupEgress",
  mutates: true,
  handle: (context, input) => authorize(context, input, "IpPermissionsEgress"),
});

export const revokeSecurityGroupIngress = defineOperation<
  RevokeSecurityGroupIngressRequest,
  RevokeSecurityGroupIngressResult
>({
  service: "ec2",
  schema: RevokeSecurityGroupIngress$,
  action: "ec2:RevokeSecurityGroupIngress",
  mutates: true,
  handle: (context, input) => revoke(context, input, "IpPermissions"),
});

export const revokeSecurityGroupEgress = defineOperation<
  RevokeSecurityGroupEgressRequest,
  RevokeSecurityGroupEgressResult
>({
  service: "ec2",
  schema: RevokeSecurityGroupEgress$,
  action: "ec2:RevokeSecurityGroupEgress",
  mutates: true,
  handle: (context, input) => revoke(context, input, "IpPermissionsEgress"),
});

function authorize(context: OperationContext, input: RuleInput, direction: Direction) {
  const group = getOne(kinds.securityGroup, context.region.ec2.securityGroups, input.GroupId);
  const added = askedRules(context, input);
  if (added.length === 0)
    context.fail("MissingParameter", "The request must contain the parameter ipPermissions");
  for (const rule of added) check(context, rule);
  const standing = toRules(group[direction] ?? []);
  const known = new Set(standing.map(identityOf));
  const duplicate = added.find((rule) => known.has(identityOf(rule)));
  if (duplicate) {
    context.fail("InvalidPermission.Duplicate", `the specified rule "${inWords(duplicate)}" already exists`);
  }
  context.proceed();
  group[direction] = toPermissions([...standing, ...added]);
  context.changed(group.GroupId ?? "");
  return { Return: true, SecurityGroupRules: added.map((rule) => described(group, rule, direction)) };
}

function revoke(context: OperationContext, input: RuleInput, direction: Direction) {
  const group = getOne(kinds.securityGroup, context.region.ec2.securityGroups, input.GroupId);
  const standing = toRules(group[direction] ?? []);
  const identities = new Set(standing.map(identityOf));
  const removed = input.SecurityGroupRuleIds?.length
    ? rulesWithIds(group, standing, direction, input.SecurityGroupRuleIds)
    : askedRules(context, input);
  if (removed.length === 0)
    context.fail("MissingParameter", "The request must contain the parameter ipPermissions");
  if (removed.some((rule) => !identities.has(identityOf(rule)))) {
    context.fail("InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
  }
  context.proceed();
  const gone = new Set(removed.map(identityOf));
  group[direction] = toPermissions(standing.filter((rule) => !gone.has(identityOf(rule))));
  context.changed(group.GroupId ?? "");
  return {
    Return: true,
    RevokedSecurityGroupRules: removed.map((rule) => described(group, rule, direction)),
  };
}

/** A rule may name another group without saying whose it is: then it is the caller's. */
function askedRules(context: OperationContext, input: RuleInput): Rule[] {
  const { IpPermissions = [], IpProtocol, FromPort, ToPort, CidrIp } = input;
  const flat: IpPermission[] = CidrIp ? [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }] : [];
  return toRules([...IpPermissions, ...flat]).map((rule) => {
    const { source } = rule;
    if (source.kind === "group") {
      return { ...rule, source: { ...source, userId: source.userId ?? context.account.id } };
    }
    if (source.kind !== "cidr") return rule;
    return { ...rule, source: { ...source, value: canonicalCidr(source.value, 4) ?? source.value } };
  });
}

function rulesWithIds(group: SecurityGroup, standing: Rule[], direction: Direction, ids: string[]): Rule[] {
  const byId = new Map(
    standing.map((rule) => [described(group, rule, direction).SecurityGroupRuleId ?? "", rule]),
  );
  return getAll(kinds.securityGroupRule, byId, ids);
}

function described(group: SecurityGroup, rule: Rule, direction: Direction) {
  return toSecurityGroupRule(group, rule, direction === "IpPermissionsEgress");
}

function check(context: OperationContext, rule: Rule) {
  const { ec2 } = context.region;
  const { source, protocol, fromPort, toPort } = rule;
  const family = source.kind === "cidr" ? 4 : 6;
  if ((source.kind === "cidr" || source.kind === "cidr6") && canonicalCidr(source.value, family) === null) {
    context.fail("InvalidParameterValue", `CIDR block ${source.value} is malformed`);
  }
  if (!isProtocol(protocol)) {
    context.fail("InvalidParameterValue", `Invalid value '${protocol}' for IP protocol. Unknown protocol.`);
  }
  if (source.kind === "group" && source.userId === context.account.id) {
    getOne(kinds.securityGroup, ec2.securityGroups, source.value);
  }
  if (source.kind === "prefixList") getOne(kinds.prefixList, ec2.managedPrefixLists, source.value);
  if ((protocol === "tcp" || protocol === "udp") && (fromPort === undefined || toPort === undefined)) {
    context.fail(
      "InvalidParameterValue",
      `Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`,
    );
  }
  const isOrdered = fromPort === undefined || toPort === undefined || toPort === -1 || fromPort <= toPort;
  const hasPorts = protocol === "tcp" || protocol === "udp";
  if (!isOrdered || (hasPorts && ![fromPort, toPort].every(isPort))) {
    context.fail("InvalidParameterValue", `Invalid TCP/UDP port range (${fromPort}:${toPort})`);
  }
}

function isPort(port: number | undefined): boolean {
  return port !== undefined && port >= 0 && port <= 65_535;
}

const protocolNames = new Set(["-1", "tcp", "udp", "icmp", "icmpv6"]);

function isProtocol(protocol: string): boolean {
  return protocolNames.has(protocol) || (/^\d{1,3}$/.test(protocol) && Number(protocol) <= 255);
}

function inWords({ protocol, fromPort, toPort, source }: Rule): string {
  const ports =
    protocol === "-1" ? "ALL" : `${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}`;
  return `peer: ${source.value}, ${ports}, ALLOW`;
}
