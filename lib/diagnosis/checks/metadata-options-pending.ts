import { defineCheck } from "../check.ts";
import { evidence, pass, warn } from "../finding.ts";

export const metadataOptionsPending = defineCheck({
  id: "metadata-options-pending",
  group: "instance",
  title: "A change of the metadata options is on its way",
  passTitle: "The metadata options are applied",
  why: `EC2 takes a moment to apply a change of the metadata options. Until then the instance answers as before, whatever is set.`,
  rows: ["IMDS-04"],
  causes: [],
  needs: ["instance"],

  appliesTo: (node) => node.isRunning,

  examine({ id, instance, snapshot }) {
    const state = instance?.metadataOptions?.state ?? null;
    if (state !== "pending") return pass("No change of its metadata options is on its way.");
    return warn(() => ({
      sentence: `${id} gets other metadata options within moments.`,
      evidence: [
        evidence(snapshot, {
          sentence: "The options are not applied yet.",
          api: "ec2:DescribeInstances",
          field: "MetadataOptions.State",
          value: state,
          document: { kind: "instance", id },
        }),
      ],
    }));
  },
});
