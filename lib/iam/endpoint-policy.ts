import type { Role } from "../model/documents/role.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import { type Ruling, rule } from "./evaluate.ts";
import { matchPrincipal } from "./match-principal.ts";
import { allOf, matchStatement, no } from "./match-statement.ts";
import { accountOf, type Known, type Request } from "./request.ts";
import type { ReadPolicy } from "./role-policies.ts";

/** What an endpoint's policy says of a call through it; null where it has none, which lets everything pass. */
export function evaluateEndpointPolicy(
  endpoint: VpcEndpoint,
  { role, request, session }: { role: Role; request: Request; session: string | null },
  read: ReadPolicy,
): Ruling<null> | null {
  if (endpoint.policyDocument === null) return null;
  const caller = { kind: "role" as const, arn: role.id, account: accountOf(role.id), session };
  const through: Request = { ...request, known: knownThrough(endpoint, request.known) };
  const policy = { source: null, statements: read(endpoint.policyDocument) };
  return rule([policy], through, (statement) => {
    const principal = matchPrincipal(statement, caller);
    return principal === no ? no : allOf([principal, matchStatement(statement, through)]);
  });
}

function knownThrough({ id, vpcId }: VpcEndpoint, known: Known): Known {
  return new Map([
    ...known,
    ["aws:sourcevpce", [id]],
    ...(vpcId === null ? [] : [["aws:sourcevpc", [vpcId]] as const]),
  ]);
}
