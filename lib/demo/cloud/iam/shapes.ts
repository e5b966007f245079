import type { AttachedPolicy, InstanceProfile, Policy, Role } from "@aws-sdk/client-iam";
import type { Account, IamInstanceProfile, IamManagedPolicy, IamRole } from "../world.ts";
import { findPolicy, printDocument } from "./lookup.ts";

/** A role as lists print it; GetRole adds the permissions boundary and the tags. */
export function toRole(role: IamRole): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: printDocument(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDurationSeconds,
  };
}

export function toRoleInFull(role: IamRole): Role {
  const boundary: Pick<Role, "PermissionsBoundary"> =
    role.boundaryArn === undefined
      ? {}
      : {
          PermissionsBoundary: {
            PermissionsBoundaryType: "PermissionsBoundaryPolicy",
            PermissionsBoundaryArn: role.boundaryArn,
          },
        };
  return { ...toRole(role), ...boundary, Tags: role.tags };
}

export function toInstanceProfile(profile: IamInstanceProfile, account: Account): InstanceProfile {
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.createdAt,
    Roles: profile.roleNames.flatMap((name) => {
      const role = account.iam.roles.get(name);
      return role === undefined ? [] : [toRole(role)];
    }),
  };
}

export function toAttachedPolicy(arn: string, account: Account): AttachedPolicy {
  return {
    PolicyArn: arn,
    PolicyName: findPolicy(account.iam, arn)?.name ?? arn.slice(arn.lastIndexOf("/") + 1),
  };
}

export function toPolicy(policy: IamManagedPolicy, account: Account): Policy {
  const roles = [...account.iam.roles.values()];
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: roles.filter((role) => role.attachedPolicyArns.includes(policy.arn)).length,
    PermissionsBoundaryUsageCount: roles.filter((role) => role.boundaryArn === policy.arn).length,
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.createdAt,
  };
}
