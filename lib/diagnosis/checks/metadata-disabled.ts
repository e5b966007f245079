import { defineCheck, type Explanation } from "../check.ts";
import { certain, evidence, fail, likely, notApplicable, pass, warn } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { isHeard } from "../signal.ts";

export const metadataDisabled = defineCheck({
  id: "metadata-disabled",
  group: "instance",
  title: "Instance metadata is switched off",
  passTitle: "Instance metadata is switched on",
  why: `The agent learns its id, its Region and its role's credentials from the instance metadata service. Without that it can
    sign nothing, unless it was given credentials of its own.`,
  rows: ["IMDS-01"],
  causes: ["metadata-disabled"],
  needs: ["instance", "managed-node"],

  appliesTo: (node) => node.isRunning,

  examine(node) {
    if (node.instance?.metadataOptions == null)
      return notApplicable("EC2 told nothing of its metadata options.");
    if (node.instance.metadataOptions.httpEndpoint !== "disabled")
      return pass(() => explain(node, "Its instance metadata is switched on."));
    // One that is heard all the same has other credentials, or still some that will run out.
    if (isHeard(node))
      return warn(() =>
        explain(
          node,
          `${node.id} has its instance metadata switched off, and its agent is heard all the same.`,
        ),
      );
    // Until a change is applied the instance answers as before, and what that was nobody tells.
    const cause = node.instance.metadataOptions.state === "pending" ? likely : certain;
    return fail(
      cause("metadata-disabled", { kind: "instance", id: node.id }, () =>
        explain(
          node,
          `${node.id} has its instance metadata switched off, so its agent gets neither its Region nor credentials.`,
        ),
      ),
    );
  },
});

function explain({ id, instance, snapshot }: NodeView, sentence: string): Explanation {
  return {
    sentence,
    evidence: [
      evidence(snapshot, {
        sentence: "The metadata endpoint as EC2 has it.",
        api: "ec2:DescribeInstances",
        field: "MetadataOptions.HttpEndpoint",
        value: instance?.metadataOptions?.httpEndpoint ?? null,
        document: { kind: "instance", id },
      }),
    ],
  };
}
