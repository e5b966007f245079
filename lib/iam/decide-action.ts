import type { Role } from "../model/documents/role.ts";
import { scopeKey } from "../model/scope.ts";
import { GapError, type Snapshot } from "../model/snapshot.ts";
import type { ActionDecision } from "./decision.ts";
import type { Found } from "./evaluate.ts";
import type { Evaluation } from "./evaluate-role.ts";
import { type ActionFacts, explainAction } from "./explain.ts";
import { namesAction } from "./match-statement.ts";
import { evaluateOwn } from "./own-evaluation.ts";
import type { Request } from "./request.ts";
import {
  isNamedBy,
  type PolicySource,
  policiesOf,
  type ReadPolicy,
  type RolePolicies,
} from "./role-policies.ts";
import { type Simulated, type Weighed, weighSimulation } from "./weigh-simulation.ts";

/** Decides by the role's policies as they were read and by IAM's simulator, as far as there are both. */
export function decideAction(
  snapshot: Snapshot,
  role: Role,
  request: Request,
  read: ReadPolicy,
): ActionDecision {
  const policies = policiesOf(role, read);
  const own = evaluateOwn(role, policies, request);
  const simulated = findSimulated(snapshot, role, request.action);
  const weighed: Weighed = simulated
    ? weighSimulation(own, simulated, {
        ownKeys: policies.conditionKeys,
        isOnCertainResources: () => isOnCertainResources(policies, request.action),
        isNamed: () => all(policies).some(({ source }) => isNamedBy(simulated.matchedPolicies, source)),
      })
    : { source: "policies", conflict: false };
  const facts = factsOf(own, weighed, { role, action: request.action, simulated, policies });
  if (facts === null) throw new GapError(gapOf(snapshot, role));
  return toDecision(snapshot, facts);
}

/** A simulation that could not be read is no reason to give up: the policies may do. */
function findSimulated(snapshot: Snapshot, role: Role, action: string): Simulated | null {
  const simulatedAt = snapshot.observedAt("role-simulation", role.id);
  const readAt = snapshot.observedAt("role", role.id);
  if (simulatedAt === undefined || readAt === undefined) return null;
  // A role as it was, or might be, is another one than IAM was asked about.
  if (snapshot.get("role", role.id) !== role) return null;
  const results = snapshot.get("role-simulation", role.id)?.results ?? [];
  const result = results.find((each) => each.action.toLowerCase() === action.toLowerCase());
  if (result === undefined) return null;
  return { ...result, isOlder: simulatedAt < readAt };
}

const all = ({ identity, boundary }: RolePolicies) => [...identity, ...(boundary ?? [])];

function isOnCertainResources(policies: RolePolicies, action: string): boolean {
  return all(policies).some(({ statements }) =>
    statements?.some(
      (statement) => statement.resources?.patterns.includes("*") === false && namesAction(statement, action),
    ),
  );
}

type Case = Pick<ActionFacts, "role" | "action"> & { simulated: Simulated | null; policies: RolePolicies };

/** Null where neither kind of evidence can tell. */
function factsOf(own: Evaluation, weighed: Weighed, { policies, ...facts }: Case): ActionFacts | null {
  if (weighed.source === "none" || (weighed.source === "policies" && own.decision === "unread")) return null;
  if (weighed.source === "policies" && own.decision !== "unread") {
    const doubt = own.decision === "undecided" ? own.doubt : null;
    return { ...facts, weighed, decision: own.decision, by: own.by, found: own.found, doubt };
  }
  if (weighed.source !== "simulation") return null;
  const { decision, by, keys } = weighed;
  const doubt = decision === "undecided" ? { matches: "unknown" as const, keys, isPerNode: false } : null;
  return {
    ...facts,
    weighed,
    decision,
    by,
    found: foundBySimulation(own, weighed, facts.simulated, policies),
    doubt,
  };
}

/** The statement that the simulator means, as far as the policies that it names were read. */
function foundBySimulation(
  own: Evaluation,
  weighed: Extract<Weighed, { source: "simulation" }>,
  simulated: Simulated | null,
  { identity, boundary }: RolePolicies,
): Found<PolicySource> | null {
  if (weighed.by === "organization-policy" || weighed.by === "none") return null;
  if (own.decision === weighed.decision) return own.found;
  if (simulated === null || weighed.decision === "not-allowed") return null;
  const effect = weighed.decision === "allowed" ? "Allow" : "Deny";
  const named = (weighed.by === "permissions-boundary" ? (boundary ?? []) : identity).filter(({ source }) =>
    isNamedBy(simulated.matchedPolicies, source),
  );
  for (const { source, statements } of named) {
    const statement = statements?.find(
      (each) => each.effect === effect && namesAction(each, simulated.action),
    );
    if (statement !== undefined) return { source, statement };
  }
  return null;
}

function toDecision(snapshot: Snapshot, facts: ActionFacts): ActionDecision {
  const { action, decision, by, found, doubt, weighed } = facts;
  return {
    action,
    decision,
    by,
    statement: found && toStatement(found),
    source: weighed.source === "simulation" ? "simulation" : "policies",
    conditionKeys: doubt?.keys ?? [],
    isPerNode: doubt?.isPerNode ?? false,
    explain: () => explainAction(snapshot, facts),
  };
}

function toStatement({ source, statement: { effect, sid, text } }: Found<PolicySource>) {
  return { policy: source.id, effect, sid, text };
}

/** Why the role's policies are not all known: what could not be read, or what was read and is no policy. */
function gapOf(snapshot: Snapshot, role: Role) {
  return (
    snapshot.gapOf("role", role.id) ??
    snapshot.gapOf("role", role.name) ?? {
      scope: scopeKey(snapshot.scope),
      kind: "role" as const,
      action: "iam:GetPolicyVersion",
      reason: "failed" as const,
      message: `A policy of role ${role.name} is missing, or not in the form in which AWS gives policies.`,
      code: null,
      resource: role.id,
    }
  );
}
