import type { FixContext } from "../fix.ts";
import { type CapableProfile, capableProfiles } from "../identity/capable-roles.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { associateProfile, associationOf } from "../identity/profile-changes.ts";

/** More than these get a role of their own, or default host management: nobody reads so many steps. */
const nodesAtMost = 25;

export const associateInstanceProfile = defineIdentityFix({
  id: "associate-instance-profile",
  causes: ["instance-profile-missing", "default-host-management-broken"],
  about: {
    does: "Gives instances without a profile one that is there: of those whose role does for a node, the one that gives the least besides.",
    risk: { level: "medium", sentence: "Whatever runs on the instance may then do what the role allows." },
  },
  title: (context) => `Give ${whom(context)} an instance profile that is there`,
  summary(context) {
    const chosen = choose(context);
    if (chosen === undefined) return "A profile whose role does for a node.";
    return `Of the profiles whose role does for a node, ${chosen.profile.name} gives the least besides. Whatever runs on the instance may then do what that role allows: where that is not meant, make it a role of its own.`;
  },
  changes(context) {
    const chosen = choose(context);
    const ids = withoutProfile(context);
    if (chosen === undefined || ids.length > nodesAtMost) return [];
    return ids.map((id) => associateProfile(context.scope, id, chosen));
  },
  risk(context) {
    const role = choose(context)?.role;
    const others = (role?.attachedPolicies?.length ?? 0) + (role?.inlinePolicies?.length ?? 0);
    return others > 1
      ? {
          level: "medium",
          sentence: `Role ${role?.name} has ${others} policies, and the instance gets what all of them allow.`,
        }
      : { level: "low", sentence: "The instance had no permissions, and gets those of a node." };
  },
});

function choose({ snapshot }: FixContext): CapableProfile | undefined {
  return capableProfiles(snapshot)[0];
}

/** EC2 takes none beside one that is still attached, or on its way. */
function withoutProfile({ snapshot, nodeIds }: FixContext): string[] {
  return nodeIds.filter((id) => {
    const instance = snapshot.get("instance", id);
    return instance?.instanceProfileArn === null && associationOf(snapshot, id) === undefined;
  });
}

function whom({ code, subject, nodeIds }: FixContext): string {
  if (code === "instance-profile-missing") return subject.id;
  return nodeIds.length === 1 ? nodeIds[0]! : `the ${nodeIds.length} nodes`;
}
