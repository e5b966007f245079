import { quote } from "shlex";
import { readOr } from "../../diagnosis/reading.ts";
import type { InstanceProfile } from "../../model/documents/instance-profile.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { FixContext } from "../fix.ts";
import { managedInstanceCore } from "../identity/agent-policies.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { handMade } from "../identity/hand-made.ts";
import { newRole } from "../identity/new-role.ts";
import { associationOf, patchOfProfile } from "../identity/profile-changes.ts";
import { patchOfRoles } from "../identity/role-patch.ts";
import { combine } from "../network/change.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { reference, resource, terraformName, writeTerraform } from "../writing/terraform.ts";

export const createInstanceProfile = defineIdentityFix({
  id: "create-instance-profile",
  causes: ["instance-profile-missing", "instance-profile-empty"],
  about: {
    does: "A role that allows what an agent calls and nothing else, for instances that have nothing else to do in AWS. Muster makes no roles: it is done by whoever may.",
    risk: { level: "low", sentence: "The instances had no permissions, and get those of a node." },
  },
  title: () => "Make a role and a profile for managed nodes",
  changes(context) {
    const { snapshot, scope } = context;
    const name = freeName(snapshot);
    const { role, cli, terraform, cloudformation } = newRole(scope, snapshot.at, {
      ...{ name, path: "/", service: "ec2", policy: managedInstanceCore },
    });
    const profile: InstanceProfile = {
      id: `arn:${scope.partition}:iam::${scope.account}:instance-profile/${name}`,
      ...{ name, roles: [{ arn: role.id, name }], createdAt: snapshot.at },
    };
    const nodes = nodesWithout(context);
    if (nodes.length === 0) return [];
    return [
      handMade(
        {
          id: "make-role-and-profile",
          title: `Make role and profile ${name}`,
          why: "The role is what the agent signs with, and the profile is how an instance comes to it. The console makes both at once.",
          cli: [
            ...cli,
            `aws iam create-instance-profile --region ${scope.region} --instance-profile-name ${name}`,
            `aws iam add-role-to-instance-profile --region ${scope.region} --instance-profile-name ${name} --role-name ${name}`,
            `aws iam wait instance-profile-exists --region ${scope.region} --instance-profile-name ${name}`,
          ],
          console: consoleAt(
            scope.region,
            { kind: "role" },
            "Create role",
            "AWS service",
            "EC2",
            managedInstanceCore,
          ),
          terraform: writeTerraform(
            ...terraform,
            resource("aws_iam_instance_profile", name, {
              name,
              role: reference(`aws_iam_role.${terraformName(name)}.name`),
            }),
          ),
          cloudformation: writeCloudFormation({
            ...cloudformation,
            [logicalId(name, "profile")]: {
              Type: "AWS::IAM::InstanceProfile",
              Properties: { InstanceProfileName: name, Roles: [{ Ref: logicalId(name) }] },
            },
          }),
          changes: `Role and profile ${name} are there, and nobody has them yet.`,
          undo: {
            sentence: "Take both away again.",
            cli: [
              `aws iam remove-role-from-instance-profile --region ${scope.region} --instance-profile-name ${name} --role-name ${name}`,
              `aws iam delete-instance-profile --region ${scope.region} --instance-profile-name ${name}`,
              `aws iam detach-role-policy --region ${scope.region} --role-name ${name} --policy-arn ${role.attachedPolicies![0]!.arn}`,
              `aws iam delete-role --region ${scope.region} --role-name ${name}`,
            ],
          },
        },
        (world) => ({ ...patchOfRoles(world, role), "instance-profile": { put: [profile] } }),
      ),
      handMade(
        {
          id: "give-profile",
          title: `Give it to ${nodes.length === 1 ? nodes[0]!.id : `the ${nodes.length} instances`}`,
          why: "An instance has one profile: what it is given takes the place of one that gives nothing. Where EC2 does not know the new profile yet, try again after half a minute.",
          cli: nodes.map(({ id, associationId }) =>
            associationId === undefined
              ? `aws ec2 associate-iam-instance-profile --region ${scope.region} --instance-id ${id} --iam-instance-profile Name=${name}`
              : `aws ec2 replace-iam-instance-profile-association --region ${scope.region} --association-id ${quote(associationId)} --iam-instance-profile Name=${name}`,
          ),
          console: consoleAt(scope.region, { kind: "instance" }, "Actions", "Security", "Modify IAM role"),
          changes: "The instances have credentials of a managed node.",
          undo: takenBack(context, nodes),
        },
        (world) =>
          combine(nodes.map(({ id }) => patchOfProfile(world, id, profile.id, associationOf(world, id)))),
      ),
    ];
  },
});

function nodesWithout({ snapshot, nodeIds, code, subject }: FixContext) {
  return nodeIds.flatMap((id) => {
    const instance = snapshot.get("instance", id);
    const has = code === "instance-profile-missing" ? null : subject.id;
    if (instance?.instanceProfileArn !== has) return [];
    return [{ id, associationId: associationOf(snapshot, id)?.id }];
  });
}

/** EC2 names an association anew with every profile, so its id has to be asked for. A profile that is gone comes back to nobody. */
function takenBack({ snapshot, scope, code, subject }: FixContext, nodes: readonly { id: string }[]) {
  const region = `--region ${scope.region}`;
  const ask = `aws ec2 describe-iam-instance-profile-associations ${region} --filters Name=instance-id,Values=${nodes.map(({ id }) => id).join(",")} --query 'IamInstanceProfileAssociations[].[InstanceId,AssociationId]' --output text`;
  const association = '--association-id "$ASSOCIATION_ID"';
  const isOldOneThere =
    code === "instance-profile-empty" && snapshot.get("instance-profile", subject.id) !== undefined;
  return isOldOneThere
    ? {
        sentence:
          "Give each of them back the profile that it had: the first line prints the association's id of each.",
        cli: [
          ask,
          `aws ec2 replace-iam-instance-profile-association ${region} ${association} --iam-instance-profile ${quote(`Arn=${subject.id}`)}`,
        ],
      }
    : {
        sentence:
          "Take the profile from each of them again: the first line prints the association's id of each.",
        cli: [ask, `aws ec2 disassociate-iam-instance-profile ${region} ${association}`],
      };
}

/** Names of roles are one for the account, and so are those of profiles, whatever their case. */
function freeName(snapshot: Snapshot): string {
  const named = [
    ...readOr(() => snapshot.all("role"), []),
    ...readOr(() => snapshot.all("instance-profile"), []),
  ];
  const taken = new Set(named.map(({ name }) => name.toLowerCase()));
  const names = ["ManagedNode", "SystemsManagerNode", "SystemsManagerManagedNode"];
  for (let number = 2; names.every((name) => taken.has(name.toLowerCase())); number += 1)
    names.push(`ManagedNode${number}`);
  return names.find((name) => !taken.has(name.toLowerCase()))!;
}
