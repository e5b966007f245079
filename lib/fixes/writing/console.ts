import { listConsoleUrl, resourceConsoleUrl } from "../../format/console-url.ts";
import type { Subject } from "../../model/cause.ts";
import type { Step } from "../fix.ts";

/** Where the console lists things of a kind, in the words of its own menus. */
const menus: Record<string, string> = {
  instance: "EC2 → Instances",
  "security-group": "EC2 → Security Groups",
  "network-interface": "EC2 → Network Interfaces",
  vpc: "VPC → Your VPCs",
  subnet: "VPC → Subnets",
  "network-acl": "VPC → Network ACLs",
  "route-table": "VPC → Route tables",
  "dhcp-options": "VPC → DHCP option sets",
  "vpc-endpoint": "VPC → Endpoints",
  "nat-gateway": "VPC → NAT gateways",
  "internet-gateway": "VPC → Internet gateways",
  "egress-only-gateway": "VPC → Egress-only internet gateways",
  "managed-prefix-list": "VPC → Managed prefix lists",
  "peering-connection": "VPC → Peering connections",
  "transit-gateway-attachment": "VPC → Transit gateway attachments",
  "block-public-access": "VPC → Settings → Block Public Access",
  image: "EC2 → AMIs",
  "elastic-address": "EC2 → Elastic IPs",
  "transit-gateway": "VPC → Transit gateways",
  "virtual-private-gateway": "VPC → Virtual private gateways",
  "hosted-zone": "Route 53 → Hosted zones",
  role: "IAM → Roles",
  "instance-profile": "IAM → Roles",
  "managed-node": "Systems Manager → Fleet Manager",
  "service-setting": "Systems Manager → Fleet Manager → Account management",
  "session-preferences": "Systems Manager → Session Manager → Preferences",
  activation: "Systems Manager → Hybrid Activations",
  association: "Systems Manager → State Manager",
  "maintenance-window": "Systems Manager → Maintenance Windows",
};

/**
 * The console's page of a resource, and the way to it in words, with what to choose there. Without an id it is the list of
 * that kind, as for what is still to be made.
 */
export function consoleAt(
  region: string,
  { kind, id }: { kind: Subject["kind"]; id?: string },
  ...choices: readonly string[]
): Step["console"] {
  return {
    url: (id === undefined ? null : resourceConsoleUrl(region, { kind, id })) ?? listConsoleUrl(region, kind),
    path: [menus[kind] ?? kind, ...(id === undefined ? [] : [nameOf(kind, id)]), ...choices].join(" → "),
  };
}

/** The console lists roles by their names. */
function nameOf(kind: Subject["kind"], id: string): string {
  return kind === "role" || kind === "instance-profile" ? id.slice(id.lastIndexOf("/") + 1) : id;
}
