import { quote } from "shlex";
import { hostManagementSettingId } from "../../diagnosis/identity/host-management.ts";
import type { Role } from "../../model/documents/role.ts";
import type { ServiceSetting } from "../../model/documents/service-setting.ts";
import type { Scope } from "../../model/scope.ts";
import { type Call, type MakeChange, writeStep } from "../network/change.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, writeTerraform } from "../writing/terraform.ts";
import { writeCommand } from "../writing/write-command.ts";
import { handMade } from "./hand-made.ts";

/** The role that the console makes for it. */
export const usualRole = {
  name: "AWSSystemsManagerDefaultEC2InstanceManagementRole",
  path: "/service-role/",
} as const;

/** A role as the setting names it: with its path, and without the first slash. */
export function settingValueOf({ name, path }: Pick<Role, "name" | "path">): string {
  return `${path ?? "/"}${name}`.slice(1);
}

export function isOff({ value }: ServiceSetting): boolean {
  return value === null || value.startsWith("$");
}

export function settingArn({ partition, region, account }: Scope): string {
  return `arn:${partition}:ssm:${region}:${account}:servicesetting${hostManagementSettingId}`;
}

export function hostManagementConsole({ region }: Scope) {
  return consoleAt(region, { kind: "service-setting" }, "Configure Default Host Management Configuration");
}

export function hostManagementTerraform(scope: Scope, value: string) {
  return resource("aws_ssm_service_setting", "default host management", {
    setting_id: settingArn(scope),
    setting_value: value,
  });
}

/** Default host management with a role that is there. */
export function setHostManagement(
  scope: Scope,
  role: Role,
  { title, why }: { title: string; why: string },
): MakeChange {
  const value = settingValueOf(role);
  const SettingId = settingArn(scope);
  return (snapshot) => {
    const setting = snapshot.get("service-setting", hostManagementSettingId)!;
    const step = writeStep(scope.region, {
      ...{ id: "set-default-host-management", title, why },
      call: { operation: "ssm:UpdateServiceSetting", input: { SettingId, SettingValue: value } },
      preconditions: [
        preconditionOf(snapshot, "service-setting", hostManagementSettingId),
        preconditionOf(snapshot, "role", role.id),
      ],
      console: hostManagementConsole(scope),
      terraform: writeTerraform(hostManagementTerraform(scope, value)),
      cloudformation: null,
      changes: changesOf(scope, role),
      undo: undoOf(setting, SettingId),
    });
    return {
      step,
      patch: { "service-setting": { put: [{ ...setting, value, status: "Customized" }] } },
    };
  };
}

/** The same by a person, as no call stands on a role that a person has yet to make. */
export function setHostManagementByHand(
  scope: Scope,
  role: Role,
  { title, why }: { title: string; why: string },
): MakeChange {
  const value = settingValueOf(role);
  return (snapshot) => {
    const setting = snapshot.get("service-setting", hostManagementSettingId)!;
    const { sentence, call } = undoOf(setting, settingArn(scope));
    return handMade(
      {
        ...{ id: "set-default-host-management", title, why },
        cli: [
          `aws ssm update-service-setting --region ${scope.region} --setting-id ${settingArn(scope)} --setting-value ${quote(value)}`,
        ],
        console: hostManagementConsole(scope),
        terraform: writeTerraform(hostManagementTerraform(scope, value)),
        changes: changesOf(scope, role),
        undo: { sentence, cli: writeCommand(call, scope.region) },
      },
      () => ({ "service-setting": { put: [{ ...setting, value, status: "Customized" }] } }),
    )(snapshot);
  };
}

function changesOf({ region }: Scope, { name }: Role): string {
  return `Every instance in ${region} whose own profile does not allow the heartbeat gets role ${name}.`;
}

function undoOf(setting: ServiceSetting, SettingId: string): { sentence: string; call: Call } {
  if (isOff(setting) || setting.status === "Default")
    return {
      sentence: "Switch default host management off again.",
      call: { operation: "ssm:ResetServiceSetting", input: { SettingId } },
    };
  return {
    sentence: `Set it to ${setting.value} again, which it was.`,
    call: { operation: "ssm:UpdateServiceSetting", input: { SettingId, SettingValue: setting.value } },
  };
}
