import { quote } from "shlex";
import type { Snapshot } from "../../model/snapshot.ts";
import { hostManagementPolicy } from "../identity/agent-policies.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { handMade } from "../identity/hand-made.ts";
import { setHostManagementByHand, usualRole } from "../identity/host-management-changes.ts";
import { newRole } from "../identity/new-role.ts";
import { onceHostManagementCame } from "../identity/once-credentials-came.ts";
import { patchOfRoles } from "../identity/role-patch.ts";
import { writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { writeTerraform } from "../writing/terraform.ts";
import { repairHostManagementRole } from "./repair-host-management-role.ts";

export const makeAnotherHostManagementRole = defineIdentityFix({
  id: "make-another-host-management-role",
  causes: ["default-host-management-broken"],
  title: () => "Make another role for default host management",
  summary: () =>
    "What is denied to the present role, or left out by its boundary, somebody may have meant. A role for this alone, which allows what an agent calls and nothing else, leaves all of that as it is.",
  changes(context) {
    const { snapshot, scope, subject } = context;
    if (subject.kind !== "role" || snapshot.get("role", subject.id) === undefined) return [];
    // To add what is missing is less than to make something new.
    if (repairHostManagementRole.fits(context)) return [];
    const { role, cli, terraform, cloudformation } = newRole(scope, snapshot.at, {
      ...{ name: freeName(snapshot), path: usualRole.path, service: "ssm", policy: hostManagementPolicy },
    });
    return [
      handMade(
        {
          id: "make-role",
          title: `Make role ${role.name}`,
          why: "Systems Manager takes it on for the nodes, and it allows what an agent calls.",
          cli,
          console: consoleAt(scope.region, { kind: "role" }, "Create role", "AWS service", "Systems Manager"),
          terraform: writeTerraform(...terraform),
          cloudformation: writeCloudFormation(cloudformation),
          changes: "Systems Manager may take the role on for nodes. Nothing uses it yet.",
          undo: {
            sentence: "Take it away again.",
            cli: [
              `aws iam detach-role-policy --role-name ${quote(role.name)} --policy-arn ${role.attachedPolicies![0]!.arn}`,
              `aws iam delete-role --role-name ${quote(role.name)}`,
            ],
          },
        },
        (world) => patchOfRoles(world, role),
      ),
      setHostManagementByHand(scope, role, {
        title: `Set default host management to role ${role.name}`,
        why: "The present role gives agents nothing that they can use.",
      }),
    ];
  },
  risk: ({ scope }) => ({
    level: "medium",
    sentence: `All instances of ${scope.region} that live by default host management get the new role, and what the present one allows no longer.`,
  }),
  takesEffect: () => onceHostManagementCame,
});

/** IAM tells no two roles apart by case alone, nor by path. */
function freeName(snapshot: Snapshot): string {
  const taken = new Set(snapshot.all("role").map(({ name }) => name.toLowerCase()));
  let name: string = usualRole.name;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${usualRole.name}${number}`;
  return name;
}
