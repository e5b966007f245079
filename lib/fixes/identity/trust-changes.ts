import type { Role } from "../../model/documents/role.ts";
import type { Scope } from "../../model/scope.ts";
import { type MakeChange, writeStep } from "../network/change.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { existingResource, writeTerraform } from "../writing/terraform.ts";
import { sizeOf, trustPolicyQuota } from "./policy-quotas.ts";
import { type PolicyStatement, withStatement } from "./policy-text.ts";
import { patchOfRoles } from "./role-patch.ts";

export type TrustedService = "ec2" | "ssm";

/** What a trust policy calls the service. IAM's console in China writes EC2's own name there, and once refused the global one. */
export function principalOf(service: TrustedService, { partition }: Pick<Scope, "partition">): string {
  return service === "ec2" && partition === "aws-cn" ? "ec2.amazonaws.com.cn" : `${service}.amazonaws.com`;
}

export function trustOf(
  scope: Pick<Scope, "partition">,
  ...services: readonly TrustedService[]
): PolicyStatement {
  const names = services.map((service) => principalOf(service, scope));
  const Service = names.length === 1 ? names[0] : names;
  return { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" };
}

/** The role's trust policy with these services beside whom it trusts; null where it has none that could be read, or no room. */
export function trusting(
  scope: Pick<Scope, "partition">,
  { trustPolicy }: Role,
  services: readonly TrustedService[],
): string | null {
  const policy = trustPolicy === null ? null : withStatement(trustPolicy, trustOf(scope, ...services));
  return policy === null || sizeOf(policy) > trustPolicyQuota(trustPolicy!) ? null : policy;
}

export function changeTrust(
  scope: Scope,
  { id, name: RoleName, trustPolicy }: Role,
  policy: string,
  told: { title: string; why: string; changes: string },
): MakeChange {
  const input = (PolicyDocument: string) => ({ RoleName, PolicyDocument });
  return (snapshot) => {
    const step = writeStep(scope.region, {
      ...{ ...told, id: `change-trust-of-${RoleName}` },
      call: { operation: "iam:UpdateAssumeRolePolicy", input: input(policy) },
      preconditions: [preconditionOf(snapshot, "role", id)],
      console: consoleAt(scope.region, { kind: "role", id }, "Trust relationships", "Edit trust policy"),
      terraform: writeTerraform(existingResource("aws_iam_role", RoleName, { assume_role_policy: policy })),
      cloudformation: writeCloudFormation(
        {
          [logicalId(RoleName)]: {
            Type: "AWS::IAM::Role",
            Properties: { AssumeRolePolicyDocument: JSON.parse(policy) },
          },
        },
        { existing: RoleName },
      ),
      undo: {
        sentence: "Put the trust policy back that it had.",
        call: { operation: "iam:UpdateAssumeRolePolicy", input: input(trustPolicy ?? "") },
      },
    });
    const role = snapshot.get("role", id)!;
    return { step, patch: patchOfRoles(snapshot, { ...role, trustPolicy: policy }) };
  };
}
