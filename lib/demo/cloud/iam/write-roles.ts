import {
  AttachRolePolicy$,
  type AttachRolePolicyRequest,
  CreateRole$,
  type CreateRoleRequest,
  type CreateRoleResponse,
  DeleteRolePermissionsBoundary$,
  type DeleteRolePermissionsBoundaryRequest,
  DeleteRolePolicy$,
  type DeleteRolePolicyRequest,
  DetachRolePolicy$,
  type DetachRolePolicyRequest,
  PutRolePermissionsBoundary$,
  type PutRolePermissionsBoundaryRequest,
  PutRolePolicy$,
  type PutRolePolicyRequest,
  UpdateAssumeRolePolicy$,
  type UpdateAssumeRolePolicyRequest,
} from "@aws-sdk/client-iam";
import { defineOperation } from "../operation.ts";
import { newEntity, requireFreeName, tagsOnCreation } from "./entity.ts";
import { getPolicy, getRole, noSuchEntity, parseDocument } from "./lookup.ts";
import { toRoleInFull } from "./shapes.ts";

/** Managed policies a role may carry, by AWS's default quota. */
const attachedPolicyLimit = 10;

export const attachRolePolicy = defineOperation<AttachRolePolicyRequest, object>({
  service: "iam",
  schema: AttachRolePolicy$,
  action: "iam:AttachRolePolicy",
  mutates: true,
  handle(context, { RoleName, PolicyArn }) {
    const role = getRole(context, RoleName);
    const { arn } = getPolicy(context, PolicyArn);
    if (role.attachedPolicyArns.includes(arn)) return {};
    if (role.attachedPolicyArns.length >= attachedPolicyLimit)
      context.fail("LimitExceeded", `Cannot exceed quota for PoliciesPerRole: ${attachedPolicyLimit}`, {
        status: 409,
      });
    role.attachedPolicyArns.push(arn);
    context.changed(role.arn);
    return {};
  },
});

export const detachRolePolicy = defineOperation<DetachRolePolicyRequest, object>({
  service: "iam",
  schema: DetachRolePolicy$,
  action: "iam:DetachRolePolicy",
  mutates: true,
  handle(context, { RoleName, PolicyArn = "" }) {
    const role = getRole(context, RoleName);
    if (!role.attachedPolicyArns.includes(PolicyArn))
      return noSuchEntity(context, `Policy ${PolicyArn} was not found.`);
    role.attachedPolicyArns = role.attachedPolicyArns.filter((arn) => arn !== PolicyArn);
    context.changed(role.arn);
    return {};
  },
});

export const putRolePolicy = defineOperation<PutRolePolicyRequest, object>({
  service: "iam",
  schema: PutRolePolicy$,
  action: "iam:PutRolePolicy",
  mutates: true,
  handle(context, { RoleName, PolicyName = "", PolicyDocument }) {
    const role = getRole(context, RoleName);
    role.inlinePolicies.set(PolicyName, parseDocument(context, PolicyDocument, "identity"));
    context.changed(role.arn);
    return {};
  },
});

export const deleteRolePolicy = defineOperation<DeleteRolePolicyRequest, object>({
  service: "iam",
  schema: DeleteRolePolicy$,
  action: "iam:DeleteRolePolicy",
  mutates: true,
  handle(context, { RoleName, PolicyName = "" }) {
    const role = getRole(context, RoleName);
    if (!role.inlinePolicies.delete(PolicyName))
      return noSuchEntity(context, `The role policy with name ${PolicyName} cannot be found.`);
    context.changed(role.arn);
    return {};
  },
});

export const updateAssumeRolePolicy = defineOperation<UpdateAssumeRolePolicyRequest, object>({
  service: "iam",
  schema: UpdateAssumeRolePolicy$,
  action: "iam:UpdateAssumeRolePolicy",
  mutates: true,
  handle(context, { RoleName, PolicyDocument }) {
    const role = getRole(context, RoleName);
    role.trust = parseDocument(context, PolicyDocument, "trust");
    context.changed(role.arn);
    return {};
  },
});

export const putRolePermissionsBoundary = defineOperation<PutRolePermissionsBoundaryRequest, object>({
  service: "iam",
  schema: PutRolePermissionsBoundary$,
  action: "iam:PutRolePermissionsBoundary",
  mutates: true,
  handle(context, { RoleName, PermissionsBoundary }) {
    const role = getRole(context, RoleName);
    role.boundaryArn = getPolicy(context, PermissionsBoundary).arn;
    context.changed(role.arn);
    return {};
  },
});

export const deleteRolePermissionsBoundary = defineOperation<DeleteRolePermissionsBoundaryRequest, object>({
  service: "iam",
  schema: DeleteRolePermissionsBoundary$,
  action: "iam:DeleteRolePermissionsBoundary",
  mutates: true,
  handle(context, { RoleName }) {
    const role = getRole(context, RoleName);
    role.boundaryArn = undefined;
    context.changed(role.arn);
    return {};
  },
});

export const createRole = defineOperation<CreateRoleRequest, CreateRoleResponse>({
  service: "iam",
  schema: CreateRole$,
  action: "iam:CreateRole",
  mutates: true,
  handle(context, input) {
    const name = input.RoleName ?? "";
    requireFreeName(context, context.account.iam.roles, name, `Role with name ${name} already exists.`);
    const role = {
      ...newEntity(context, { kind: "role", prefix: "AROA", name, path: input.Path }),
      description: input.Description,
      trust: parseDocument(context, input.AssumeRolePolicyDocument, "trust"),
      attachedPolicyArns: [],
      inlinePolicies: new Map(),
      boundaryArn: input.PermissionsBoundary && getPolicy(context, input.PermissionsBoundary).arn,
      maxSessionDurationSeconds: input.MaxSessionDuration ?? 3600,
      tags: tagsOnCreation(context, input.Tags),
    };
    context.account.iam.roles.set(name, role);
    context.changed(role.arn);
    return { Role: toRoleInFull(role) };
  },
});
