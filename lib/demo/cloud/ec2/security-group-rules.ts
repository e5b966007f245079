import { createHash } from "node:crypto";
import {
  DescribeSecurityGroupRules$,
  type DescribeSecurityGroupRulesRequest,
  type DescribeSecurityGroupRulesResult,
  type SecurityGroup,
  type SecurityGroupRule,
} from "@aws-sdk/client-ec2";
import type { OperationContext } from "../operation.ts";
import { defineDescribe } from "./describe.ts";
import { kinds } from "./identifiers.ts";
import { identityOf, type PermissionSource, type Rule, toRules } from "./permission-sources.ts";

export const describeSecurityGroupRules = defineDescribe<
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult,
  SecurityGroupRule
>({
  schema: DescribeSecurityGroupRules$,
  kind: kinds.securityGroupRule,
  ids: ({ SecurityGroupRuleIds }) => SecurityGroupRuleIds,
  from: allRules,
  filters: {
    "group-id": ({ GroupId }) => GroupId,
    "security-group-rule-id": ({ SecurityGroupRuleId }) => SecurityGroupRuleId,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (SecurityGroupRules, NextToken) => ({ SecurityGroupRules, NextToken }),
});

function allRules({ region }: OperationContext): ReadonlyMap<string, SecurityGroupRule> {
  const rules = [...region.ec2.securityGroups.values()].flatMap(rulesOf);
  return new Map(rules.map((rule) => [rule.SecurityGroupRuleId ?? "", rule]));
}

/** A group's rules one by one, under ids that follow from what they say: the same rule has the same id tomorrow. */
export function rulesOf(group: SecurityGroup): SecurityGroupRule[] {
  return [
    ...toRules(group.IpPermissions ?? []).map((rule) => toSecurityGroupRule(group, rule, false)),
    ...toRules(group.IpPermissionsEgress ?? []).map((rule) => toSecurityGroupRule(group, rule, true)),
  ];
}

export function toSecurityGroupRule(group: SecurityGroup, rule: Rule, isEgress: boolean): SecurityGroupRule {
  return {
    SecurityGroupRuleId: ruleId(group, rule, isEgress),
    GroupId: group.GroupId,
    GroupOwnerId: group.OwnerId,
    IsEgress: isEgress,
    IpProtocol: rule.protocol,
    // -1 is how this call says "all ports", unlike DescribeSecurityGroups.
    FromPort: rule.fromPort ?? -1,
    ToPort: rule.toPort ?? -1,
    ...target(rule.source),
    Description: rule.source.description,
    Tags: [],
  };
}

function ruleId(group: SecurityGroup, rule: Rule, isEgress: boolean): string {
  const said = `${group.GroupId} ${isEgress ? "egress" : "ingress"} ${identityOf(rule)}`;
  return `sgr-${createHash("sha256").update(said).digest("hex").slice(0, 17)}`;
}

function target(source: PermissionSource): SecurityGroupRule {
  switch (source.kind) {
    case "cidr":
      return { CidrIpv4: source.value };
    case "cidr6":
      return { CidrIpv6: source.value };
    case "prefixList":
      return { PrefixListId: source.value };
    default:
      return { ReferencedGroupInfo: { GroupId: source.value, UserId: source.userId } };
  }
}
