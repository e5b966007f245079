import { findRole } from "../../diagnosis/find-role.ts";
import { hostManagementSettingId } from "../../diagnosis/identity/host-management.ts";
import type { Role } from "../../model/documents/role.ts";
import type { FixContext } from "../fix.ts";
import { capableRoles } from "../identity/capable-roles.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { isOff, setHostManagement } from "../identity/host-management-changes.ts";
import { onceHostManagementCame } from "../identity/once-credentials-came.ts";

export const setAnotherHostManagementRole = defineIdentityFix({
  id: "set-another-host-management-role",
  causes: ["default-host-management-broken"],
  about: {
    does: "Another role of the account may be taken on by Systems Manager and does for a node already. The setting is the only thing that changes.",
    risk: {
      level: "medium",
      sentence: "All instances of the Region that live by default host management get what that role allows.",
    },
  },
  title: (context) => `Set default host management to role ${choose(context)?.name ?? "that does"}`,
  changes(context) {
    const { snapshot, scope } = context;
    const setting = snapshot.get("service-setting", hostManagementSettingId);
    const role = choose(context);
    if (setting === undefined || isOff(setting) || role === undefined) return [];
    const why = `It names ${setting.value}, with which no agent can do anything; ${role.name} does for a node.`;
    return [setHostManagement(scope, role, { title: `Set it to role ${role.name}`, why })];
  },
  risk: ({ scope }) => ({
    level: "medium",
    sentence: `All instances of ${scope.region} that live by default host management get what that role allows.`,
  }),
  takesEffect: () => onceHostManagementCame,
});

function choose({ snapshot }: FixContext): Role | undefined {
  const value = snapshot.get("service-setting", hostManagementSettingId)?.value;
  const present = value == null ? null : findRole(snapshot, value);
  return capableRoles(snapshot, "ssm").find(({ id }) => id !== present?.id);
}
