import { defineCheck, type Explanation } from "../check.ts";
import { changeEvidence, isElsewhere, principalName } from "../describe-change.ts";
import { evidence, likely, notApplicable, pass, warn } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { isHeard, isLaunching } from "../signal.ts";
import { type BackOff, findBackOff } from "../waiting.ts";

export const agentBackingOff = defineCheck({
  id: "agent-backing-off",
  group: "target",
  title: "The agent may be asleep until its next try",
  passTitle: "Nothing that the agent waits for has changed lately",
  why: `An agent that could not connect tries again after five minutes, then less and less often, up to once an hour. After a
    mend it may sleep on for so long; restarting the agent skips the wait.`,
  rows: ["IAM-01", "IAM-07", "SSM-02"],
  causes: ["agent-backing-off"],
  needs: [
    ...(["instance", "managed-node", "service-setting", "profile-association"] as const),
    ...(["instance-profile", "role", "role-simulation"] as const),
  ],

  appliesTo: (node) => node.isRunning,

  examine(node) {
    if (isHeard(node)) return notApplicable("Its agent is heard.");
    if (isLaunching(node)) return notApplicable("It was started moments ago.");
    const backOff = findBackOff(node);
    if (backOff === null) return pass("Nothing in its way is known to have changed within the last hour.");
    const explain = () => explainBackOff(node, backOff);
    return warn(explain, [likely("agent-backing-off", { kind: "instance", id: node.id }, explain)]);
  },
});

function explainBackOff(node: NodeView, { since, because }: BackOff): Explanation {
  const { id, snapshot } = node;
  const at = new Date(since).toISOString();
  switch (because.what) {
    case "host-management":
      return {
        sentence: `${id} may not use default host management yet: it was switched on less than 30 minutes ago.`,
        evidence: [
          evidence(snapshot, {
            sentence: "The setting was changed then.",
            api: "ssm:GetServiceSetting",
            field: "LastModifiedDate",
            value: at,
            document: { kind: "service-setting", id: because.settingId },
          }),
        ],
      };
    case "profile":
      return {
        sentence: `${id} got its instance profile while it ran, and its agent may not have noticed yet.`,
        evidence: [
          evidence(snapshot, {
            sentence: "The profile was attached then.",
            api: "ec2:DescribeIamInstanceProfileAssociations",
            field: "Timestamp",
            value: at,
            document: { kind: "profile-association", id: because.associationId },
          }),
        ],
      };
    case "change": {
      const { id: changed, by, before, scope } = because.change;
      const where = isElsewhere(node, because.change) ? ` in ${scope}` : "";
      const whom = by === null ? "" : ` by ${principalName(by)}`;
      // Where nobody told what was there before, that it stood in the way is a guess.
      const through = before === undefined ? "may be let through only" : "is let through";
      return {
        sentence: `${id} ${through} since ${changed}${where} was changed${whom} within the last hour; its agent may sleep until its next try.`,
        evidence: [changeEvidence(node, because.change)],
      };
    }
  }
}
