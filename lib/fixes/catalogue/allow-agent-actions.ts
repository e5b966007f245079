import { quote } from "shlex";
import type { FixContext } from "../fix.ts";
import { agentActions } from "../identity/agent-policies.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { handMade } from "../identity/hand-made.ts";
import { hasRoomInline } from "../identity/policy-quotas.ts";
import { patchOfRoles } from "../identity/role-patch.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { resource, writeTerraform } from "../writing/terraform.ts";

const policyName = "systems-manager-agent";

export const allowAgentActions = defineIdentityFix({
  id: "allow-agent-actions",
  causes: ["role-actions-missing", "default-host-management-shadowed"],
  about: {
    does: "An inline policy with what an agent calls, and without the right to read parameters that AWS's own policy gives. It has to be kept up by hand, where AWS keeps up its own.",
    risk: { level: "low", sentence: "It only allows more, and only what an agent calls." },
  },
  title: (context) => `Allow role ${nameOf(context)} the agent's actions alone`,
  changes({ snapshot, scope, subject }) {
    const role = snapshot.get("role", subject.id);
    if (role?.inlinePolicies === undefined) return [];
    if (role.inlinePolicies.some(({ name }) => name === policyName)) return [];
    const statement = { Sid: "SystemsManagerAgent", Effect: "Allow", Action: agentActions, Resource: "*" };
    const document = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    if (!hasRoomInline(role, document)) return [];
    const command = `--role-name ${quote(role.name)} --policy-name ${policyName}`;
    return [
      handMade(
        {
          id: "put-inline-policy",
          title: `Put inline policy ${policyName} into role ${role.name}`,
          why: "Any policy that allows the actions does; most of them know no resource but all.",
          cli: [
            `aws iam put-role-policy --region ${scope.region} ${command} --policy-document ${quote(document)}`,
          ],
          console: consoleAt(
            scope.region,
            { kind: "role", id: role.id },
            "Permissions",
            "Add permissions",
            "Create inline policy",
          ),
          terraform: writeTerraform(
            resource("aws_iam_role_policy", `${role.name} ${policyName}`, {
              ...{ role: role.name, name: policyName, policy: document },
            }),
          ),
          cloudformation: writeCloudFormation({
            [logicalId(role.name, policyName)]: {
              Type: "AWS::IAM::RolePolicy",
              Properties: {
                ...{ RoleName: role.name, PolicyName: policyName },
                PolicyDocument: JSON.parse(document),
              },
            },
          }),
          changes: `Role ${role.name} allows what an agent calls beside what it allows today.`,
          undo: {
            sentence: "Delete the inline policy again.",
            cli: [`aws iam delete-role-policy --region ${scope.region} ${command}`],
          },
        },
        (world) => {
          const now = world.get("role", role.id)!;
          const inlinePolicies = [...(now.inlinePolicies ?? []), { name: policyName, document }];
          return patchOfRoles(world, { ...now, inlinePolicies });
        },
      ),
    ];
  },
});

function nameOf({ subject }: FixContext): string {
  return subject.id.slice(subject.id.lastIndexOf("/") + 1);
}
