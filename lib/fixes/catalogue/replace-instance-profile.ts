import type { ProfileAssociation } from "../../model/documents/profile-association.ts";
import type { FixContext } from "../fix.ts";
import { capableProfiles } from "../identity/capable-roles.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { associationOf, replaceProfile } from "../identity/profile-changes.ts";

const nodesAtMost = 25;

export const replaceInstanceProfile = defineIdentityFix({
  id: "replace-instance-profile",
  causes: ["instance-profile-empty"],
  about: {
    does: "Gives instances whose profile has no role another profile: of those whose role does for a node, the one that gives the least besides. Nothing is lost, as the present one gives no credentials.",
    risk: { level: "medium", sentence: "The instances get what another role allows." },
  },
  title: (context) => `Give ${whom(context)} another instance profile`,
  summary: ({ snapshot }) =>
    `Of the profiles whose role does for a node, ${capableProfiles(snapshot)[0]?.profile.name ?? "none"} gives the least besides. Nothing is lost, as the present one gives no credentials at all.`,
  changes(context) {
    const { snapshot, scope, subject } = context;
    const [chosen] = capableProfiles(snapshot);
    const associations = associationsOf(context);
    if (chosen === undefined || associations.length > nodesAtMost) return [];
    const isOldOneThere = snapshot.get("instance-profile", subject.id) !== undefined;
    return associations.map((association) => replaceProfile(scope, association, chosen, isOldOneThere));
  },
  risk: ({ snapshot, subject }) =>
    snapshot.get("instance-profile", subject.id) === undefined
      ? {
          level: "medium",
          sentence:
            "The instances get what another role allows. What the profile that is gone once allowed, nobody knows here.",
        }
      : { level: "medium", sentence: "The instances get what another role allows." },
});

function associationsOf({ snapshot, nodeIds, subject }: FixContext): ProfileAssociation[] {
  return nodeIds.flatMap((id) => {
    const association = associationOf(snapshot, id);
    return association?.instanceProfileArn === subject.id ? [association] : [];
  });
}

function whom({ nodeIds }: FixContext): string {
  return nodeIds.length === 1 ? nodeIds[0]! : `the ${nodeIds.length} nodes`;
}
