import type { ServiceSetting } from "../../model/documents/service-setting.ts";
import type { Evidence } from "../../model/verdict.ts";
import { evidence } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { readOr } from "../reading.ts";

export const hostManagementSettingId = "/ssm/managed-instance/default-ec2-instance-management-role";

/** Default host management of a Region that is on, with the name of its role: `service-role/…`, often. */
export type HostManagement = { setting: ServiceSetting; roleName: string };

/** Null where default host management is off in the node's Region. Throws the gap where its setting was not read. */
export function hostManagementOf(node: NodeView): HostManagement | null {
  const setting = node.snapshot.get("service-setting", hostManagementSettingId);
  if (setting?.value == null || !isRoleName(setting.value)) return null;
  return { setting, roleName: setting.value };
}

/** Whether it is off in the node's Region for all that was read: not where its setting was not. */
export function isKnownOff(node: NodeView): boolean {
  return readOr(() => hostManagementOf(node) === null, false);
}

/** The same where it was read; null also where nobody may read it, for what only words it differently. */
export function knownHostManagementOf(node: NodeView): HostManagement | null {
  return readOr(() => hostManagementOf(node), null);
}

export function hostManagementEvidence(node: NodeView): Evidence {
  const value = node.snapshot.get("service-setting", hostManagementSettingId)?.value ?? null;
  const isOn = value !== null && isRoleName(value);
  return evidence(node.snapshot, {
    sentence: isOn
      ? `Default host management is on in ${node.snapshot.scope.region}, with role ${value}.`
      : `Default host management is off in ${node.snapshot.scope.region}.`,
    api: "ssm:GetServiceSetting",
    field: "SettingValue",
    value,
    document: { kind: "service-setting", id: hostManagementSettingId },
  });
}

/** Where no role is set, SSM answers `$None`, a word that no role can have; people write it without the dollar as well. */
function isRoleName(value: string): boolean {
  return /^[\w+=,.@/:-]+$/.test(value) && !/^none$/i.test(value);
}
