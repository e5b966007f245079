import { findRole } from "../../diagnosis/find-role.ts";
import { hostManagementSettingId } from "../../diagnosis/identity/host-management.ts";
import type { FixContext } from "../fix.ts";
import { hostManagementPolicy, managedInstanceCore } from "../identity/agent-policies.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { makeNodeRole } from "../identity/make-node-role.ts";

export const makeRoleAgain = defineIdentityFix({
  id: "make-role-again",
  causes: ["default-host-management-broken", "role-trust-wrong"],
  about: {
    does: "A setting or an activation names a role that is gone. With one of the same name it works again, and nothing else has to be changed.",
    risk: { level: "low", sentence: "It allows what an agent calls, and nothing has it today." },
  },
  title: (context) => `Make role ${nameOf(context)} again`,
  summary: ({ code }) =>
    code === "role-trust-wrong"
      ? "The machines were activated with a role that is gone. With one of the same name they get credentials again; what else the old one allowed, nobody knows here."
      : "The setting names a role that is gone. With one of the same name it works as it did, and nothing else has to be changed.",
  changes(context) {
    const { snapshot, scope, code } = context;
    const path = missingRole(context);
    if (path === undefined) return [];
    const cut = path.lastIndexOf("/") + 1;
    const name = path.slice(cut);
    const { change } = makeNodeRole(scope, snapshot.at, {
      ...{
        name,
        path: path.slice(0, cut),
        changes: `Role ${name} is there again, for Systems Manager alone.`,
      },
      policy: code === "role-trust-wrong" ? managedInstanceCore : hostManagementPolicy,
    });
    return [change];
  },
});

/** The role that is named and not there, with its path; undefined where it is there. */
function missingRole({ snapshot, code, subject }: FixContext): string | undefined {
  if (code === "role-trust-wrong") {
    if (snapshot.get("role", subject.id) !== undefined) return undefined;
    return subject.id.slice(subject.id.indexOf(":role/") + ":role".length);
  }
  if (subject.kind !== "service-setting") return undefined;
  const value = snapshot.get("service-setting", hostManagementSettingId)?.value;
  if (value == null || findRole(snapshot, value) !== null) return undefined;
  return value.startsWith("arn:") ? value.slice(value.indexOf(":role/") + ":role".length) : `/${value}`;
}

function nameOf(context: FixContext): string {
  return missingRole(context)?.split("/").at(-1) ?? context.subject.id;
}
