import type { Role } from "../model/documents/role.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import { accountOf } from "../model/session-context.ts";
import { type Ruling, rule } from "./evaluate.ts";
import { type Known, knownOfWay } from "./known.ts";
import { matchPrincipal } from "./match-principal.ts";
import { allOf, matchStatement, no } from "./match-statement.ts";
import type { Statement } from "./policy-document.ts";
import type { Request } from "./request.ts";
import type { ReadPolicy } from "./role-policies.ts";

/** What an endpoint's policy says of a call through it; null where it has none, which lets everything pass. */
export function evaluateEndpointPolicy(
  endpoint: VpcEndpoint,
  {
    role,
    request,
    session,
    addresses,
  }: { role: Role; request: Request; session: string | null; addresses: readonly string[] | null },
  read: ReadPolicy,
): Ruling<null> | null {
  if (endpoint.policyDocument === null) return null;
  const self = { kind: "role" as const, arn: role.id, account: accountOf(role.id), session };
  const through: Request = { ...request, known: knownThrough(endpoint, addresses, request.known) };
  const policy = { source: null, statements: read(endpoint.policyDocument) };
  return rule([policy], through, (statement) => {
    const principal = matchPrincipal(statement, self);
    return principal === no ? no : allOf([principal, matchStatement(statement, through)]);
  });
}

/** Whether it lets everything of everybody pass: it has no policy, or one as AWS writes it where none is named. */
export function letsAllPass({ policyDocument }: VpcEndpoint, read: ReadPolicy): boolean {
  if (policyDocument === null) return true;
  const statements = read(policyDocument) ?? [];
  return statements.some(isOpen) && statements.every(({ effect }) => effect === "Allow");
}

function isOpen({ principals, actions, resources, conditions }: Statement): boolean {
  const isAll = (named: { isNot: boolean; patterns: readonly string[] } | null) =>
    named !== null && !named.isNot && named.patterns.includes("*");
  const isForAll = principals !== null && !principals.isNot && principals.byKind.AWS?.includes("*") === true;
  return conditions.length === 0 && isForAll && isAll(actions) && isAll(resources);
}

function knownThrough({ id, vpcId }: VpcEndpoint, addresses: readonly string[] | null, known: Known): Known {
  return knownOfWay({ over: "endpoint", endpointId: id, vpcId, addresses }, known);
}
