import type { Advice } from "../../model/verdict.ts";
import { isKnownOlder } from "../agent-version.ts";
import { evidence } from "../finding.ts";
import type { NodeView } from "../node-view.ts";

/** What the host and one container deep need. */
const neededHops = 2;

/** Version 1 hands the role's credentials to whoever makes a process on the node fetch an address. */
export function adviseOnMetadataVersion(node: NodeView): Advice[] {
  const options = node.instance?.metadataOptions;
  if (options?.httpTokens !== "optional" || options.httpEndpoint === "disabled") return [];
  const version = node.registration?.agentVersion ?? null;
  const needsVersion1 = isKnownOlder(version, "metadataVersion2");
  const agent = needsVersion1
    ? `Agent ${version} needs it: update the agent first.`
    : "The agent does not need it; see first that nothing else on the host does.";
  return [
    advice(
      node,
      "metadata-version-1-allowed",
      "HttpTokens",
      options.httpTokens,
      `Version 1 of the instance metadata is still allowed, by which the role's credentials are stolen most easily. ${agent}`,
    ),
  ];
}

/** People raise it "for the agent", which asks from the host itself. */
export function adviseOnHopLimit(node: NodeView): Advice[] {
  const limit = node.instance?.metadataOptions?.httpPutResponseHopLimit ?? null;
  if (limit === null || limit <= neededHops) return [];
  return [
    advice(
      node,
      "metadata-hop-limit-wide",
      "HttpPutResponseHopLimit",
      limit,
      `Answers of the instance metadata travel ${limit} hops. An agent on the host needs 1, one in a container 2; more lets whatever is routed through the node take its role's credentials.`,
    ),
  ];
}

function advice(node: NodeView, id: string, field: string, value: string | number, sentence: string): Advice {
  return {
    id,
    sentence,
    subject: { kind: "instance", id: node.id },
    evidence: [
      evidence(node.snapshot, {
        sentence: "The metadata options as EC2 has them.",
        api: "ec2:DescribeInstances",
        field: `MetadataOptions.${field}`,
        value,
        document: { kind: "instance", id: node.id },
      }),
    ],
  };
}
