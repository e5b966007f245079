import { isRefused } from "../../diagnosis/identity/role-actions.ts";
import type { FixContext } from "../fix.ts";
import { managedInstanceCore } from "../identity/agent-policies.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { attachPolicy, canAttach } from "../identity/policy-changes.ts";
import { decisionsOf } from "../identity/role-decisions.ts";

export const attachManagedInstanceCore = defineIdentityFix({
  id: "attach-managed-instance-core",
  causes: ["role-actions-missing", "default-host-management-shadowed"],
  about: {
    does: "AWS's own policy for nodes, on the role that the nodes have: it keeps whatever the application needs, which another profile would not.",
    risk: {
      level: "low",
      sentence:
        "It only allows more: what an agent calls, and reading any parameter of the account. Where that is too much, allow the actions alone.",
    },
  },
  title: (context) => `Attach ${managedInstanceCore} to role ${nameOf(context)}`,
  summary: ({ code }) =>
    code === "default-host-management-shadowed"
      ? "AWS's own policy for nodes, on the role that the nodes have. Their agents go on using it, and need default host management no more."
      : "AWS's own policy for nodes, on the role that the nodes have: it keeps whatever the application needs, which another profile would not.",
  changes({ snapshot, scope, subject }) {
    const role = snapshot.get("role", subject.id);
    if (role === undefined || !canAttach(role, managedInstanceCore)) return [];
    const missing = decisionsOf({ snapshot }, role).filter(isRefused);
    const what =
      missing.length === 0 ? "what its agents call" : missing.map(({ action }) => action).join(", ");
    return [attachPolicy(scope, role, managedInstanceCore, `Nothing in the role allows ${what}.`)];
  },
});

function nameOf({ subject }: FixContext): string {
  return subject.id.slice(subject.id.lastIndexOf("/") + 1);
}
