import {
  AddRoleToInstanceProfile$,
  type AddRoleToInstanceProfileRequest,
  CreateInstanceProfile$,
  type CreateInstanceProfileRequest,
  type CreateInstanceProfileResponse,
  RemoveRoleFromInstanceProfile$,
  type RemoveRoleFromInstanceProfileRequest,
} from "@aws-sdk/client-iam";
import { defineOperation } from "../operation.ts";
import { newEntity, requireFreeName } from "./entity.ts";
import { getInstanceProfile, getRole, noSuchEntity } from "./lookup.ts";
import { toInstanceProfile } from "./shapes.ts";

export const createInstanceProfile = defineOperation<
  CreateInstanceProfileRequest,
  CreateInstanceProfileResponse
>({
  service: "iam",
  schema: CreateInstanceProfile$,
  action: "iam:CreateInstanceProfile",
  mutates: true,
  handle(context, { InstanceProfileName = "", Path }) {
    const profiles = context.account.iam.instanceProfiles;
    requireFreeName(
      context,
      profiles,
      InstanceProfileName,
      `Instance Profile ${InstanceProfileName} already exists.`,
    );
    const profile = {
      ...newEntity(context, {
        kind: "instance-profile",
        prefix: "AIPA",
        name: InstanceProfileName,
        path: Path,
      }),
      roleNames: [],
    };
    profiles.set(InstanceProfileName, profile);
    context.changed(profile.arn);
    return { InstanceProfile: toInstanceProfile(profile, context.account) };
  },
});

export const addRoleToInstanceProfile = defineOperation<AddRoleToInstanceProfileRequest, object>({
  service: "iam",
  schema: AddRoleToInstanceProfile$,
  action: "iam:AddRoleToInstanceProfile",
  mutates: true,
  handle(context, { InstanceProfileName, RoleName }) {
    const profile = getInstanceProfile(context, InstanceProfileName);
    const role = getRole(context, RoleName);
    if (profile.roleNames.length > 0)
      context.fail("LimitExceeded", "Cannot exceed quota for InstanceProfileRoles: 1", { status: 409 });
    profile.roleNames = [role.name];
    context.changed(profile.arn);
    return {};
  },
});

export const removeRoleFromInstanceProfile = defineOperation<RemoveRoleFromInstanceProfileRequest, object>({
  service: "iam",
  schema: RemoveRoleFromInstanceProfile$,
  action: "iam:RemoveRoleFromInstanceProfile",
  mutates: true,
  handle(context, { InstanceProfileName, RoleName = "" }) {
    const profile = getInstanceProfile(context, InstanceProfileName);
    if (!profile.roleNames.includes(RoleName))
      return noSuchEntity(
        context,
        `Role ${RoleName} in Instance Profile ${InstanceProfileName} cannot be found.`,
      );
    profile.roleNames = profile.roleNames.filter((name) => name !== RoleName);
    context.changed(profile.arn);
    return {};
  },
});
