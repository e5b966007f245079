import type { Role } from "../../model/documents/role.ts";
import type { Scope } from "../../model/scope.ts";
import { type MakeChange, writeStep } from "../network/change.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, writeTerraform } from "../writing/terraform.ts";
import { type AgentPolicy, arnOfPolicy, attachedPolicy } from "./agent-policies.ts";
import { patchOfRoles } from "./role-patch.ts";

/** Managed policies that a role may carry, by AWS's default quota. */
const attachedAtMost = 10;

/** Whether the policy can be attached, and would add something. One of the customer's may have its name, and not its text. */
export function canAttach({ attachedPolicies, path }: Role, name: AgentPolicy): boolean {
  if (attachedPolicies === undefined || path?.startsWith("/aws-service-role/")) return false;
  return (
    attachedPolicies.length < attachedAtMost &&
    attachedPolicies.every(({ arn }) => !arn.endsWith(`:iam::aws:policy/${name}`))
  );
}

export function attachPolicy(
  scope: Scope,
  { id, name: RoleName }: Role,
  policy: AgentPolicy,
  why: string,
): MakeChange {
  const PolicyArn = arnOfPolicy(scope, policy);
  const input = { RoleName, PolicyArn };
  return (snapshot) => {
    const role = snapshot.get("role", id)!;
    const arns = (role.attachedPolicies ?? []).map(({ arn }) => arn);
    const step = writeStep(scope.region, {
      ...{ id: `attach-policy-to-${RoleName}`, why },
      title: `Attach ${policy} to role ${RoleName}`,
      call: { operation: "iam:AttachRolePolicy", input },
      preconditions: [preconditionOf(snapshot, "role", id)],
      console: consoleAt(
        scope.region,
        { kind: "role", id },
        "Permissions",
        "Add permissions",
        "Attach policies",
        policy,
      ),
      terraform: writeTerraform(
        resource("aws_iam_role_policy_attachment", `${RoleName} ${policy}`, {
          role: RoleName,
          policy_arn: PolicyArn,
        }),
      ),
      cloudformation: writeCloudFormation(
        {
          [logicalId(RoleName)]: {
            Type: "AWS::IAM::Role",
            Properties: { ManagedPolicyArns: [...arns, PolicyArn] },
          },
        },
        { existing: RoleName },
      ),
      changes: `Role ${RoleName} allows what an agent calls as well. What else it allows stays as it is.`,
      undo: {
        sentence: `Detach ${policy} from role ${RoleName} again.`,
        call: { operation: "iam:DetachRolePolicy", input },
      },
    });
    const attachedPolicies = [...(role.attachedPolicies ?? []), attachedPolicy(scope, policy)];
    return { step, patch: patchOfRoles(snapshot, { ...role, attachedPolicies }) };
  };
}
