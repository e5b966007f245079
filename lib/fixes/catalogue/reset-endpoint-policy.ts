import { defineNetworkFix } from "../network/define-network-fix.ts";
import { resetPolicy } from "../network/endpoint-policy.ts";

export const resetEndpointPolicy = defineNetworkFix({
  id: "reset-endpoint-policy",
  causes: ["endpoint-policy-denies"],
  about: {
    does: "AWS's own policy lets every call through, and leaves the decision to the callers' roles. Right where the policy was a mistake, or denies outright what no further statement can allow.",
    risk: {
      level: "high",
      sentence:
        "The policy may keep data from leaving to other accounts: without it every role of the VPC may call every resource of the service that it is allowed to. Ask who wrote it.",
    },
  },
  title: ({ subject }) => `Reset the policy of ${subject.id} to AWS's own`,
  changes: (situation) =>
    situation.snapshot.get("vpc-endpoint", situation.subject.id) === undefined
      ? []
      : [resetPolicy(situation)],
});
