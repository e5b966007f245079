import type { Caller } from "../caller.ts";
import type { PolicyDocument, PolicyStatement } from "../world.ts";

/** Whether a role's trust policy lets the caller in, with the external id that it brings. */
export function mayAssume(trust: PolicyDocument, caller: Caller, externalId: string | undefined): boolean {
  const applying = trust.Statement.filter(
    (statement) =>
      isAbout(statement, "sts:AssumeRole") && names(statement, caller) && holds(statement, externalId),
  );
  return (
    applying.some(({ Effect }) => Effect === "Allow") && !applying.some(({ Effect }) => Effect === "Deny")
  );
}

function isAbout({ Action }: PolicyStatement, action: string): boolean {
  return listOf(Action).some(
    (candidate) => candidate === action || candidate === "sts:*" || candidate === "*",
  );
}

/** An account's number or root stands for everybody in it; a session is known by its role too. */
function names({ Principal }: PolicyStatement, caller: Caller): boolean {
  if (Principal === undefined) return false;
  const principals = Principal === "*" ? ["*"] : listOf(Principal.AWS);
  const partition = caller.arn.split(":")[1];
  const mine = new Set([
    "*",
    caller.account,
    `arn:${partition}:iam::${caller.account}:root`,
    caller.arn,
    `arn:${partition}:iam::${caller.account}:role/${caller.session?.roleName}`,
  ]);
  return principals.some((principal) => mine.has(principal));
}

/** Only the external id is looked at: no other condition in the demo's trust policies depends on the caller. */
function holds({ Condition }: PolicyStatement, externalId: string | undefined): boolean {
  const wanted = Object.entries(Condition ?? {})
    .filter(([operator]) => operator === "StringEquals")
    .flatMap(([, keys]) => Object.entries(keys))
    .find(([key]) => key.toLowerCase() === "sts:externalid");
  return wanted === undefined || (externalId !== undefined && listOf(wanted[1]).includes(externalId));
}

function listOf(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
