import type { Snapshot } from "../../model/snapshot.ts";
import { hostManagementPolicy } from "../identity/agent-policies.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { setHostManagementByHand, usualRole } from "../identity/host-management-changes.ts";
import { makeNodeRole } from "../identity/make-node-role.ts";
import { onceHostManagementCame } from "../identity/once-credentials-came.ts";
import { repairHostManagementRole } from "./repair-host-management-role.ts";

export const makeAnotherHostManagementRole = defineIdentityFix({
  id: "make-another-host-management-role",
  causes: ["default-host-management-broken"],
  about: {
    does: "What is denied to the present role, or left out by its boundary, somebody may have meant. A role for this alone, which allows what an agent calls and nothing else, leaves all of that as it is.",
    risk: {
      level: "medium",
      sentence:
        "All instances of the Region that live by default host management get the new role, and what the present one allows no longer.",
    },
  },
  title: () => "Make another role for default host management",
  changes(context) {
    const { snapshot, scope, subject } = context;
    if (subject.kind !== "role" || snapshot.get("role", subject.id) === undefined) return [];
    // To add what is missing is less than to make something new.
    if (repairHostManagementRole.fits(context)) return [];
    const { role, change } = makeNodeRole(scope, snapshot.at, {
      ...{ name: freeName(snapshot), path: usualRole.path, policy: hostManagementPolicy },
      changes: "Systems Manager may take the role on for nodes. Nothing uses it yet.",
    });
    return [
      change,
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
