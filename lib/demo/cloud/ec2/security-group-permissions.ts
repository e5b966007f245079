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
import { checkPermissions } from "./check-permission.ts";
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
  const permissions = askedPermissions(context, input);
  const added = askedRules(context, permissions);
  checkPermissions(context, group, permissions, added);
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
    : askedRules(context, askedPermissions(context, input));
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

function askedPermissions(context: OperationContext, input: RuleInput): IpPermission[] {
  const { IpPermissions = [], IpProtocol, FromPort, ToPort, CidrIp } = input;
  if (!CidrIp) return IpPermissions;
  if (IpPermissions.length > 0)
    context.fail(
      "InvalidParameterCombination",
      "The parameter ipPermissions may not be used in combination with cidrIp",
    );
  return [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }];
}

/** A rule may name another group without saying whose it is: then it is the caller's. */
function askedRules(context: OperationContext, permissions: readonly IpPermission[]): Rule[] {
  return toRules(permissions).map((rule) => {
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

function inWords({ protocol, fromPort, toPort, source }: Rule): string {
  const ports =
    protocol === "-1" ? "ALL" : `${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}`;
  return `peer: ${source.value}, ${ports}, ALLOW`;
}
