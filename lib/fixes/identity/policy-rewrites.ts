import { quote } from "shlex";
import { readOr } from "../../diagnosis/reading.ts";
import type { Role } from "../../model/documents/role.ts";
import { requiredActions } from "../../model/documents/role-simulation.ts";
import type { Scope } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { FixContext } from "../fix.ts";
import type { MakeChange } from "../network/change.ts";
import { consoleAt } from "../writing/console.ts";
import { existingResource, writeTerraform } from "../writing/terraform.ts";
import { handMade } from "./hand-made.ts";
import { exceptingRole, withChangedStatement, withoutActions } from "./policy-text.ts";
import { type ActionDecision, findDecision } from "./role-decisions.ts";
import { patchOfRoles } from "./role-patch.ts";

type Denier = "identity-policy" | "permissions-boundary";

/** A policy as it is to be; without a text where nothing would be left of it. */
export type Rewrite = {
  kind: "inline" | "attached" | "boundary";
  /** An inline policy's name, else an ARN. */
  policy: string;
  before: string;
  after: string | null;
  /** The statements that deny, by what people know them by. */
  statements: readonly string[];
};

/** More statements than this are no accident that a walkthrough unties. */
const statementsAtMost = 10;

/**
 * What of the role's policies, or of its boundary, has to be other text so that nothing of it denies what a node needs; undefined
 * where that cannot be told, as where the statement that denies was not read.
 */
export function liftDenials(context: FixContext, role: Role, by: Denier): readonly Rewrite[] | undefined {
  return readOr(() => untieDenials(context, role, by), undefined);
}

function untieDenials(context: FixContext, role: Role, by: Denier): readonly Rewrite[] | undefined {
  const rewrites = new Map<string, Rewrite>();
  let current = role;
  for (let tries = 0; tries < statementsAtMost; tries += 1) {
    const denied = findDecision(
      context,
      current,
      (each) => each.decision === "explicitly-denied" && each.by === by,
    );
    if (denied === undefined) return [...rewrites.values()];
    const rewrite = denied.statement && rewriteOf(current, denied.statement, by);
    if (rewrite == null) return undefined;
    const known = rewrites.get(rewrite.policy);
    rewrites.set(rewrite.policy, {
      ...rewrite,
      before: known?.before ?? rewrite.before,
      statements: [...(known?.statements ?? []), ...rewrite.statements],
    });
    current = withRewrite(current, rewrite);
  }
  return undefined;
}

function rewriteOf(
  role: Role,
  { policy, sid, text }: NonNullable<ActionDecision["statement"]>,
  by: Denier,
): Rewrite | undefined {
  const found = findPolicy(role, policy, by);
  if (found === undefined || typeof found.text !== "string") return undefined;
  const isInline = found.kind === "inline";
  // A policy that others have as well keeps its word for them.
  const after = isAwsManaged(policy)
    ? null
    : withChangedStatement(found.text, text, (statement) =>
        isInline
          ? withoutActions(statement, requiredActions)
          : exceptingRole(statement, role.id, requiredActions),
      );
  if (found.kind === "boundary" && after === null) return undefined;
  return { kind: found.kind, policy, before: found.text, after, statements: [sid] };
}

function findPolicy(
  role: Role,
  policy: string,
  by: Denier,
): { kind: Rewrite["kind"]; text: string | null | undefined } | undefined {
  if (by === "permissions-boundary")
    return policy === role.permissionsBoundaryArn
      ? { kind: "boundary", text: role.permissionsBoundary }
      : undefined;
  const attached = role.attachedPolicies?.find(({ arn }) => arn === policy);
  if (attached !== undefined) return { kind: "attached", text: attached.document };
  const inline = role.inlinePolicies?.find(({ name }) => name === policy);
  return inline && { kind: "inline", text: inline.document };
}

function isAwsManaged(policy: string): boolean {
  return /^arn:[^:]+:iam::aws:policy\//.test(policy);
}

export function withRewrite(role: Role, { kind, policy, after }: Rewrite): Role {
  switch (kind) {
    case "boundary":
      return role.permissionsBoundaryArn === policy ? { ...role, permissionsBoundary: after } : role;
    case "inline":
      return {
        ...role,
        inlinePolicies: role.inlinePolicies?.flatMap((each) =>
          each.name !== policy ? [each] : after === null ? [] : [{ ...each, document: after }],
        ),
      };
    case "attached":
      return {
        ...role,
        attachedPolicies: role.attachedPolicies?.flatMap((each) =>
          each.arn !== policy ? [each] : after === null ? [] : [{ ...each, document: after }],
        ),
      };
  }
}

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
        cli: commandsOf(rewrite, role),
        console: consoleAt(scope.region, { kind: "role", id: roleId }, "Permissions", name),
        terraform: rewrite.after === null ? null : terraformOf(rewrite, role, rewrite.after),
        undo: undoOf(rewrite, role),
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

function commandsOf({ kind, policy, after }: Rewrite, { name }: Role): string[] {
  const role = `--role-name ${quote(name)}`;
  if (kind === "inline") {
    const inline = `${role} --policy-name ${quote(policy)}`;
    return after === null
      ? [`aws iam delete-role-policy ${inline}`]
      : [`aws iam put-role-policy ${inline} --policy-document ${quote(after)}`];
  }
  if (after === null) return [`aws iam detach-role-policy ${role} --policy-arn ${quote(policy)}`];
  return [newVersion(policy, after)];
}

function undoOf({ kind, policy, before, after }: Rewrite, { name }: Role) {
  const role = `--role-name ${quote(name)}`;
  const sentence = "Put back what stood there.";
  if (kind === "inline") {
    const inline = `${role} --policy-name ${quote(policy)} --policy-document ${quote(before)}`;
    return { sentence, cli: [`aws iam put-role-policy ${inline}`] };
  }
  return after === null
    ? { sentence, cli: [`aws iam attach-role-policy ${role} --policy-arn ${quote(policy)}`] }
    : { sentence, cli: [newVersion(policy, before)] };
}

function newVersion(arn: string, document: string): string {
  return `aws iam create-policy-version --policy-arn ${quote(arn)} --policy-document ${quote(document)} --set-as-default`;
}

function terraformOf({ kind, policy }: Rewrite, { name }: Role, after: string): string {
  return kind === "inline"
    ? writeTerraform(existingResource("aws_iam_role_policy", `${name} ${policy}`, { policy: after }))
    : writeTerraform(existingResource("aws_iam_policy", nameOf(policy), { policy: after }));
}

export function nameOf(policy: string): string {
  return policy.slice(policy.lastIndexOf("/") + 1);
}
