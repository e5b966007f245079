import type { ProfileAssociation } from "../../model/documents/profile-association.ts";
import type { Role } from "../../model/documents/role.ts";
import type { Scope } from "../../model/scope.ts";
import type { Snapshot, SnapshotPatch } from "../../model/snapshot.ts";
import { type MakeChange, writeStep } from "../network/change.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { existingResource, writeTerraform } from "../writing/terraform.ts";
import type { CapableProfile } from "./capable-roles.ts";
import { launchedAgain } from "./launched-again.ts";

const associationIdInAnswer = "IamInstanceProfileAssociation.AssociationId";

/** What EC2 says of an instance's profile; undefined where it has none that is attached or on its way. */
export function associationOf(snapshot: Snapshot, nodeId: string): ProfileAssociation | undefined {
  return snapshot
    .of("instance", nodeId, "profile-association")
    .find(({ state }) => state === "associated" || state === "associating");
}

export function associateProfile(
  scope: Scope,
  nodeId: string,
  { profile, role }: CapableProfile,
): MakeChange {
  const id = `associate-profile-with-${nodeId}`;
  return (snapshot) => ({
    step: writeStep(scope.region, {
      id,
      title: `Give ${nodeId} the instance profile ${profile.name}`,
      why: "The agent signs its calls with the role of the instance's profile, and this instance has none.",
      call: {
        operation: "ec2:AssociateIamInstanceProfile",
        input: { InstanceId: nodeId, IamInstanceProfile: { Name: profile.name } },
      },
      creates: associationIdInAnswer,
      preconditions: [
        preconditionOf(snapshot, "instance", nodeId),
        preconditionOf(snapshot, "instance-profile", profile.id),
        preconditionOf(snapshot, "role", role.id),
      ],
      ...writtenFor(scope, nodeId, profile.name),
      changes: `Whatever runs on ${nodeId} may do what role ${role.name} allows.${launchedAgain(snapshot, nodeId)}`,
      undo: {
        sentence: `Take the profile from ${nodeId} again.`,
        call: {
          operation: "ec2:DisassociateIamInstanceProfile",
          input: { AssociationId: { answerOf: id, at: associationIdInAnswer } },
        },
      },
    }),
    patch: patchOfProfile(snapshot, nodeId, profile.id),
  });
}

/** For a profile that gives nothing: with another one nothing is lost. It may be gone, and then nobody can put it back. */
export function replaceProfile(
  scope: Scope,
  association: ProfileAssociation,
  { profile, role }: CapableProfile,
  isOldOneThere: boolean,
): MakeChange {
  const nodeId = association.instanceId!;
  const id = `replace-profile-of-${nodeId}`;
  return (snapshot) => ({
    step: writeStep(scope.region, {
      id,
      title: `Give ${nodeId} the instance profile ${profile.name} instead`,
      why: "EC2 hands out no credentials of a profile without a role, whatever ran on it before.",
      call: {
        operation: "ec2:ReplaceIamInstanceProfileAssociation",
        input: { AssociationId: association.id, IamInstanceProfile: { Name: profile.name } },
      },
      creates: associationIdInAnswer,
      preconditions: [
        preconditionOf(snapshot, "instance", nodeId),
        preconditionOf(snapshot, "profile-association", association.id),
        preconditionOf(snapshot, "instance-profile", profile.id),
        preconditionOf(snapshot, "role", role.id),
      ],
      ...writtenFor(scope, nodeId, profile.name),
      changes: `Whatever runs on ${nodeId} may do what role ${role.name} allows, where it could do nothing.${isOldOneThere ? "" : " Nothing takes it back, as the profile that it had is gone."}${launchedAgain(snapshot, nodeId)}`,
      undo: isOldOneThere
        ? {
            sentence: `Give ${nodeId} back the profile that it had.`,
            call: {
              operation: "ec2:ReplaceIamInstanceProfileAssociation",
              input: {
                AssociationId: { answerOf: id, at: associationIdInAnswer },
                IamInstanceProfile: { Arn: association.instanceProfileArn },
              },
            },
          }
        : null,
    }),
    patch: patchOfProfile(snapshot, nodeId, profile.id, association),
  });
}

export function addRoleToProfile(scope: Scope, profileId: string, { id, name: RoleName }: Role): MakeChange {
  return (snapshot) => {
    const profile = snapshot.get("instance-profile", profileId)!;
    const input = { InstanceProfileName: profile.name, RoleName };
    return {
      step: writeStep(scope.region, {
        id: `add-role-to-${profile.name}`,
        title: `Add role ${RoleName} to instance profile ${profile.name}`,
        why: "A profile is the container of one role, and this one is empty.",
        call: { operation: "iam:AddRoleToInstanceProfile", input },
        preconditions: [
          preconditionOf(snapshot, "instance-profile", profileId),
          preconditionOf(snapshot, "role", id),
        ],
        // The console has no page of a profile: it shows one together with the role of the same name.
        console: { url: null, path: "Only by the API: the console shows no profile without a role" },
        terraform: writeTerraform(
          existingResource("aws_iam_instance_profile", profile.name, { role: RoleName }),
        ),
        cloudformation: writeCloudFormation(
          {
            [logicalId(profile.name)]: {
              Type: "AWS::IAM::InstanceProfile",
              Properties: { Roles: [RoleName] },
            },
          },
          { existing: profile.name },
        ),
        changes: `Every instance with profile ${profile.name} may do what role ${RoleName} allows.`,
        undo: {
          sentence: `Take role ${RoleName} out of the profile again.`,
          call: { operation: "iam:RemoveRoleFromInstanceProfile", input },
        },
      }),
      patch: { "instance-profile": { put: [{ ...profile, roles: [{ arn: id, name: RoleName }] }] } },
    };
  };
}

/** The world in which the instance has that profile, since just now. */
export function patchOfProfile(
  snapshot: Snapshot,
  nodeId: string,
  profileArn: string,
  replaced?: ProfileAssociation,
): SnapshotPatch {
  const instance = snapshot.get("instance", nodeId)!;
  const association: ProfileAssociation = {
    ...{ id: `iip-assoc-to-be-created-${nodeId}`, instanceId: nodeId, instanceProfileArn: profileArn },
    ...{ state: "associated", since: snapshot.at },
  };
  return {
    instance: { put: [{ ...instance, instanceProfileArn: profileArn }] },
    "profile-association": { put: [association], ...(replaced && { remove: [replaced.id] }) },
  };
}

function writtenFor({ region }: Scope, nodeId: string, profileName: string) {
  return {
    console: consoleAt(region, { kind: "instance", id: nodeId }, "Actions", "Security", "Modify IAM role"),
    terraform: writeTerraform(
      existingResource("aws_instance", nodeId, { iam_instance_profile: profileName }),
    ),
    cloudformation: writeCloudFormation(
      {
        [logicalId(nodeId)]: { Type: "AWS::EC2::Instance", Properties: { IamInstanceProfile: profileName } },
      },
      { existing: nodeId },
    ),
  };
}
