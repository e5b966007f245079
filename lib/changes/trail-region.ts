import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";

const byPartition: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-eusc": "eusc-de-east-1",
  "aws-iso": "us-iso-east-1",
  "aws-iso-b": "us-isob-east-1",
  "aws-iso-e": "eu-isoe-west-1",
  "aws-iso-f": "us-isof-south-1",
};

/** The Region in which CloudTrail keeps what was done to IAM, which has none of its own. */
export function identityTrailRegion({ partition, region }: Pick<Scope, "partition" | "region">): string {
  return byPartition[partition] ?? region;
}

/**
 * Where what was done to IAM is looked up besides, on behalf of one scope of an account of which that Region is not read: then
 * the first of its scopes does it for all. Null where nothing is to be done.
 */
export function identityScopeFor(
  { partition, account, region }: Scope,
  read: readonly ScopeKey[],
): Scope | null {
  const home = { partition, account, region: identityTrailRegion({ partition, region }) };
  const ofAccount = read.filter((key) => key.startsWith(`${account}:`)).sort();
  if (ofAccount.includes(scopeKey(home))) return null;
  return ofAccount[0] === scopeKey({ account, region }) ? home : null;
}
