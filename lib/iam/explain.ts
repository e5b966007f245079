import type { Role } from "../model/documents/role.ts";
import type { SimulatedAction } from "../model/documents/role-simulation.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Evidence } from "../model/verdict.ts";
import type { DecidedBy, Explanation } from "./decision.ts";
import type { Found, Ruling } from "./evaluate.ts";
import {
  evidenceOf,
  evidenceOfBoundary,
  evidenceOfPolicies,
  evidenceOfStatement,
  inPlace,
  placeOf,
} from "./evidence.ts";
import type { Doubt } from "./match-statement.ts";
import type { PolicySource } from "./role-policies.ts";
import type { TrustedService } from "./trust.ts";
import type { Weighed } from "./weigh-simulation.ts";

type Outcome = "allowed" | "explicitly-denied" | "not-allowed" | "undecided";

export type ActionFacts = {
  role: Role;
  action: string;
  decision: Outcome;
  by: DecidedBy;
  found: Found<PolicySource> | null;
  doubt: Doubt | null;
  simulated: SimulatedAction | null;
  weighed: Weighed;
};

export function explainAction(snapshot: Snapshot, facts: ActionFacts): Explanation {
  const { role, found, simulated, weighed } = facts;
  const decides = facts.decision !== "undecided";
  const evidence: Evidence[] = found === null ? [] : [evidenceOfStatement(snapshot, role, found, decides)];
  if (facts.by === "none" && weighed.source === "policies")
    evidence.push(...evidenceOfPolicies(snapshot, role));
  if (facts.by === "permissions-boundary" && found === null)
    evidence.push(evidenceOfBoundary(snapshot, role));
  if (simulated !== null) evidence.push(evidenceOfSimulation(snapshot, role, simulated));
  return { sentence: sentenceOf(facts) + conflictIn(facts), evidence };
}

function sentenceOf(facts: ActionFacts): string {
  const { role, action, decision, weighed } = facts;
  if (decision === "undecided")
    return `Whether role ${role.name} may call ${action} hangs on ${whatOf(facts)}.`;
  if (decision === "allowed") return `Role ${role.name} may call ${action}: ${reasonOfAllow(facts)}.`;
  const says = weighed.source === "simulation" ? ", says IAM's simulator" : "";
  return `Role ${role.name} may not call ${action}: ${reasonOfDenial(facts)}${says}.`;
}

function reasonOfAllow({ found, weighed }: ActionFacts): string {
  const reason =
    found === null ? "its policies allow it" : `${placeOf(found.source, found.statement)} allows it`;
  return weighed.source === "simulation" ? `${reason}, and IAM's simulator says so` : reason;
}

function reasonOfDenial({ role, by, decision, found }: ActionFacts): string {
  if (found !== null) return `${placeOf(found.source, found.statement)} denies it`;
  const boundary = role.permissionsBoundaryArn;
  const words: Record<DecidedBy, string> = {
    "identity-policy": "one of its policies denies it",
    "permissions-boundary": `its permissions boundary ${nameOf(boundary)} does not allow it`,
    "organization-policy":
      decision === "explicitly-denied"
        ? "a policy of the organization denies it"
        : "the policies of the organization do not allow it",
    "endpoint-policy": "the endpoint's policy does not allow it",
    none: "none of its policies allows it",
  };
  return words[by];
}

function whatOf({ by, found, doubt }: ActionFacts): string {
  if (by === "organization-policy")
    return `${listOf(doubt?.keys ?? [])}, which a policy of the organization asks for`;
  return `${matterOf(doubt)}${found === null ? "" : `: ${placeOf(found.source, found.statement)}`}`;
}

function matterOf(doubt: Doubt | null): string {
  if (doubt?.isPerNode && doubt.keys.length === 0) return "the node";
  if (doubt === null || doubt.keys.length === 0) return "what it is done to";
  return `${listOf(doubt.keys)}, whose value no configuration shows`;
}

function conflictIn({ weighed, found, simulated }: ActionFacts): string {
  if (simulated === null || weighed.source === "none" || !weighed.conflict) return "";
  if (weighed.source === "simulation")
    return " The role's policies as they were read say otherwise; IAM's own evaluation outweighs them, as it sees all policies.";
  const missing = simulated.missingContextValues;
  if (missing.length > 0) return ` IAM's simulator says otherwise, but it did not know ${listOf(missing)}.`;
  if (found !== null && !found.statement.resources?.patterns.includes("*"))
    return " IAM's simulator says otherwise, but it was asked about all resources and not about a node.";
  return " IAM's simulator said otherwise before the policies were read again.";
}

function evidenceOfSimulation(snapshot: Snapshot, role: Role, simulated: SimulatedAction): Evidence {
  const details = [
    simulated.allowedByOrganizations === false && "the organization does not let it pass",
    simulated.allowedByPermissionsBoundary === false && "the permissions boundary does not let it pass",
    simulated.missingContextValues.length > 0 && `it did not know ${listOf(simulated.missingContextValues)}`,
  ].filter((detail) => detail !== false);
  const said = `IAM's simulator says ${simulated.decision} for ${simulated.action}`;
  return evidenceOf(
    snapshot,
    { kind: "role-simulation", id: role.id },
    {
      sentence: `${[said, ...details].join("; ")}.`,
      api: "iam:SimulatePrincipalPolicy",
      field: fieldOfSimulation(simulated),
      value: valueOfSimulation(simulated),
    },
  );
}

function fieldOfSimulation({
  allowedByOrganizations,
  allowedByPermissionsBoundary,
}: SimulatedAction): string {
  if (allowedByOrganizations === false) return "OrganizationsDecisionDetail.AllowedByOrganizations";
  if (allowedByPermissionsBoundary === false)
    return "PermissionsBoundaryDecisionDetail.AllowedByPermissionsBoundary";
  return "EvalDecision";
}

function valueOfSimulation(simulated: SimulatedAction): string {
  return fieldOfSimulation(simulated) === "EvalDecision" ? simulated.decision : "false";
}

export function explainTrust(
  snapshot: Snapshot,
  role: Role,
  service: TrustedService,
  ruling: Ruling<null>,
): Explanation {
  const found = "found" in ruling ? ruling.found : null;
  const place = found === null ? "" : inPlace(found.statement.sid);
  const who = { ec2: "EC2", ssm: "Systems Manager" }[service];
  const sentences: Record<Ruling<null>["is"], string> = {
    allowed: `The trust policy of role ${role.name} lets ${who} assume it: ${place}.`,
    denied: `The trust policy of role ${role.name} denies it to ${who}: ${place}.`,
    missing: `The trust policy of role ${role.name} does not let ${who} assume it.`,
    undecided: `Whether ${who} may assume role ${role.name} hangs on ${matterOf(doubtOf(ruling))}: ${place} of its trust policy.`,
    unread: `The trust policy of role ${role.name} cannot be read.`,
  };
  const sentence = sentences[ruling.is];
  const value = found?.statement.text ?? role.trustPolicy ?? "";
  const fact = { sentence, api: "iam:GetRole", field: "Role.AssumeRolePolicyDocument", value };
  return { sentence, evidence: [evidenceOf(snapshot, { kind: "role", id: role.id }, fact)] };
}

export function explainEndpoint(
  snapshot: Snapshot,
  { endpoint, role, action }: { endpoint: VpcEndpoint; role: Role; action: string },
  ruling: Ruling<null> | null,
): Explanation {
  const found = ruling !== null && "found" in ruling ? ruling.found : null;
  const sentence = sentenceOfEndpoint(endpoint, `role ${role.name} call ${action}`, ruling, found);
  const value = found?.statement.text ?? endpoint.policyDocument ?? "none: full access";
  const fact = { sentence, api: "ec2:DescribeVpcEndpoints", field: "PolicyDocument", value };
  return { sentence, evidence: [evidenceOf(snapshot, { kind: "vpc-endpoint", id: endpoint.id }, fact)] };
}

function sentenceOfEndpoint(
  { id }: VpcEndpoint,
  call: string,
  ruling: Ruling<null> | null,
  found: Found<null> | null,
): string {
  if (ruling === null) return `Endpoint ${id} has no policy of its own, which lets ${call}.`;
  const place = found === null ? "" : inPlace(found.statement.sid);
  if (ruling.is === "allowed") return `The policy of endpoint ${id} lets ${call}: ${place}.`;
  if (ruling.is === "denied") return `The policy of endpoint ${id} does not let ${call}: ${place} denies it.`;
  if (ruling.is === "undecided") {
    const { found, doubt } = ruling;
    const isOfOthers = found.statement.principals?.isNot && !doubt.isPerNode && doubt.keys.length === 0;
    const matter = isOfOthers ? "whom its NotPrincipal spares" : matterOf(doubt);
    return `Whether the policy of endpoint ${id} lets ${call} hangs on ${matter}: ${place}.`;
  }
  return `The policy of endpoint ${id} does not let ${call}: no statement allows it.`;
}

function doubtOf(ruling: Ruling<null>): Doubt | null {
  return ruling.is === "undecided" ? ruling.doubt : null;
}

function nameOf(arn: string | null): string {
  return arn === null ? "" : arn.slice(arn.lastIndexOf("/") + 1);
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
