import { credentialsOf, signingRole } from "../../diagnosis/identity/credentials.ts";
import { NodeView } from "../../diagnosis/node-view.ts";
import { readOr } from "../../diagnosis/reading.ts";
import { requiredActions } from "../../model/documents/role-simulation.ts";
import type { FixContext } from "../fix.ts";
import { harmless } from "../host/define-node-fix.ts";
import { defineIdentityFix } from "../identity/define-identity-fix.ts";
import { onceCredentialsCame } from "../identity/once-credentials-came.ts";
import { decisionsOf } from "../identity/role-decisions.ts";
import { byHand } from "../network/by-hand.ts";
import { viewOf } from "../network/situation.ts";

export const askTheOrganization = defineIdentityFix({
  id: "ask-the-organization",
  causes: ["organization-policy-denies"],
  about: {
    does: "A policy of the organization binds the account, and nothing in the account lifts it. Its administrators can: this is what they need to know.",
    risk: {
      ...harmless,
      sentence: "Here it changes nothing. What it opens is for the organization to weigh.",
    },
  },
  title: () => "Ask the organization to except the agent's calls",
  summary: ({ scope }) =>
    `A policy of the organization binds all of account ${scope.account}, and nothing in the account lifts it: no role, no policy, no endpoint. Its administrators can, and what follows is what they need to know.`,
  changes(context) {
    const { scope } = context;
    const roles = rolesOf(context);
    if (roles.length === 0) return [];
    const actions = deniedActions(context, roles);
    const condition = { ArnNotEquals: { "aws:PrincipalArn": roles } };
    return [
      byHand({
        id: "find-policy",
        title: "Have the policy found",
        why: "From inside of the account nobody sees which policy it is. These are asked in the organization's management account: the first line lists ids, and the second one prints the text of each.",
        cli: [
          `aws organizations list-policies-for-target --target-id ${scope.account} --filter SERVICE_CONTROL_POLICY --query 'Policies[].[Id,Name]'`,
          'aws organizations describe-policy --policy-id "$POLICY_ID" --query Policy.Content --output text',
        ],
        console: { url: null, path: "AWS Organizations → AWS accounts → Policies" },
        changes: "Nothing.",
      }),
      byHand({
        id: "except-roles",
        title: "Have the nodes' roles excepted in the statement that denies",
        why: `It denies ${actions.join(", ")} to ${roles.length === 1 ? "this role" : "these roles"} in ${scope.region}. With one more condition it denies it to everyone else as before. Where policies of the organization list what is allowed, the actions are missing there instead.`,
        cli: [`# "Condition": ${JSON.stringify(condition)}`],
        console: { url: null, path: "AWS Organizations → Policies → Service control policies" },
        changes: `The roles may call ${actions.join(", ")} again, as far as their own policies allow it.`,
      }),
    ];
  },
  takesEffect: () => ({
    ...onceCredentialsCame,
    sentence: `Once the organization has changed it: ${onceCredentialsCame.sentence.charAt(0).toLowerCase()}${onceCredentialsCame.sentence.slice(1)}`,
  }),
});

function rolesOf({ snapshot, nodeIds }: FixContext): string[] {
  const view = viewOf(snapshot);
  const ids = nodeIds.flatMap((id) => {
    const node = new NodeView(id, view);
    const role = readOr(() => {
      const credentials = credentialsOf(node);
      return credentials && signingRole(node, credentials);
    }, null);
    return role?.id ?? [];
  });
  return [...new Set(ids)].sort();
}

function deniedActions({ snapshot }: FixContext, roles: readonly string[]): readonly string[] {
  const denied = roles.flatMap((id) => {
    const role = readOr(() => snapshot.get("role", id), undefined);
    const decisions = role === undefined ? [] : readOr(() => decisionsOf({ snapshot }, role), []);
    return decisions.filter(({ by }) => by === "organization-policy").map(({ action }) => action);
  });
  return requiredActions.filter((action) => denied.includes(action));
}
