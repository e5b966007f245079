import { quote } from "shlex";
import type { Role } from "../../model/documents/role.ts";
import type { Scope } from "../../model/scope.ts";
import { type CloudFormationResource, logicalId } from "../writing/cloudformation.ts";
import { reference, resource, type TerraformBlock, terraformName } from "../writing/terraform.ts";
import { type AgentPolicy, arnOfPolicy, attachedPolicy } from "./agent-policies.ts";
import { type TrustedService, trustOf } from "./trust-changes.ts";

/** A role that is to be made by a person, in all the words for it. Muster makes none, and has no right to. */
export type NewRole = {
  role: Role;
  cli: readonly string[];
  terraform: readonly TerraformBlock[];
  cloudformation: Readonly<Record<string, CloudFormationResource>>;
};

export function newRole(
  scope: Scope,
  at: number,
  {
    name,
    path,
    service,
    policy,
  }: { name: string; path: string; service: TrustedService; policy: AgentPolicy },
): NewRole {
  const trust = JSON.stringify({ Version: "2012-10-17", Statement: [trustOf(scope, service)] });
  const arn = arnOfPolicy(scope, policy);
  const ownPath = path === "/" ? "" : ` --path ${quote(path)}`;
  return {
    role: {
      ...{ id: `arn:${scope.partition}:iam::${scope.account}:role${path}${name}`, name, path },
      ...{
        trustPolicy: trust,
        createdAt: at,
        tags: null,
        permissionsBoundaryArn: null,
        permissionsBoundary: null,
      },
      ...{ attachedPolicies: [attachedPolicy(scope, policy)], inlinePolicies: [] },
    },
    cli: [
      `aws iam create-role --region ${scope.region} --role-name ${quote(name)}${ownPath} --assume-role-policy-document ${quote(trust)}`,
      `aws iam attach-role-policy --region ${scope.region} --role-name ${quote(name)} --policy-arn ${arn}`,
    ],
    terraform: [
      resource("aws_iam_role", name, { name, path, assume_role_policy: trust }),
      resource("aws_iam_role_policy_attachment", name, {
        role: reference(`aws_iam_role.${terraformName(name)}.name`),
        policy_arn: arn,
      }),
    ],
    cloudformation: {
      [logicalId(name)]: {
        Type: "AWS::IAM::Role",
        Properties: {
          ...{ RoleName: name, Path: path, AssumeRolePolicyDocument: JSON.parse(trust) },
          ManagedPolicyArns: [arn],
        },
      },
    },
  };
}
