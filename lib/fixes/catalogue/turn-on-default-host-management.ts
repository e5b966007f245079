import { agentVersionOf, isKnownOlder } from "../../diagnosis/agent-version.ts";
import { hostManagementSettingId } from "../../diagnosis/identity/host-management.ts";
import { NodeView } from "../../diagnosis/node-view.ts";
import { readOr } from "../../diagnosis/reading.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { FixContext } from "../fix.ts";
import { hostManagementPolicy } from "../identity/agent-policies.ts";
import { capableRoles } from "../identity/capable-roles.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { handMade } from "../identity/hand-made.ts";
import {
  hostManagementConsole,
  isOff,
  setHostManagement,
  setHostManagementByHand,
  usualRole,
} from "../identity/host-management-changes.ts";
import { newRole } from "../identity/new-role.ts";
import { onceHostManagementCame } from "../identity/once-credentials-came.ts";
import { patchOfRoles } from "../identity/role-patch.ts";
import type { MakeChange } from "../network/change.ts";
import { viewOf } from "../network/situation.ts";
import { writeCloudFormation } from "../writing/cloudformation.ts";
import { writeTerraform } from "../writing/terraform.ts";

export const turnOnDefaultHostManagement = defineIdentityFix({
  id: "turn-on-default-host-management",
  causes: ["instance-profile-missing", "instance-profile-empty"],
  setting: { kind: "service-setting", id: hostManagementSettingId },
  about: {
    does: "One setting for a whole Region: every instance whose own profile does not allow the heartbeat gets a role for nodes, those of today and those to come. It needs agent 3.2.582.0 and version 2 of the metadata.",
    risk: {
      level: "medium",
      sentence:
        "It is for the whole Region: instances that were never meant to be managed become nodes, unless their own profile allows the heartbeat.",
    },
  },
  title: ({ scope }) => `Turn on default host management in ${scope.region} of ${scope.account}`,
  summary: ({ scope }) =>
    `One setting for all of ${scope.region}: every instance whose own profile does not allow the heartbeat gets a role for nodes, those of today and those to come. It needs agent 3.2.582.0 and version 2 of the metadata, and other Regions have a setting of their own.`,
  changes(context) {
    const { snapshot, scope } = context;
    const setting = snapshot.get("service-setting", hostManagementSettingId);
    if (setting === undefined || !isOff(setting) || isTooOld(context)) return [];
    const [role] = capableRoles(snapshot, "ssm").filter(({ name }) => name === usualRole.name);
    if (role === undefined) return isRoleThere(snapshot) ? [] : makeRoleAndSet(context);
    const why = `Role ${role.name} is there already, may be taken on by Systems Manager and does for a node.`;
    return [setHostManagement(scope, role, { title: `Turn it on with role ${role.name}`, why })];
  },
  risk: ({ scope }) => ({
    level: "medium",
    sentence: `It is for the whole Region: instances of ${scope.region} that were never meant to be managed become nodes, unless their own profile allows the heartbeat.`,
  }),
  takesEffect: () => onceHostManagementCame,
});

/** A role of that name that does not do is repaired, and cannot be made once more. */
function isRoleThere(snapshot: Snapshot): boolean {
  return readOr(() => snapshot.all("role"), []).some(({ name }) => name === usualRole.name);
}

/** Whether none of the nodes could take it up. */
function isTooOld({ snapshot, nodeIds }: FixContext): boolean {
  const view = viewOf(snapshot);
  return nodeIds.every((id) => isKnownOlder(agentVersionOf(new NodeView(id, view)), "hostManagement"));
}

/** Whether the role is there, nobody reads before it is used in a Region: so no call stands on it. */
function makeRoleAndSet({ snapshot, scope }: FixContext): MakeChange[] {
  const { role, cli, terraform, cloudformation } = newRole(scope, snapshot.at, {
    ...usualRole,
    ...{ service: "ssm", policy: hostManagementPolicy },
  });
  const [create, ...others] = cli;
  const look = `aws iam get-role --region ${scope.region} --role-name ${role.name}`;
  return [
    handMade(
      {
        id: "make-role",
        title: `Make role ${role.name}, unless another Region has it already`,
        why: "A role is one for all Regions of the account, and is read only where the setting names it. The console makes it by itself; the first line does where it is not there.",
        cli: [`${look} > /dev/null || ${create}`, ...others],
        console: hostManagementConsole(scope),
        terraform: writeTerraform(...terraform),
        cloudformation: writeCloudFormation(cloudformation),
        changes: "Systems Manager may take the role on for nodes. Nothing uses it yet.",
      },
      (world) => patchOfRoles(world, role),
    ),
    setHostManagementByHand(scope, role, {
      title: `Turn it on with role ${role.name}`,
      why: "From then on Systems Manager gives the role to every agent that has nothing better.",
    }),
  ];
}
