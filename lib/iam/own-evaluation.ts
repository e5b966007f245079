import type { Role } from "../model/documents/role.ts";
import type { Scope } from "../model/scope.ts";
import { type Evaluation, evaluateRole } from "./evaluate-role.ts";
import { type Known, type Request, resourcesOf, timeKeys } from "./request.ts";
import { policiesOf, type ReadPolicy } from "./role-policies.ts";

/** What a role's session asks for, as far as it is known. */
export function requestOf(
  role: Role,
  action: string,
  { scope, known, node }: { scope: Scope; known: Known; node: string | null },
): Request {
  const nodes = node === null ? nodesOf(role) : [node];
  return { action, resources: resourcesOf(action, scope, nodes), known };
}

/** The ids that nodes with this role may have. Only instances have a profile; hybrid nodes' roles are assumed by ssm. */
function nodesOf({ trustPolicy }: Role): string[] {
  const isForInstances = trustPolicy?.includes("ec2.") ?? false;
  return isForInstances ? ["i-*"] : ["i-*", "mi-*"];
}

/** By role, so that of the roles of a newer snapshot only those are evaluated again that changed. */
const evaluated = new WeakMap<Role, Map<string, Evaluation>>();

export function evaluateOwn(role: Role, request: Request, scope: Scope, read: ReadPolicy): Evaluation {
  const policies = policiesOf(role, read);
  const times = timeKeys.filter((key) => policies.conditionKeys.has(key));
  const moment = times.length === 0 ? [] : request.known.get("aws:currenttime");
  const key = [request.action.toLowerCase(), scope.region, ...request.resources, ...(moment ?? [])].join(" ");

  let evaluations = evaluated.get(role);
  if (evaluations === undefined) {
    evaluations = new Map();
    evaluated.set(role, evaluations);
  }
  let evaluation = evaluations.get(key);
  if (evaluation === undefined) {
    evaluation = evaluateRole(policies, request);
    evaluations.set(key, evaluation);
  }
  return evaluation;
}
