import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { changeMetadata } from "../identity/metadata-changes.ts";

export const allowMetadataVersion1 = defineIdentityFix({
  id: "allow-metadata-version-1",
  causes: ["metadata-version-unusable"],
  about: {
    does: "The old agent gets its credentials again, can then be sent its own update, and version 2 is required again after that. A present agent on the host is the better way where somebody can get in.",
    risk: {
      level: "medium",
      sentence:
        "By version 1 a request that a program on the host can be tricked into reads the role's credentials. Keep it so no longer than the update takes.",
    },
  },
  title: ({ subject }) => `Let ${subject.id} answer version 1 of the metadata until its agent is newer`,
  changes({ snapshot, scope, subject }) {
    if (snapshot.get("instance", subject.id)?.metadataOptions?.httpTokens !== "required") return [];
    return [
      changeMetadata(scope, subject.id, {
        to: { httpTokens: "optional" },
        title: `Let version 1 of the metadata in on ${subject.id}`,
        why: "Its agent asks by version 1 alone. Update it once it is back, and then undo this step.",
        changes: "The instance answers both versions of the metadata.",
        undo: "Require version 2 again, once the agent is updated.",
      }),
    ];
  },
});
