import { quote } from "shlex";
import { formatCount } from "../../format/count.ts";
import type { Role } from "../../model/documents/role.ts";
import type { FixContext } from "../fix.ts";
import { isHybrid } from "../host/platform.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { sizeOf, trustPolicyQuota } from "../identity/policy-quotas.ts";
import { readPolicy } from "../identity/policy-text.ts";
import {
  changeTrust,
  principalOf,
  trustOf as statementFor,
  type TrustedService,
  trusting,
} from "../identity/trust-changes.ts";
import { byHand } from "../network/by-hand.ts";
import type { MakeChange } from "../network/change.ts";
import { viewOf } from "../network/situation.ts";
import { consoleAt } from "../writing/console.ts";

export const letServiceAssumeRole = defineIdentityFix({
  id: "let-service-assume-role",
  causes: ["role-trust-wrong"],
  about: {
    does: "One more statement in the role's trust policy, for EC2 or Systems Manager alone. Whoever the role trusts today it goes on trusting, and what it allows does not change.",
    risk: {
      level: "low",
      sentence:
        "Instances and machines that are given the role get what it allows; who may give it to them is held by iam:PassRole.",
    },
  },
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
    if (services.length === 0 || role.trustPolicy === null) return [];
    const policy = trusting(scope, role, services);
    if (policy === null)
      return readPolicy(role.trustPolicy) === null ? [] : [makeRoom(context, role, services)];
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

/** IAM refuses a trust policy that is too long, and what may go of it only its owner knows. */
function makeRoom(context: FixContext, role: Role, services: readonly TrustedService[]): MakeChange {
  const { scope } = context;
  const quota = trustPolicyQuota(role.trustPolicy!);
  const statement = JSON.stringify(statementFor(scope, ...services));
  const [size, more] = [role.trustPolicy!, statement].map((text) => formatCount(sizeOf(text)));
  return byHand({
    id: "make-room",
    title: `Make room in the trust policy of role ${role.name}, and add the statement`,
    why: `It has ${size} of the ${formatCount(quota)} characters that IAM takes, and the statement has ${more}. Whoever keeps it knows what of it may go; on request AWS takes up to 4,096.`,
    cli: [
      `aws iam get-role --region ${scope.region} --role-name ${quote(role.name)} --query Role.AssumeRolePolicyDocument`,
      `# ${statement}`,
    ],
    console: consoleAt(
      scope.region,
      { kind: "role", id: role.id },
      "Trust relationships",
      "Edit trust policy",
    ),
    changes: `Role ${role.name} trusts ${namesOf(context)} beside whom it trusts today.`,
  });
}

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
