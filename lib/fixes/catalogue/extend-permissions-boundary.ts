import { quote } from "shlex";
import { isRefused } from "../../diagnosis/identity/role-actions.ts";
import { readOr } from "../../diagnosis/reading.ts";
import type { Role } from "../../model/documents/role.ts";
import type { FixContext } from "../fix.ts";
import { agentActions } from "../identity/agent-policies.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { haveRoom } from "../identity/policy-quotas.ts";
import { liftDenials, nameOf, type Rewrite, withRewrite } from "../identity/policy-rewrites.ts";
import { withStatement } from "../identity/policy-text.ts";
import { rewritePolicy } from "../identity/rewrite-policy.ts";
import { type ActionDecision, findDecision } from "../identity/role-decisions.ts";
import { byHand } from "../network/by-hand.ts";
import type { MakeChange } from "../network/change.ts";
import { consoleAt } from "../writing/console.ts";

/** Never a call: who may change a boundary may lift any. */
export const extendPermissionsBoundary = defineIdentityFix({
  id: "extend-permissions-boundary",
  causes: ["permissions-boundary-denies"],
  about: {
    does: "A boundary gives nothing: it only lets through what a role's own policies allow. With the agent's calls in it nobody gets more than their policies say. It is for those to do who keep boundaries.",
    risk: {
      level: "medium",
      sentence:
        "It is one text for all roles that have the boundary. It gives none of them anything that their own policies do not allow.",
    },
  },
  title: (context) => `Let boundary ${boundaryOf(context)} leave roles what an agent calls`,
  changes(context) {
    const { snapshot, scope, subject } = context;
    const role = snapshot.get("role", subject.id);
    if (role === undefined || role.permissionsBoundaryArn === null) return [];
    // What only an old agent needs is asked for as long as its version is known.
    if (!readOr(() => findDecision(context, role, isOfBoundary) !== undefined, true)) return [];
    const rewrite = rewriteOf(context, role);
    if (rewrite === undefined) return [chooseAnother(context, role)];
    return [
      rewritePolicy(scope, role.id, rewrite, {
        why: "What a boundary leaves out is refused, whatever the role's policies allow.",
        changes: `Every role with boundary ${nameOf(rewrite.policy)} may call what an agent calls, as far as its own policies allow that. A policy keeps five versions: delete the oldest where a sixth is refused.`,
      }),
    ];
  },
});

function isOfBoundary({ decision, by }: ActionDecision): boolean {
  return by === "permissions-boundary" && isRefused({ decision });
}

/** Undefined where the text was not read, is AWS's own, or would become longer than IAM takes. */
function rewriteOf(context: FixContext, role: Role): Rewrite | undefined {
  const { permissionsBoundaryArn: policy, permissionsBoundary: before } = role;
  if (policy === null || typeof before !== "string" || /:iam::aws:policy\//.test(policy)) return undefined;
  const [lifted] = liftDenials(context, role, "permissions-boundary") ?? [];
  const current = lifted === undefined ? role : withRewrite(role, lifted);
  const isLeftOut = findDecision(
    context,
    current,
    ({ decision, by }) => decision === "not-allowed" && by === "permissions-boundary",
  );
  const text = current.permissionsBoundary ?? before;
  const statement = { Sid: "SystemsManagerAgent", Effect: "Allow", Action: agentActions, Resource: "*" };
  const after = isLeftOut ? withStatement(text, statement) : text;
  if (after === null || after === before) return undefined;
  const rewrite = { kind: "boundary", policy, before, after, statements: lifted?.statements ?? [] } as const;
  return haveRoom(role, [rewrite]) ? rewrite : undefined;
}

function chooseAnother({ scope }: FixContext, { id, name, permissionsBoundaryArn }: Role): MakeChange {
  return byHand({
    id: "set-another-boundary",
    title: `Give role ${name} a boundary that leaves it what an agent calls`,
    why: `${permissionsBoundaryArn} is gone, is AWS's own, could not be read, or has no room for the agent's calls: so it cannot be changed here.`,
    cli: [
      `aws iam put-role-permissions-boundary --region ${scope.region} --role-name ${quote(name)} --permissions-boundary "$BOUNDARY_ARN"`,
    ],
    console: consoleAt(scope.region, { kind: "role", id }, "Permissions", "Change boundary"),
    changes: `Role ${name} is bound by another policy. Whoever keeps the boundaries knows which one it may be.`,
  });
}

function boundaryOf({ snapshot, subject }: FixContext): string {
  const arn =
    snapshot.observedAt("role", subject.id) === undefined ? undefined : snapshot.get("role", subject.id);
  return nameOf(arn?.permissionsBoundaryArn ?? subject.id);
}
