import type { MakeChange } from "./change.ts";
import { modifyEndpoint } from "./modify-endpoint.ts";
import { fullAccess } from "./planned-endpoint.ts";
import type { Situation } from "./situation.ts";

const why = "What passes an endpoint must satisfy its policy as well as the role's.";
const choice = "Manage policy";

export function setPolicy(
  { scope, snapshot, subject }: Situation,
  policy: string,
  told: { title: string; changes: string },
): MakeChange {
  return modifyEndpoint(scope, {
    ...{ ...told, endpointId: subject.id, name: "allow-in-policy", why, choice },
    input: { PolicyDocument: policy },
    undo: undoOf(snapshot.get("vpc-endpoint", subject.id)?.policyDocument ?? null),
    terraform: { policy },
    cloudformation: { PolicyDocument: JSON.parse(policy) },
    becomes: (standing) => ({ ...standing, policyDocument: policy }),
  });
}

export function resetPolicy({ scope, snapshot, subject }: Situation): MakeChange {
  return modifyEndpoint(scope, {
    ...{ endpointId: subject.id, name: "reset-policy", why, choice },
    title: `Reset the policy of ${subject.id}`,
    changes: `${subject.id} has AWS's own policy, which lets everything through.`,
    input: { ResetPolicy: true },
    undo: undoOf(snapshot.get("vpc-endpoint", subject.id)?.policyDocument ?? null),
    terraform: { policy: fullAccess },
    cloudformation: { PolicyDocument: JSON.parse(fullAccess) },
    becomes: (standing) => ({ ...standing, policyDocument: fullAccess }),
  });
}

function undoOf(policy: string | null) {
  return {
    sentence: "Put the policy back that it had.",
    input: policy === null ? { ResetPolicy: true } : { PolicyDocument: policy },
  };
}
