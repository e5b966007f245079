import type { Role } from "../model/documents/role.ts";
import { type Evaluation, evaluateRole } from "./evaluate-role.ts";
import { instanceKeys, timeKeys, wayKeys } from "./known.ts";
import type { Request } from "./request.ts";
import type { RolePolicies } from "./role-policies.ts";

/** By role, so that of a newer snapshot's roles only those are evaluated again that changed. */
const evaluated = new WeakMap<Role, Map<string, Evaluation>>();

/** What the role's own policies say of a request, once for each request. */
export function evaluateOwn(role: Role, policies: RolePolicies, request: Request): Evaluation {
  let evaluations = evaluated.get(role);
  if (evaluations === undefined) {
    evaluations = new Map();
    evaluated.set(role, evaluations);
  }
  const key = keyOf(request, policies);
  let evaluation = evaluations.get(key);
  if (evaluation === undefined) {
    evaluation = evaluateRole(policies, request);
    evaluations.set(key, evaluation);
  }
  return evaluation;
}

/** All that may differ between two requests of one role: the moment only where its policies ask for it. */
function keyOf({ action, resources, known }: Request, { conditionKeys }: RolePolicies): string {
  const isTimed = timeKeys.some((key) => conditionKeys.has(key));
  const moment = isTimed ? known.get("aws:CurrentTime") : undefined;
  // Absent and unknown are two things.
  const way = [...wayKeys, ...instanceKeys].map((name) => JSON.stringify(known.get(name)));
  return `${action} ${resources} ${known.get("aws:RequestedRegion")} ${way} ${moment ?? ""}`;
}
