import { legacyChannelActions } from "../../diagnosis/identity/role-actions.ts";
import { readOr } from "../../diagnosis/reading.ts";
import type { Role } from "../../model/documents/role.ts";
import { requiredActions } from "../../model/documents/role-simulation.ts";
import type { FixContext } from "../fix.ts";
import { haveRoom } from "./policy-quotas.ts";
import { exceptingRole, withChangedStatement, withoutActions } from "./policy-text.ts";
import { type ActionDecision, findDecision } from "./role-decisions.ts";

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
 * One statement after the other, until `next` has none left and answers null. Undefined where it cannot tell, where they are
 * too many, or where a policy would become longer than IAM takes.
 */
export function rewriteUntilDone(
  role: Role,
  next: (role: Role) => Rewrite | null | undefined,
): readonly Rewrite[] | undefined {
  const rewrites = new Map<string, Rewrite>();
  let current = role;
  for (let statements = 0; statements <= statementsAtMost; statements += 1) {
    const rewrite = next(current);
    if (rewrite === null) {
      const all = [...rewrites.values()];
      return haveRoom(role, all) ? all : undefined;
    }
    if (rewrite === undefined) return undefined;
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

/**
 * What of the role's policies, or of its boundary, has to be other text so that nothing of it denies what a node needs; undefined
 * where that cannot be told, as where the statement that denies was not read.
 */
export function liftDenials(context: FixContext, role: Role, by: Denier): readonly Rewrite[] | undefined {
  const lift = (current: Role) => {
    const denied = findDecision(context, current, (each) => isDeniedBy(each, by));
    if (denied === undefined) return null;
    return denied.statement === null ? undefined : rewriteOf(current, denied.statement, by, denied.action);
  };
  return readOr(() => rewriteUntilDone(role, lift), undefined);
}

export function isDeniedBy({ decision, by }: ActionDecision, denier: Denier): boolean {
  return decision === "explicitly-denied" && by === denier;
}

function rewriteOf(
  role: Role,
  { policy, sid, text }: NonNullable<ActionDecision["statement"]>,
  by: Denier,
  action: string,
): Rewrite | undefined {
  // What only old agents need is spared where it is what they lack.
  const spared = legacyChannelActions.includes(action) ? legacyChannelActions : requiredActions;
  const found = findPolicy(role, policy, by);
  if (found === undefined || typeof found.text !== "string") return undefined;
  const isInline = found.kind === "inline";
  // A policy that others have as well keeps its word for them.
  const after = isAwsManaged(policy)
    ? null
    : withChangedStatement(found.text, text, (statement) =>
        isInline ? withoutActions(statement, spared) : exceptingRole(statement, role.id, spared),
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

export function nameOf(policy: string): string {
  return policy.slice(policy.lastIndexOf("/") + 1);
}
