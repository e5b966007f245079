import type { Subject } from "../model/cause.ts";
import { parseScopeKey } from "../model/scope.ts";

/** Where the console of each partition lives, by how its Regions begin. The isolated ones have no address to know. */
const consoleHosts: readonly [region: RegExp, host: string][] = [
  [/^cn-/, "console.amazonaws.cn"],
  [/^us-gov-/, "console.amazonaws-us-gov.com"],
  [/^eusc-/, "console.amazonaws-eusc.eu"],
  [/^[a-z]{2}-iso|-iso[a-z]?-/, ""],
  [/^/, "console.aws.amazon.com"],
];

/** The page of each kind behind the console's host. The Region goes behind `region=`, the id to the star. */
const pages: Record<string, string> = {
  instance: "ec2/home?region=#InstanceDetails:instanceId=*",
  image: "ec2/home?region=#ImageDetails:imageId=*",
  "security-group": "ec2/home?region=#SecurityGroup:groupId=*",
  "network-interface": "ec2/home?region=#NetworkInterface:networkInterfaceId=*",
  "instance-status": "ec2/home?region=#InstanceDetails:instanceId=*",
  vpc: "vpcconsole/home?region=#VpcDetails:VpcId=*",
  subnet: "vpcconsole/home?region=#SubnetDetails:subnetId=*",
  "network-acl": "vpcconsole/home?region=#NetworkAclDetails:networkAclId=*",
  "route-table": "vpcconsole/home?region=#RouteTableDetails:RouteTableId=*",
  "dhcp-options": "vpcconsole/home?region=#DhcpOptionsDetails:DhcpOptionsId=*",
  "vpc-endpoint": "vpcconsole/home?region=#EndpointDetails:vpcEndpointId=*",
  "nat-gateway": "vpcconsole/home?region=#NatGatewayDetails:natGatewayId=*",
  "internet-gateway": "vpcconsole/home?region=#InternetGateway:internetGatewayId=*",
  "egress-only-gateway": "vpcconsole/home?region=#EgressOnlyInternetGateways:egressOnlyInternetGatewayId=*",
  "managed-prefix-list": "vpcconsole/home?region=#ManagedPrefixListDetails:prefixListId=*",
  "peering-connection": "vpcconsole/home?region=#PeeringConnectionDetails:VpcPeeringConnectionId=*",
  "transit-gateway-attachment":
    "vpcconsole/home?region=#TransitGatewayAttachmentDetails:transitGatewayAttachmentId=*",
  "block-public-access": "vpcconsole/home?region=#Settings:",
  "auto-scaling-instance": "ec2/home?region=#InstanceDetails:instanceId=*",
  role: "iam/home?region=#/roles/details/*",
  "managed-node": "systems-manager/fleet-manager/managed-nodes/*/general?region=",
  "connection-status": "systems-manager/fleet-manager/managed-nodes/*/general?region=",
  "session-preferences": "systems-manager/session-manager/preferences?region=",
  activation: "systems-manager/activations?region=",
  association: "systems-manager/state-manager/*/description?region=",
  "maintenance-window": "systems-manager/maintenance-windows/*/description?region=",
  "hosted-zone": "route53/v2/hostedzones?region=#ListRecordSets/*",
};

/** Where each kind is listed, for what is still to be made. */
const lists: Record<string, string> = {
  instance: "ec2/home?region=#Instances:",
  image: "ec2/home?region=#Images:visibility=owned-by-me",
  "security-group": "ec2/home?region=#SecurityGroups:",
  "network-interface": "ec2/home?region=#NIC:",
  vpc: "vpcconsole/home?region=#vpcs:",
  "route-table": "vpcconsole/home?region=#RouteTables:",
  "vpc-endpoint": "vpcconsole/home?region=#Endpoints:",
  "nat-gateway": "vpcconsole/home?region=#NatGateways:",
  "internet-gateway": "vpcconsole/home?region=#igws:",
  "egress-only-gateway": "vpcconsole/home?region=#EgressOnlyInternetGateways:",
  "elastic-address": "ec2/home?region=#Addresses:",
  "transit-gateway": "vpcconsole/home?region=#TransitGateways:",
  "virtual-private-gateway": "vpcconsole/home?region=#VpnGateways:",
  role: "iam/home?region=#/roles",
  "instance-profile": "iam/home?region=#/roles",
  "managed-node": "systems-manager/fleet-manager/managed-nodes?region=",
  "service-setting": "systems-manager/fleet-manager/managed-nodes?region=",
  activation: "systems-manager/activations?region=",
  association: "systems-manager/state-manager?region=",
  "maintenance-window": "systems-manager/maintenance-windows?region=",
};

/**
 * A resource's page in the AWS console, in `region` unless it says itself where it stands; null where it has none of its own,
 * or the partition's console is not known.
 */
export function resourceConsoleUrl(region: string, { kind, id, scope }: Subject): string | null {
  const name = kind === "role" || kind === "hosted-zone" ? id.slice(id.lastIndexOf("/") + 1) : id;
  return consoleUrl(
    (scope && parseScopeKey(scope)?.region) ?? region,
    pages[kind]?.replace("*", () => encodeURIComponent(name)),
  );
}

/** The console's list of a kind; null as above. */
export function listConsoleUrl(region: string, kind: Subject["kind"]): string | null {
  return consoleUrl(region, lists[kind]);
}

function consoleUrl(region: string, page: string | undefined): string | null {
  const host = consoleHosts.find(([pattern]) => pattern.test(region))![1];
  if (host === "" || page === undefined) return null;
  return `https://${region}.${host}/${page.replace("region=", `region=${region}`)}`;
}
