import { defineCheck } from "../check.ts";
import { evidence, notApplicable, pass } from "../finding.ts";

export const metadataHopLimitNarrow = defineCheck({
  id: "metadata-hop-limit-narrow",
  group: "instance",
  title: "The metadata's hop limit keeps it from the agent",
  passTitle: "The metadata's hop limit lets the agent ask",
  why: `Answers of the metadata service travel as many hops as the limit allows. One is enough for an agent on the host; only
    an agent in a container needs two. EC2 allows no limit below one, so this never stops an agent on the host.`,
  rows: ["IMDS-05"],
  causes: [],
  needs: ["instance"],

  appliesTo: (node) => node.isRunning,

  examine({ id, instance, snapshot }) {
    const limit = instance?.metadataOptions?.httpPutResponseHopLimit ?? null;
    if (limit === null) return notApplicable("EC2 told nothing of its hop limit.");
    return pass(() => {
      const suffix = limit === 1 ? " An agent in a container would need 2." : "";
      return {
        sentence: `A hop limit of ${limit} is enough for an agent on the host.${suffix}`,
        evidence: [
          evidence(snapshot, {
            sentence: "The hop limit as EC2 has it.",
            api: "ec2:DescribeInstances",
            field: "MetadataOptions.HttpPutResponseHopLimit",
            value: limit,
            document: { kind: "instance", id },
          }),
        ],
      };
    });
  },
});
