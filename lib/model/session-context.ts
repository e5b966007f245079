import type { Scope } from "./scope.ts";

/**
 * What every call of a role's session says of itself, by AWS's condition keys. It is what can be known before a call is
 * made: IAM's simulator is told it, and policies are evaluated with it.
 */
export function sessionContext(scope: Scope, roleArn: string): Readonly<Record<string, string>> {
  return {
    "aws:PrincipalAccount": roleArn.split(":")[4] ?? "",
    "aws:PrincipalArn": roleArn,
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalType": "AssumedRole",
    "aws:RequestedRegion": scope.region,
    "aws:SecureTransport": "true",
    // The agent calls for itself, and no service calls in its name.
    "aws:ViaAWSService": "false",
  };
}
