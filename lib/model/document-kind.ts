/** What packets cross on their way. */
export const groundKinds = [
  "vpc",
  "subnet",
  "security-group",
  "network-acl",
  "route-table",
  "dhcp-options",
  "vpc-endpoint",
  "nat-gateway",
  "internet-gateway",
  "egress-only-gateway",
  "network-interface",
  "managed-prefix-list",
  "block-public-access",
  "peering-connection",
  "transit-gateway-attachment",
  "hosted-zone",
] as const;

/** Every kind of AWS resource that Muster keeps, in the order in which a sync reads them. */
export const documentKinds = [
  "instance",
  "managed-node",
  "instance-status",
  ...groundKinds,
  "profile-association",
  "image",
  "auto-scaling-instance",
  "service-setting",
  "activation",
  "association",
  "maintenance-window",
  "session-preferences",
  "connection-status",
  "instance-profile",
  "role",
  "role-simulation",
] as const;

export type DocumentKind = (typeof documentKinds)[number];

export function isDocumentKind(text: string): text is DocumentKind {
  return (documentKinds as readonly string[]).includes(text);
}
