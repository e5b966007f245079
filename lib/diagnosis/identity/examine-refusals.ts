import type { ActionDecision } from "../../iam/decision.ts";
import type { CauseCode, Subject } from "../../model/cause.ts";
import type { Role } from "../../model/documents/role.ts";
import type { Explanation, Finding } from "../check.ts";
import { certain, distinct, fail, likely, notApplicable, pass, undecided } from "../finding.ts";
import type { NodeView, ScopeView } from "../node-view.ts";
import { type Credentials, credentialsOf, signingRole } from "./credentials.ts";
import {
  consequenceOf,
  isRefused,
  listActions,
  mayUseLegacyChannel,
  requiredDecisions,
} from "./role-actions.ts";

/** One reason for which a role may not do what a node needs, and how it is worded. */
export type Refusal = {
  code: CauseCode;
  /** Whether a refusal, or an open decision, is of this kind. */
  isOf(decision: ActionDecision): boolean;
  subjectOf(role: Role): Subject;
  sentence(role: Role, actions: string, decision: ActionDecision): string;
  passSentence(role: Role): string;
  /** Who knows what an open decision hangs on. */
  whoCanTell(decision: ActionDecision): string;
};

/** Looks for one kind of refusal among the actions that every node needs. */
export function examineRefusals(node: NodeView, refusal: Refusal): Finding {
  const credentials = credentialsOf(node);
  const role = credentials && roleToBlame(node, credentials, refusal);
  if (!role) return withoutRole;
  const decisions = requiredDecisions(node, role);
  // Nodes of one role share its decisions, and so they share what is found in them.
  const ofDecisions = found.get(decisions) ?? new Map<Refusal, Finding>();
  found.set(decisions, ofDecisions);
  let finding = ofDecisions.get(refusal);
  if (finding === undefined) {
    finding = judge(node.scope, role, decisions.filter(refusal.isOf), refusal);
    ofDecisions.set(refusal, finding);
  }
  return finding;
}

const withoutRole = notApplicable("There is no role to ask about.");
const found = new WeakMap<readonly ActionDecision[], Map<Refusal, Finding>>();

function judge(
  scope: ScopeView,
  role: Role,
  decisions: readonly ActionDecision[],
  refusal: Refusal,
): Finding {
  const refused = decisions.filter(isRefused);
  const subject = refusal.subjectOf(role);
  const [first] = refused;
  if (first !== undefined) {
    const cause = refused.some(({ source }) => source === "policies") ? certain : likely;
    return fail(cause(refusal.code, subject, () => explainRefusal(scope, role, refused, refusal)));
  }
  const open = decisions.find(({ decision }) => decision === "undecided");
  if (open === undefined) return pass(refusal.passSentence(role));
  return undecided(open.explain, refusal.whoCanTell(open), [likely(refusal.code, subject, open.explain)]);
}

/**
 * Where default host management signs, its role's own policies are what `default-host-management-broken` speaks of; the
 * organization's may stop it like any other role.
 */
function roleToBlame(node: NodeView, credentials: Credentials, { code }: Refusal): Role | null {
  if (credentials.from === "host-management" && code !== "organization-policy-denies") return null;
  return signingRole(node, credentials);
}

function explainRefusal(
  scope: ScopeView,
  role: Role,
  refused: readonly ActionDecision[],
  refusal: Refusal,
): Explanation {
  const actions = refused.map(({ action }) => action);
  const [first] = refused;
  if (first === undefined) return { sentence: refusal.passSentence(role), evidence: [] };
  return {
    sentence: `${refusal.sentence(role, listActions(actions), first)}: ${consequenceOf(actions, mayUseLegacyChannel(scope, role))}.`,
    evidence: distinct(refused.flatMap((decision) => decision.explain().evidence)),
  };
}
