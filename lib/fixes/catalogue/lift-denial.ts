import { quote } from "shlex";
import { isRefused } from "../../diagnosis/identity/role-actions.ts";
import type { Role } from "../../model/documents/role.ts";
import { requiredActions } from "../../model/documents/role-simulation.ts";
import type { FixContext } from "../fix.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { isDeniedBy, liftDenials, nameOf, type Rewrite, withRewrite } from "../identity/policy-rewrites.ts";
import { readPolicy, widePatterns } from "../identity/policy-text.ts";
import { rewritePolicy } from "../identity/rewrite-policy.ts";
import { findDecision } from "../identity/role-decisions.ts";
import { byHand } from "../network/by-hand.ts";
import type { MakeChange } from "../network/change.ts";
import { viewOf } from "../network/situation.ts";
import { consoleAt } from "../writing/console.ts";

/** Never a call: a denial is somebody's decision, and only they know whether it was meant for agents. */
export const liftDenial = defineIdentityFix({
  id: "lift-denial",
  causes: ["role-actions-denied", "default-host-management-broken"],
  about: {
    does: "Nothing that allows outweighs a denial, so the statement itself has to let the agent's five calls be. It was often meant for people who open sessions: that is denied where they are, not on the node.",
    risk: {
      level: "high",
      sentence:
        "Somebody wrote the denial on purpose, and it may guard something. Ask them before, and let them do it.",
    },
  },
  title: ({ subject }) => `Take the agent's calls out of what role ${nameOf(subject.id)} is denied`,
  changes(context) {
    const { snapshot, scope, subject } = context;
    const role = snapshot.get("role", subject.id);
    if (role === undefined) return [];
    const rewrites = liftDenials(context, role, "identity-policy");
    if (rewrites === undefined) return isDenied(context, role) ? [findDenial(context, role)] : [];
    if (!isEnough(context, rewrites.reduce(withRewrite, role))) return [];
    return rewrites.map((rewrite) =>
      rewritePolicy(scope, role.id, rewrite, { why: whyOf(rewrite), changes: changesOf(rewrite, role) }),
    );
  },
});

/** Of the role of default host management, unlike one of nodes, everything is one cause: all of it has to be mended. */
function isEnough(context: FixContext, role: Role): boolean {
  if (context.code !== "default-host-management-broken") return true;
  const { decision } = viewOf(context.snapshot).permissions.trusts(role, "ssm");
  return decision === "allowed" && findDecision(context, role, isRefused) === undefined;
}

function whyOf({ policy, statements, after, kind }: Rewrite): string {
  const said = `${nameOf(policy)} denies what agents call (${statements.join(", ")}).`;
  if (after !== null) return said;
  return kind === "inline"
    ? `${said} Nothing would be left of it without that.`
    : `${said} It is to go from this role as a whole: nothing would be left of its text, or it is AWS's and cannot be changed. AWS attaches some itself, as where keys were exposed: see why it is there.`;
}

function changesOf(rewrite: Rewrite, role: Role): string {
  if (rewrite.after === null)
    return `Role ${role.name} is no longer denied what ${nameOf(rewrite.policy)} denied.`;
  const wide = widePatternsOf(rewrite);
  const left = wide.length === 0 ? "" : `, nor what else ${wide.join(" and ")} covered`;
  const then =
    wide.length === 0
      ? "What else is denied stays so."
      : "Name those actions there that it is to go on denying.";
  const spared = `Role ${role.name} is no longer denied what its agents call${left}. ${then}`;
  return rewrite.kind === "attached"
    ? `${nameOf(rewrite.policy)} denies the same to everyone else as before. ${spared} A policy keeps five versions: delete the oldest where a sixth is refused.`
    : spared;
}

function widePatternsOf({ before }: Rewrite): string[] {
  const denials = readPolicy(before)?.Statement.filter(({ Effect }) => Effect === "Deny") ?? [];
  const patterns = denials.flatMap((statement) => widePatterns(statement, requiredActions));
  // Of ssmmessages there are four actions, and an agent needs them all.
  return [...new Set(patterns)].filter((pattern) => !/^ssmmessages:/i.test(pattern));
}

function isDenied(context: FixContext, role: Role): boolean {
  return findDecision(context, role, (decision) => isDeniedBy(decision, "identity-policy")) !== undefined;
}

/** Where only IAM's simulator says so, it also says by which policy. */
function findDenial({ scope }: FixContext, role: Role): MakeChange {
  return byHand({
    id: "find-denial",
    title: "Find the statement that denies",
    why: "IAM's simulator names the policies that match. Their texts were not all to be read here, or have no room for what would have to be said besides.",
    cli: [
      `aws iam simulate-principal-policy --region ${scope.region} --policy-source-arn ${quote(role.id)} --action-names ${requiredActions.join(" ")} --query 'EvaluationResults[].[EvalActionName,EvalDecision,MatchedStatements[].SourcePolicyId]'`,
    ],
    console: consoleAt(scope.region, { kind: "role", id: role.id }, "Permissions", "Simulate"),
    changes: "Nothing. Once it is found, the statement has to except the role or leave these actions out.",
  });
}
