import type { Role } from "../../model/documents/role.ts";
import type { FixContext } from "../fix.ts";
import { capableRoles } from "../identity/capable-roles.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { addRoleToProfile } from "../identity/profile-changes.ts";

export const addRoleToInstanceProfile = defineIdentityFix({
  id: "add-role-to-instance-profile",
  causes: ["instance-profile-empty"],
  about: {
    does: "Adds a role to an instance profile that has none: of those that do for a node, the one that gives the least besides. One call, and all instances with the profile have a role again.",
    risk: {
      level: "medium",
      sentence:
        "Every instance with this profile, here and in other Regions, gets what the role allows. The profile gives nothing today.",
    },
  },
  title: (context) => `Add role ${choose(context)?.name ?? "of a node"} to the empty profile`,
  summary: (context) =>
    `One call, and all instances with the profile have a role again. Role ${choose(context)?.name ?? "of a node"} is the one that gives the least besides; what the role that was there allowed for the application is not known here.`,
  changes(context) {
    const { snapshot, scope, subject } = context;
    const profile = snapshot.get("instance-profile", subject.id);
    const role = choose(context);
    if (profile?.roles.length !== 0 || role === undefined) return [];
    return [addRoleToProfile(scope, profile.id, role)];
  },
});

/** A role that is called like the profile was most likely made for it. */
function choose({ snapshot, subject }: FixContext): Role | undefined {
  const roles = capableRoles(snapshot, "ec2");
  const name = subject.id.slice(subject.id.lastIndexOf("/") + 1);
  return roles.find((role) => role.name === name) ?? roles[0];
}
