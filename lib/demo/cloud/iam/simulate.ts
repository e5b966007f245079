import type { PolicyDocument, PolicyStatement } from "../world.ts";
import { holds, type RequestContext } from "./policy-condition.ts";
import { matchesArn, matchesPattern } from "./wildcard.ts";

export type PolicySource = {
  id: string;
  type: "role" | "user" | "aws-managed" | "user-managed" | "none";
  document: PolicyDocument;
};

export type Simulation = {
  identity: PolicySource[];
  /** Absent without a permissions boundary. */
  boundary?: PolicySource[];
  /** Absent outside of an organization. */
  organization?: PolicySource[];
  action: string;
  resource: string;
  context: RequestContext;
};

export type Decision = "allowed" | "explicitDeny" | "implicitDeny";

export type MatchedStatement = { source: PolicySource; index: number; effect: "Allow" | "Deny" };

export type SimulationResult = {
  decision: Decision;
  matched: MatchedStatement[];
  missing: string[];
  allowedByBoundary?: boolean;
  allowedByOrganization?: boolean;
};

/**
 * What IAM would decide. A deny anywhere wins; then the organization, the boundary and the identity's own policies
 * must each allow it.
 */
export function simulate(simulation: Simulation): SimulationResult {
  const identity = evaluate(simulation.identity, simulation);
  const boundary = simulation.boundary && evaluate(simulation.boundary, simulation);
  const organization = simulation.organization && evaluate(simulation.organization, simulation);
  const layers = [identity, boundary, organization].filter((layer) => layer !== undefined);

  const denies = layers.flatMap((layer) => layer.matched.filter(({ effect }) => effect === "Deny"));
  const isAllowed = layers.every((layer) => layer.decision === "allowed");
  const decision = denies.length > 0 ? "explicitDeny" : isAllowed ? "allowed" : "implicitDeny";
  const missing = new Set(layers.flatMap((layer) => layer.missing));
  return {
    decision,
    matched: decision === "explicitDeny" ? denies : decision === "allowed" ? identity.matched : [],
    missing: [...missing].sort(),
    allowedByBoundary: boundary && boundary.decision === "allowed",
    allowedByOrganization: organization && organization.decision === "allowed",
  };
}

type Layer = { decision: Decision; matched: MatchedStatement[]; missing: string[] };

function evaluate(sources: PolicySource[], request: Simulation): Layer {
  const matched: MatchedStatement[] = [];
  const missing: string[] = [];
  for (const source of sources)
    for (const [index, statement] of source.document.Statement.entries()) {
      if (!concerns(statement, request)) continue;
      const condition = holds(statement.Condition, request.context);
      missing.push(...condition.missing);
      if (condition.holds) matched.push({ source, index, effect: statement.Effect });
    }
  const isDenied = matched.some(({ effect }) => effect === "Deny");
  const decision = isDenied ? "explicitDeny" : matched.length > 0 ? "allowed" : "implicitDeny";
  return { decision, matched, missing };
}

function concerns(statement: PolicyStatement, { action, resource, context }: Simulation): boolean {
  const isAction = (pattern: string) => matchesPattern(pattern, action, { ignoreCase: true });
  if (statement.Action !== undefined && !list(statement.Action).some(isAction)) return false;
  if (statement.NotAction !== undefined && list(statement.NotAction).some(isAction)) return false;
  const isResource = (pattern: string) => matchesResource(substitute(pattern, context), resource);
  if (statement.Resource !== undefined && !list(statement.Resource).some(isResource)) return false;
  return statement.NotResource === undefined || !list(statement.NotResource).some(isResource);
}

/** A simulation that names no resource asks about `*`, which only statements for every resource cover. */
function matchesResource(pattern: string | undefined, resource: string): boolean {
  return pattern !== undefined && matchesArn(pattern, resource);
}

/** Undefined where a variable has no value in the request: such a resource matches nothing. */
function substitute(pattern: string, context: RequestContext): string | undefined {
  let isComplete = true;
  const text = pattern.replace(/\$\{([^},]+)(?:,\s*'([^']*)')?\}/g, (_, key: string, fallback?: string) => {
    if (["*", "?", "$"].includes(key)) return key;
    const value = context.get(key.toLowerCase())?.[0] ?? fallback;
    if (value === undefined) isComplete = false;
    return value ?? "";
  });
  return isComplete ? text : undefined;
}

function list(value: string | string[]): string[] {
  return typeof value === "string" ? [value] : value;
}
