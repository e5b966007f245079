import { isKnownOlder } from "../../diagnosis/agent-version.ts";
import { readOr } from "../../diagnosis/reading.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { changeMetadata } from "../identity/metadata-changes.ts";

export const enableMetadata = defineIdentityFix({
  id: "enable-metadata",
  causes: ["metadata-disabled"],
  about: {
    does: "The agent learns its Region and its credentials there, and has no other source on most hosts. Nothing can use the metadata today, so version 2 alone is let in where the agent speaks it.",
    risk: {
      level: "low",
      sentence: "Whatever runs on the instance may then take on the role that it has.",
    },
  },
  title: ({ subject }) => `Switch on the instance metadata of ${subject.id}`,
  changes({ snapshot, scope, subject }) {
    const options = snapshot.get("instance", subject.id)?.metadataOptions;
    if (options?.httpEndpoint !== "disabled") return [];
    const tokens = speaksVersion2(snapshot, subject.id) ? "required" : (options.httpTokens ?? "optional");
    return [
      changeMetadata(scope, subject.id, {
        to: { httpEndpoint: "enabled", httpTokens: tokens },
        title: `Switch on the metadata of ${subject.id}`,
        why: "Without it the agent knows neither its Region nor its credentials.",
        changes: `The instance answers for its metadata, ${tokens === "required" ? "by version 2 alone" : "as its old agent needs it"}.`,
        undo: "Switch the metadata off again.",
      }),
    ];
  },
});

/** An agent that SSM has never heard of is not known to be too old for it. */
function speaksVersion2(snapshot: Snapshot, id: string): boolean {
  const version = readOr(() => snapshot.get("managed-node", id)?.agentVersion, null);
  return !isKnownOlder(version, "metadataVersion2");
}
