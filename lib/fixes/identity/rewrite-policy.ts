import { quote } from "shlex";
import { readOr } from "../../diagnosis/reading.ts";
import type { Role } from "../../model/documents/role.ts";
import type { Scope } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { MakeChange } from "../network/change.ts";
import { consoleAt } from "../writing/console.ts";
import { existingResource, writeTerraform } from "../writing/terraform.ts";
import { handMade } from "./hand-made.ts";
import { nameOf, type Rewrite, withRewrite } from "./policy-rewrites.ts";
import { patchOfRoles } from "./role-patch.ts";

/** The step that writes it. A new version of a policy is one for every role that has the policy. */
export function rewritePolicy(
  scope: Scope,
  roleId: string,
  rewrite: Rewrite,
  told: { why: string; changes: string },
): MakeChange {
  const name = nameOf(rewrite.policy);
  return (world) => {
    const role = world.get("role", roleId)!;
    return handMade(
      {
        ...told,
        id: `rewrite-${rewrite.kind}-${name}`,
        title: rewrite.after === null ? titleWithout(rewrite, role) : `Change policy ${name}`,
        cli: commandsOf(scope, rewrite, role),
        console: consoleAt(scope.region, { kind: "role", id: roleId }, "Permissions", name),
        terraform: rewrite.after === null ? null : terraformOf(rewrite, role, rewrite.after),
        undo: undoOf(scope, rewrite, role),
      },
      (snapshot) => patchOfRoles(snapshot, ...rolesWith(snapshot, roleId, rewrite)),
    )(world);
  };
}

/** A customer's own policy is one text, in however many roles it is. */
function rolesWith(snapshot: Snapshot, roleId: string, rewrite: Rewrite): Role[] {
  const own = snapshot.get("role", roleId)!;
  const others =
    rewrite.kind === "inline" || rewrite.after === null
      ? []
      : readOr(() => snapshot.all("role"), []).filter(({ id }) => id !== roleId);
  return [own, ...others].flatMap((role) => {
    const changed = withRewrite(role, rewrite);
    return role.id === roleId || hasPolicy(role, rewrite) ? [changed] : [];
  });
}

function hasPolicy(role: Role, { kind, policy }: Rewrite): boolean {
  if (kind === "boundary") return role.permissionsBoundaryArn === policy;
  return role.attachedPolicies?.some(({ arn }) => arn === policy) === true;
}

function titleWithout({ kind, policy }: Rewrite, role: Role): string {
  return kind === "inline"
    ? `Delete inline policy ${policy} of role ${role.name}`
    : `Detach ${nameOf(policy)} from role ${role.name}`;
}

function commandsOf({ region }: Scope, { kind, policy, after }: Rewrite, { name }: Role): string[] {
  const role = `--role-name ${quote(name)}`;
  if (kind === "inline") {
    const inline = `${role} --policy-name ${quote(policy)}`;
    return after === null
      ? [`aws iam delete-role-policy --region ${region} ${inline}`]
      : [`aws iam put-role-policy --region ${region} ${inline} --policy-document ${quote(after)}`];
  }
  if (after === null)
    return [`aws iam detach-role-policy --region ${region} ${role} --policy-arn ${quote(policy)}`];
  return [newVersion(region, policy, after)];
}

function undoOf({ region }: Scope, { kind, policy, before, after }: Rewrite, { name }: Role) {
  const role = `--role-name ${quote(name)}`;
  const sentence = "Put back what stood there.";
  if (kind === "inline") {
    const inline = `${role} --policy-name ${quote(policy)} --policy-document ${quote(before)}`;
    return { sentence, cli: [`aws iam put-role-policy --region ${region} ${inline}`] };
  }
  return after === null
    ? {
        sentence,
        cli: [`aws iam attach-role-policy --region ${region} ${role} --policy-arn ${quote(policy)}`],
      }
    : { sentence, cli: [newVersion(region, policy, before)] };
}

function newVersion(region: string, arn: string, document: string): string {
  return `aws iam create-policy-version --region ${region} --policy-arn ${quote(arn)} --policy-document ${quote(document)} --set-as-default`;
}

function terraformOf({ kind, policy }: Rewrite, { name }: Role, after: string): string {
  return kind === "inline"
    ? writeTerraform(existingResource("aws_iam_role_policy", `${name} ${policy}`, { policy: after }))
    : writeTerraform(existingResource("aws_iam_policy", nameOf(policy), { policy: after }));
}
