import type { Role } from "../../model/documents/role.ts";
import type { FixContext } from "../fix.ts";
import { isHybrid } from "../host/platform.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { changeTrust, principalOf, type TrustedService, trusting } from "../identity/trust-changes.ts";
import { byHand } from "../network/by-hand.ts";
import { viewOf } from "../network/situation.ts";
import { consoleAt } from "../writing/console.ts";

export const letServiceAssumeRole = defineIdentityFix({
  id: "let-service-assume-role",
  causes: ["role-trust-wrong"],
  title: (context) => `Let ${namesOf(context)} take on role ${nameOf(context)}`,
  summary: (context) =>
    `One more statement in the role's trust policy, for ${namesOf(context)} alone. Whoever it trusts today it goes on trusting, and what it allows does not change.`,
  changes(context) {
    const { snapshot, scope, subject } = context;
    const role = snapshot.get("role", subject.id);
    if (role === undefined) return [];
    const services = distrusted(context, role);
    const denial = services.map((service) => trustOf(context, role, service)).find(isDenied);
    if (denial !== undefined) {
      return [
        byHand({
          id: "change-denial",
          title: `Change the statement that keeps ${namesOf(context)} out of role ${role.name}`,
          why: "A statement that denies outweighs every one that allows. Whoever wrote it knows what it is for.",
          cli: [`# ${denial.statement?.sid}: ${denial.statement?.text}`],
          console: consoleAt(
            scope.region,
            { kind: "role", id: role.id },
            "Trust relationships",
            "Edit trust policy",
          ),
          changes: `The role may be taken on by ${namesOf(context)}, once no statement denies it and one allows it.`,
        }),
      ];
    }
    const policy = services.length === 0 ? null : trusting(scope, role, services);
    if (policy === null) return [];
    return [
      changeTrust(scope, role, policy, {
        title: `Let ${namesOf(context)} take on role ${role.name}`,
        why: "Credentials of a role come from the service that takes it on, and this role does not trust that one.",
        changes: `Role ${role.name} trusts ${namesOf(context)} beside whom it trusts today.`,
      }),
    ];
  },
  risk: (context) => ({
    level: "low",
    sentence: `Instances and machines that are given role ${nameOf(context)} get what it allows; who may give it to them is held by iam:PassRole.`,
  }),
});

type Trust = ReturnType<typeof trustOf>;

function trustOf({ snapshot }: FixContext, role: Role, service: TrustedService) {
  return viewOf(snapshot).permissions.trusts(role, service);
}

function isDenied({ decision }: Trust): boolean {
  return decision === "explicitly-denied";
}

/** EC2 takes a role on for instances, and Systems Manager for other machines. */
function servicesFor({ nodeIds }: FixContext): TrustedService[] {
  const services: TrustedService[] = [];
  if (nodeIds.some((id) => !isHybrid(id))) services.push("ec2");
  if (nodeIds.some(isHybrid)) services.push("ssm");
  return services;
}

function distrusted(context: FixContext, role: Role): TrustedService[] {
  return servicesFor(context).filter((service) => {
    const { decision } = trustOf(context, role, service);
    return decision === "not-allowed" || decision === "explicitly-denied";
  });
}

function namesOf(context: FixContext): string {
  const names = servicesFor(context).map((service) => principalOf(service, context.scope));
  return names.join(" and ") || "the nodes' service";
}

function nameOf({ subject }: FixContext): string {
  return subject.id.slice(subject.id.lastIndexOf("/") + 1);
}
