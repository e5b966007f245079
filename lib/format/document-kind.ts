import type { DocumentKind } from "../model/document-kind.ts";

const words: Record<DocumentKind, string> = {
  instance: "EC2 instance",
  "managed-node": "SSM registration",
  "instance-status": "Status checks",
  vpc: "VPC",
  subnet: "Subnet",
  "security-group": "Security group",
  "network-acl": "Network ACL",
  "route-table": "Route table",
  "dhcp-options": "DHCP options",
  "vpc-endpoint": "VPC endpoint",
  "nat-gateway": "NAT gateway",
  "internet-gateway": "Internet gateway",
  "egress-only-gateway": "Egress-only gateway",
  "network-interface": "Network interface",
  "managed-prefix-list": "Prefix list",
  "block-public-access": "VPC block public access",
  "peering-connection": "Peering connection",
  "transit-gateway-attachment": "Transit gateway attachment",
  "hosted-zone": "Hosted zone",
  "profile-association": "Profile association",
  image: "Image",
  "auto-scaling-instance": "Auto Scaling membership",
  "service-setting": "SSM service setting",
  activation: "Hybrid activation",
  association: "State Manager association",
  "maintenance-window": "Maintenance window",
  "session-preferences": "Session preferences",
  "connection-status": "Session channel",
  "instance-profile": "Instance profile",
  role: "Role",
  "role-simulation": "Simulated permissions",
};

/** What a kind of document is called on screen; one that this release does not know is called by its key. */
export function explainDocumentKind(kind: string): string {
  return words[kind as DocumentKind] ?? kind;
}
