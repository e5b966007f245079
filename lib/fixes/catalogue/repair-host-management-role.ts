import { isRefused } from "../../diagnosis/identity/role-actions.ts";
import type { Role } from "../../model/documents/role.ts";
import type { FixContext } from "../fix.ts";
import { hostManagementPolicy } from "../identity/agent-policies.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { onceHostManagementCame } from "../identity/once-credentials-came.ts";
import { attachPolicy, canAttach } from "../identity/policy-changes.ts";
import { decisionsForNodes } from "../identity/role-decisions.ts";
import { changeTrust, principalOf, trusting } from "../identity/trust-changes.ts";
import type { MakeChange } from "../network/change.ts";
import { viewOf } from "../network/situation.ts";

export const repairHostManagementRole = defineIdentityFix({
  id: "repair-host-management-role",
  causes: ["default-host-management-broken"],
  about: {
    does: "The setting stands, and its role lacks what it takes: that Systems Manager may take it on, and that it allows what an agent calls. All nodes of the Region that live by it come back at once.",
    risk: { level: "low", sentence: "The role gets what AWS documents for it, and keeps what it has." },
  },
  title: (context) => `Make role ${nameOf(context)} fit for default host management`,
  changes(context) {
    const { snapshot, subject } = context;
    const role = subject.kind === "role" ? snapshot.get("role", subject.id) : undefined;
    if (role === undefined) return [];
    const repairs = [repairTrust(context, role), repairActions(context, role)];
    // With half of it mended nothing comes back.
    return repairs.includes(null) ? [] : repairs.flatMap((repair) => repair ?? []);
  },
  risk: (context) => ({
    level: "low",
    sentence: `Role ${nameOf(context)} gets what AWS documents for it, and keeps what it has.`,
  }),
  takesEffect: () => onceHostManagementCame,
});

/** Nothing where there is nothing to repair; null where it is not to be repaired by one more statement. */
function repairTrust({ snapshot, scope }: FixContext, role: Role): MakeChange[] | null {
  const { decision } = viewOf(snapshot).permissions.trusts(role, "ssm");
  if (decision === "allowed") return [];
  const policy = decision === "not-allowed" ? trusting(scope, role, ["ssm"]) : null;
  if (policy === null) return null;
  return [
    changeTrust(scope, role, policy, {
      title: `Let ${principalOf("ssm", scope)} take on role ${role.name}`,
      why: "Systems Manager takes the role on to hand it to agents, and the role does not trust it.",
      changes: `Role ${role.name} trusts ${principalOf("ssm", scope)} beside whom it trusts today.`,
    }),
  ];
}

function repairActions(context: FixContext, role: Role): MakeChange[] | null {
  const refused = decisionsForNodes(context, role).filter(
    (each) => isRefused(each) && each.by !== "organization-policy",
  );
  if (refused.length === 0) return [];
  const isMissing = refused.every(
    ({ by, decision }) => decision === "not-allowed" && (by === "none" || by === "identity-policy"),
  );
  if (!isMissing || !canAttach(role, hostManagementPolicy)) return null;
  const what = [...new Set(refused.map(({ action }) => action))].join(", ");
  return [attachPolicy(context.scope, role, hostManagementPolicy, `Nothing in the role allows ${what}.`)];
}

function nameOf({ subject }: FixContext): string {
  return subject.id.slice(subject.id.lastIndexOf("/") + 1);
}
