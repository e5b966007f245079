import { defineCheck, type Explanation } from "../check.ts";
import { certain, evidence, fail, notApplicable, pass } from "../finding.ts";
import { credentialsOf, findProfileFault, isUp, type ProfileFault } from "../identity/credentials.ts";
import { hostManagementEvidence } from "../identity/host-management.ts";
import type { NodeView } from "../node-view.ts";

export const instanceProfileEmpty = defineCheck({
  id: "instance-profile-empty",
  group: "identity",
  title: "The instance profile has no role",
  passTitle: "The instance profile has a role",
  why: `An instance profile is only the container of a role. When the role is deleted or was never added, EC2 hands out no
    credentials, and the instance still shows a profile.`,
  rows: ["IAM-02"],
  causes: ["instance-profile-empty"],
  needs: ["instance", "managed-node", "instance-profile", "role", "role-simulation", "service-setting"],

  appliesTo: (node) => !node.isHybrid && isUp(node),

  examine(node) {
    if (node.instance?.instanceProfileArn == null) return notApplicable("It has no instance profile.");
    // A role that is there is one, whatever of its policies could not be read.
    if (findProfileFault(node) === null) return pass("Its instance profile has a role.");
    const credentials = credentialsOf(node);
    const fault = faultOf(credentials?.from === "host-management" ? credentials.instead : null);
    if (fault !== null) {
      return pass(() => ({
        sentence: `${explainFault(node, fault).sentence} Default host management stands in for it.`,
        evidence: [...explainFault(node, fault).evidence, hostManagementEvidence(node)],
      }));
    }
    const empty = faultOf(credentials?.from === "nowhere" ? credentials.because : null);
    if (empty === null) return pass("Its instance profile has a role.");
    const subject = { kind: "instance-profile", id: profileArn(empty) };
    return fail(certain("instance-profile-empty", subject, () => explainFault(node, empty)));
  },
});

type EmptyProfile = Extract<ProfileFault, { what: "profile-gone" | "profile-empty" | "role-gone" }>;

function faultOf(fault: ProfileFault | null): EmptyProfile | null {
  switch (fault?.what) {
    case "profile-gone":
    case "profile-empty":
    case "role-gone":
      return fault;
    default:
      return null;
  }
}

function profileArn(fault: EmptyProfile): string {
  return fault.what === "profile-gone" ? fault.profileArn : fault.profile.id;
}

function explainFault(node: NodeView, fault: EmptyProfile): Explanation {
  const id = profileArn(fault);
  const name = id.slice(id.lastIndexOf("/") + 1);
  const fact = (sentence: string, api: string, field: string, value: string) => ({
    sentence,
    evidence: [
      evidence(node.snapshot, { sentence, api, field, value, document: { kind: "instance-profile", id } }),
    ],
  });
  switch (fault.what) {
    case "profile-gone":
      return fact(
        `Instance profile ${name}, which the instance still names, no longer exists.`,
        "iam:GetInstanceProfile",
        "InstanceProfile",
        "NoSuchEntity",
      );
    case "profile-empty":
      return fact(
        `Instance profile ${name} holds no role.`,
        "iam:GetInstanceProfile",
        "InstanceProfile.Roles",
        "[]",
      );
    case "role-gone":
      return fact(
        `Instance profile ${name} names role ${fault.roleArn}, which no longer exists.`,
        "iam:GetRole",
        "Role",
        "NoSuchEntity",
      );
  }
}
