import { agentMilestones, isKnownOlder } from "../agent-version.ts";
import { defineCheck, type Explanation } from "../check.ts";
import { evidence, fail, likely, notApplicable, pass, warn } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { isHeard } from "../signal.ts";

export const metadataVersionUnusable = defineCheck({
  id: "metadata-version-unusable",
  group: "instance",
  title: "The agent does not speak the version of the metadata that is required",
  passTitle: "The agent can speak to the instance metadata",
  why: `Agents from 3.0.413.0 on ask for metadata by version 2. Where the instance requires that version, an older agent may get
    no credentials.`,
  rows: ["IMDS-03"],
  causes: ["metadata-version-unusable"],
  needs: ["instance", "managed-node"],

  appliesTo: (node) => node.isRunning,

  examine(node) {
    if (node.instance?.metadataOptions == null)
      return notApplicable("EC2 told nothing of its metadata options.");
    if (node.instance.metadataOptions.httpTokens !== "required")
      return pass("Version 1 of the instance metadata is allowed, which every agent speaks.");
    const version = node.registration?.agentVersion ?? null;
    if (version === null) return pass("Its agent is not known to be too old for version 2.");
    if (!isKnownOlder(version, "metadataVersion2")) return pass(`Agent ${version} speaks version 2.`);
    if (isHeard(node))
      return warn(() =>
        explain(node, `Agent ${version} is older than version 2, and is heard all the same.`),
      );
    return fail(
      likely("metadata-version-unusable", { kind: "instance", id: node.id }, () =>
        explain(
          node,
          `${node.id} requires version 2 of the instance metadata, which its agent ${version} may not speak: version ${agentMilestones.metadataVersion2} was the first that is known to.`,
        ),
      ),
    );
  },
});

function explain({ id, instance, registration, snapshot }: NodeView, sentence: string): Explanation {
  return {
    sentence,
    evidence: [
      evidence(snapshot, {
        sentence: "The instance answers version 2 alone.",
        api: "ec2:DescribeInstances",
        field: "MetadataOptions.HttpTokens",
        value: instance?.metadataOptions?.httpTokens ?? null,
        document: { kind: "instance", id },
      }),
      evidence(snapshot, {
        sentence: "The agent's version as SSM last heard it.",
        api: "ssm:DescribeInstanceInformation",
        field: "AgentVersion",
        value: registration?.agentVersion ?? null,
        document: { kind: "managed-node", id },
      }),
    ],
  };
}
