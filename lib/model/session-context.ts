import type { Scope } from "./scope.ts";

/** By AWS's condition keys. */
type Context = Readonly<Record<string, string>>;

/**
 * What every call of a role's session says of itself. It is what can be known before a call is made: IAM's simulator is
 * told it, and policies are evaluated with it.
 */
export function sessionContext(scope: Scope, roleArn: string): Context {
  return { ...callContext(scope), "aws:PrincipalAccount": accountOf(roleArn), "aws:PrincipalArn": roleArn };
}

/** What of it is the same for all roles. */
export function callContext(scope: Scope): Context {
  return {
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalType": "AssumedRole",
    "aws:RequestedRegion": scope.region,
    "aws:SecureTransport": "true",
    // The agent calls for itself, and no service calls in its name.
    "aws:ViaAWSService": "false",
  };
}

export function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
