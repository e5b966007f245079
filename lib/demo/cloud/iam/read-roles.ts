import {
  GetInstanceProfile$,
  type GetInstanceProfileRequest,
  type GetInstanceProfileResponse,
  GetRole$,
  GetRolePolicy$,
  type GetRolePolicyRequest,
  type GetRolePolicyResponse,
  type GetRoleRequest,
  type GetRoleResponse,
  ListAttachedRolePolicies$,
  type ListAttachedRolePoliciesRequest,
  type ListAttachedRolePoliciesResponse,
  ListInstanceProfiles$,
  ListInstanceProfilesForRole$,
  type ListInstanceProfilesForRoleRequest,
  type ListInstanceProfilesForRoleResponse,
  type ListInstanceProfilesRequest,
  type ListInstanceProfilesResponse,
  ListRolePolicies$,
  type ListRolePoliciesRequest,
  type ListRolePoliciesResponse,
  ListRoles$,
  type ListRolesRequest,
  type ListRolesResponse,
} from "@aws-sdk/client-iam";
import { defineOperation } from "../operation.ts";
import { getInstanceProfile, getRole, noSuchEntity, printDocument } from "./lookup.ts";
import { byName, pageOf } from "./paged.ts";
import { toAttachedPolicy, toInstanceProfile, toRole, toRoleInFull } from "./shapes.ts";

export const getRoleOperation = defineOperation<GetRoleRequest, GetRoleResponse>({
  service: "iam",
  schema: GetRole$,
  action: "iam:GetRole",
  handle: (context, { RoleName }) => ({ Role: toRoleInFull(getRole(context, RoleName)) }),
});

export const listRoles = defineOperation<ListRolesRequest, ListRolesResponse>({
  service: "iam",
  schema: ListRoles$,
  action: "iam:ListRoles",
  handle(context, input) {
    const prefix = input.PathPrefix ?? "/";
    const roles = byName(context.account.iam.roles.values()).filter((role) => role.path.startsWith(prefix));
    const { items, ...rest } = pageOf(context, input, roles, (role) => role.name);
    return { Roles: items.map(toRole), ...rest };
  },
});

export const listAttachedRolePolicies = defineOperation<
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse
>({
  service: "iam",
  schema: ListAttachedRolePolicies$,
  action: "iam:ListAttachedRolePolicies",
  handle(context, input) {
    const arns = getRole(context, input.RoleName).attachedPolicyArns;
    const { items, ...rest } = pageOf(context, input, arns, (arn) => arn);
    return { AttachedPolicies: items.map((arn) => toAttachedPolicy(arn, context.account)), ...rest };
  },
});

export const listRolePolicies = defineOperation<ListRolePoliciesRequest, ListRolePoliciesResponse>({
  service: "iam",
  schema: ListRolePolicies$,
  action: "iam:ListRolePolicies",
  handle(context, input) {
    const names = [...getRole(context, input.RoleName).inlinePolicies.keys()].sort();
    const { items, ...rest } = pageOf(context, input, names, (name) => name);
    return { PolicyNames: items, ...rest };
  },
});

export const getRolePolicy = defineOperation<GetRolePolicyRequest, GetRolePolicyResponse>({
  service: "iam",
  schema: GetRolePolicy$,
  action: "iam:GetRolePolicy",
  handle(context, { RoleName, PolicyName = "" }) {
    const document = getRole(context, RoleName).inlinePolicies.get(PolicyName);
    if (document === undefined)
      return noSuchEntity(context, `The role policy with name ${PolicyName} cannot be found.`);
    return { RoleName, PolicyName, PolicyDocument: printDocument(document) };
  },
});

export const getInstanceProfileOperation = defineOperation<
  GetInstanceProfileRequest,
  GetInstanceProfileResponse
>({
  service: "iam",
  schema: GetInstanceProfile$,
  action: "iam:GetInstanceProfile",
  handle: (context, { InstanceProfileName }) => ({
    InstanceProfile: toInstanceProfile(getInstanceProfile(context, InstanceProfileName), context.account),
  }),
});

export const listInstanceProfiles = defineOperation<
  ListInstanceProfilesRequest,
  ListInstanceProfilesResponse
>({
  service: "iam",
  schema: ListInstanceProfiles$,
  action: "iam:ListInstanceProfiles",
  handle(context, input) {
    const prefix = input.PathPrefix ?? "/";
    const profiles = byName(context.account.iam.instanceProfiles.values()).filter(({ path }) =>
      path.startsWith(prefix),
    );
    const { items, ...rest } = pageOf(context, input, profiles, (profile) => profile.name);
    return { InstanceProfiles: items.map((profile) => toInstanceProfile(profile, context.account)), ...rest };
  },
});

export const listInstanceProfilesForRole = defineOperation<
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse
>({
  service: "iam",
  schema: ListInstanceProfilesForRole$,
  action: "iam:ListInstanceProfilesForRole",
  handle(context, input) {
    const role = getRole(context, input.RoleName);
    const profiles = byName(context.account.iam.instanceProfiles.values()).filter(({ roleNames }) =>
      roleNames.includes(role.name),
    );
    const { items, ...rest } = pageOf(context, input, profiles, (profile) => profile.name);
    return { InstanceProfiles: items.map((profile) => toInstanceProfile(profile, context.account)), ...rest };
  },
});
