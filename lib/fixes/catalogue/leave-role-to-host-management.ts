import { heartbeatAction, isRefused } from "../../diagnosis/identity/role-actions.ts";
import type { Role } from "../../model/documents/role.ts";
import type { FixContext } from "../fix.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { onceHostManagementCame } from "../identity/once-credentials-came.ts";
import { type Rewrite, rewriteUntilDone } from "../identity/policy-rewrites.ts";
import { widePatterns, withChangedStatement, withoutActions } from "../identity/policy-text.ts";
import { rewritePolicy } from "../identity/rewrite-policy.ts";
import { decisionsOf } from "../identity/role-decisions.ts";

export const leaveRoleToHostManagement = defineIdentityFix({
  id: "leave-role-to-host-management",
  causes: ["default-host-management-shadowed"],
  about: {
    does: "An agent that is refused the heartbeat turns to default host management, which has all that it needs. For roles that were never meant to carry Systems Manager; it needs agent 3.2.582.0.",
    risk: {
      level: "medium",
      sentence:
        "The nodes are lost where default host management does not take them up, so see first that it works for others of the Region.",
    },
  },
  title: (context) => `Take the heartbeat out of role ${nameOf(context)}`,
  changes(context) {
    const { snapshot, scope, subject } = context;
    const role = snapshot.get("role", subject.id);
    const rewrites = role && withoutHeartbeat(context, role);
    if (!rewrites) return [];
    return rewrites.map((rewrite) =>
      rewritePolicy(scope, role.id, rewrite, {
        why: `It allows ${heartbeatAction}, with which the agent is content and asks no further.`,
        changes: `Role ${role.name} no longer allows the heartbeat; what else it allows stays.`,
      }),
    );
  },
  takesEffect: () => onceHostManagementCame,
});

/** Of inline policies that name the heartbeat as such: what allows it by a pattern allows more, and is nobody's slip. */
function withoutHeartbeat({ snapshot }: FixContext, role: Role): readonly Rewrite[] | undefined {
  return rewriteUntilDone(role, (current) => {
    const heartbeat = decisionsOf({ snapshot }, current).find(({ action }) => action === heartbeatAction);
    if (heartbeat && isRefused(heartbeat)) return null;
    const allowing = heartbeat?.decision === "allowed" ? heartbeat.statement : null;
    const inline = current.inlinePolicies?.find(({ name }) => name === allowing?.policy);
    if (!allowing || inline?.document === undefined || !namesItAlone(allowing.text)) return undefined;
    return {
      ...{ kind: "inline", policy: inline.name, before: inline.document, statements: [allowing.sid] },
      after: withChangedStatement(inline.document, allowing.text, (statement) =>
        withoutActions(statement, [heartbeatAction]),
      ),
    };
  });
}

function namesItAlone(text: string): boolean {
  const statement = JSON.parse(text) as Record<string, unknown>;
  return statement.Action !== undefined && widePatterns(statement, [heartbeatAction]).length === 0;
}

function nameOf({ subject }: FixContext): string {
  return subject.id.slice(subject.id.lastIndexOf("/") + 1);
}
