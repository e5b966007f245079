import type { Role } from "../../model/documents/role.ts";
import type { Rewrite } from "./policy-rewrites.ts";

/** What IAM takes of a policy's text (IAM and STS quotas), in characters. White space is not counted. */
const ofManagedPolicy = 6_144;
const ofAllInlinePolicies = 10_240;
const ofTrustPolicy = 2_048;
/** On request an account may have as much. */
const ofTrustPolicyAtMost = 4_096;

/** What VPC takes of an endpoint's policy; there white space counts. */
const ofEndpointPolicy = 20_480;

/** As IAM counts a policy's text. */
export function sizeOf(policy: string): number {
  return policy.replace(/\s+/g, "").length;
}

/** How long a trust policy may be where this one stands today: one above the default shows that the account has more. */
export function trustPolicyQuota(standing: string): number {
  return sizeOf(standing) > ofTrustPolicy ? ofTrustPolicyAtMost : ofTrustPolicy;
}

export function isEndpointPolicyTooLong(policy: string): boolean {
  return policy.length > ofEndpointPolicy;
}

/** Whether there is room in the role for one more inline policy with this text. */
export function hasRoomInline(
  { inlinePolicies = [] }: Pick<Role, "inlinePolicies">,
  policy: string,
): boolean {
  const standing = inlinePolicies.map(({ document }) => (document == null ? 0 : sizeOf(document)));
  return standing.reduce((sum, size) => sum + size, sizeOf(policy)) <= ofAllInlinePolicies;
}

/** Whether IAM takes what is rewritten: what grew has to fit, and what is no longer than before always does. */
export function haveRoom(role: Role, rewrites: readonly Rewrite[]): boolean {
  const grown = rewrites.filter(({ before, after }) => after !== null && sizeOf(after) > sizeOf(before));
  return grown.every(({ kind, policy, after }) => {
    if (kind !== "inline") return sizeOf(after!) <= ofManagedPolicy;
    const others = role.inlinePolicies?.filter(({ name }) => name !== policy);
    return hasRoomInline({ inlinePolicies: others }, after!);
  });
}
