import type { ScopeKey } from "./scope.ts";

/**
 * Every root cause that Muster can name. The code is the contract: URL segment, stored key and facet. It is never renamed
 * once released.
 */
export const causeCodes = [
  "target-malformed",
  "target-expression-invalid",
  "target-matches-nothing",
  "target-duplicate",
  "caller-not-authorized",
  "platform-unsupported",
  "notification-invalid",
  "advanced-tier-required",
  "instance-not-found",
  "instance-in-other-scope",
  "instance-terminated",
  "instance-stopped",
  "instance-launching",
  "agent-backing-off",
  "instance-status-impaired",
  "metadata-disabled",
  "metadata-version-unusable",
  "instance-profile-missing",
  "instance-profile-empty",
  "role-trust-wrong",
  "role-actions-missing",
  "role-actions-denied",
  "permissions-boundary-denies",
  "organization-policy-denies",
  "endpoint-policy-denies",
  "default-host-management-broken",
  "default-host-management-shadowed",
  "vpc-dns-disabled",
  "resolver-unprovable",
  "endpoint-missing",
  "endpoint-unavailable",
  "endpoint-private-dns-off",
  "endpoint-address-family",
  "endpoint-security-group-blocks",
  "security-group-egress-blocks",
  "network-acl-egress-blocks",
  "network-acl-ingress-blocks",
  "endpoint-network-acl-blocks",
  "nat-network-acl-blocks",
  "route-missing",
  "route-blackhole",
  "public-address-missing",
  "internet-gateway-detached",
  "nat-gateway-unavailable",
  "nat-gateway-has-no-way-out",
  "ipv6-path-missing",
  "public-access-blocked",
  "path-unprovable",
  "session-channel-closed",
  "session-logging-path-missing",
  "content-path-blocked",
  "agent-outdated",
  "agent-silent",
  "agent-never-registered",
  "activation-expired",
  "hybrid-node-silent",
  "managed-node-quota",
  "unexplained",
] as const;
export type CauseCode = (typeof causeCodes)[number];

export function isCauseCode(text: string): text is CauseCode {
  return (causeCodes as readonly string[]).includes(text);
}

/**
 * The resource to blame, which the nodes of a shared cause share. `kind` is a document's kind, or `organization`, `scope`
 * or `service`; `id` is an ARN for IAM, and else the resource's own id.
 */
export type Subject = {
  kind: string;
  id: string;
  /** Where it stands in another scope than the node: the owner's of a shared VPC, or a peer's. */
  scope?: ScopeKey;
};
