import type { Evidence } from "../../model/verdict.ts";
import { defineCheck } from "../check.ts";
import { certain, evidence, fail, pass, warn } from "../finding.ts";
import { isUp } from "../identity/credentials.ts";
import { hostManagementEvidence, hostManagementOf } from "../identity/host-management.ts";
import type { NodeView } from "../node-view.ts";
import { readOr } from "../reading.ts";
import { isHeard } from "../signal.ts";

export const instanceProfileMissing = defineCheck({
  id: "instance-profile-missing",
  group: "identity",
  title: "The agent has no role to sign with",
  passTitle: "The agent has a role to sign with",
  why: `The agent signs every call to Systems Manager with the role of its instance profile, or with that of default
    host management where the Region has it. With neither it cannot say that it is there.`,
  rows: ["IAM-01"],
  causes: ["instance-profile-missing"],
  needs: ["instance", "managed-node", "profile-association", "service-setting"],

  appliesTo: (node) => !node.isHybrid && isUp(node),

  examine(node) {
    if (node.instance?.instanceProfileArn != null)
      return pass(() => ({ sentence: "It has an instance profile.", evidence: [profileEvidence(node)] }));
    if (hostManagementOf(node) !== null) {
      return pass(() => ({
        sentence: "It has no instance profile, and default host management stands in for one.",
        evidence: [profileEvidence(node), hostManagementEvidence(node)],
      }));
    }
    const explain = () => ({
      sentence: `It has no instance profile, and default host management is off in ${node.snapshot.scope.region}.`,
      evidence: [profileEvidence(node), ...associationEvidence(node), hostManagementEvidence(node)],
    });
    const subject = { kind: "instance", id: node.id };
    if (isHeard(node)) {
      return warn(
        () => ({
          sentence: `${explain().sentence} Its agent answers all the same: it has credentials of its own on the host, or still those of a profile that was just taken away.`,
          evidence: explain().evidence,
        }),
        [{ code: "instance-profile-missing", subject, isCertain: false, explain }],
      );
    }
    return fail(certain("instance-profile-missing", subject, explain));
  },
});

function profileEvidence(node: NodeView): Evidence {
  const value = node.instance?.instanceProfileArn ?? null;
  return evidence(node.snapshot, {
    sentence: value === null ? "No instance profile is attached." : `Instance profile ${value} is attached.`,
    api: "ec2:DescribeInstances",
    field: "IamInstanceProfile.Arn",
    value,
    document: { kind: "instance", id: node.id },
  });
}

/** EC2 says of an instance what holds now; one that is being attached or taken away is worth a line beside it. */
function associationEvidence(node: NodeView): Evidence[] {
  return readOr(() => node.snapshot.of("instance", node.id, "profile-association"), [])
    .filter(({ state }) => state === "associating" || state === "disassociating")
    .map(({ id, state, instanceProfileArn }) =>
      evidence(node.snapshot, {
        sentence: `Instance profile ${instanceProfileArn ?? "(unnamed)"} is ${state}.`,
        api: "ec2:DescribeIamInstanceProfileAssociations",
        field: "State",
        value: state,
        document: { kind: "profile-association", id },
      }),
    );
}
