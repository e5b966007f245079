import { textOf } from "../../failures/sources/request-targets.ts";
import { type Calls, flagOf, listEdit, ofNamed, type ToldBy, touched } from "./call.ts";

/** Calls of IAM that change what a node may do. Documents of policies are not kept: who changed them and when is enough. */
export const roleCalls: Calls = {
  AttachRolePolicy: attached("added"),
  DetachRolePolicy: attached("removed"),
  PutRolePolicy: role("RolePolicies"),
  DeleteRolePolicy: role("RolePolicies"),
  UpdateAssumeRolePolicy: role("AssumeRolePolicyDocument"),
  PutRolePermissionsBoundary: role("PermissionsBoundary"),
  DeleteRolePermissionsBoundary: role("PermissionsBoundary"),
  DeleteRole: ({ request }) => ofNamed("role", request, "roleName", "*", { what: "deleted" }),
  AddRoleToInstanceProfile: inProfile("added"),
  RemoveRoleFromInstanceProfile: inProfile("removed"),
  CreatePolicyVersion: ({ request }) =>
    flagOf(request, "setAsDefault") === true
      ? ofNamed("role", request, "policyArn", "PolicyVersions", touched)
      : [],
  SetDefaultPolicyVersion: ({ request }) => ofNamed("role", request, "policyArn", "PolicyVersions", touched),
};

/** Calls of SSM that change what holds for a whole Region. */
export const settingCalls: Calls = {
  UpdateServiceSetting: setting,
  ResetServiceSetting: setting,
};

function attached(what: "added" | "removed"): ToldBy {
  return ({ request }) => {
    const arn = textOf(request, "policyArn");
    const items = arn === null ? [] : [{ PolicyArn: arn, PolicyName: arn.slice(arn.lastIndexOf("/") + 1) }];
    return ofNamed("role", request, "roleName", "AttachedPolicies", listEdit(what, items));
  };
}

function role(field: string): ToldBy {
  return ({ request }) => ofNamed("role", request, "roleName", field, touched);
}

function inProfile(what: "added" | "removed"): ToldBy {
  return ({ request }) => {
    const RoleName = textOf(request, "roleName");
    const items = RoleName === null ? [] : [{ RoleName }];
    return ofNamed("instance-profile", request, "instanceProfileName", "Roles", listEdit(what, items));
  };
}

/** It is named by its path, or by an ARN that ends with it. */
function setting({ request }: Parameters<ToldBy>[0]): ReturnType<ToldBy> {
  const named = textOf(request, "settingId");
  if (named === null) return [];
  const id = named.replace(/^arn:.*:servicesetting/, "");
  const value = textOf(request, "settingValue");
  const edit = value === null ? touched : { what: "set" as const, to: value };
  return [{ kind: "service-setting", id, field: "SettingValue", edit }];
}
