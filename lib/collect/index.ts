import type { OperationName } from "../aws/operations.ts";
import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import { activations } from "./activations.ts";
import { associations } from "./associations.ts";
import { autoScalingInstances } from "./auto-scaling-instances.ts";
import { blockPublicAccess } from "./block-public-access.ts";
import { connectionStatuses } from "./connection-statuses.ts";
import type { Collector } from "./define-collector.ts";
import { dhcpOptions } from "./dhcp-options.ts";
import { egressOnlyGateways } from "./egress-only-gateways.ts";
import { hostedZones } from "./hosted-zones.ts";
import { images } from "./images.ts";
import { instanceProfiles } from "./instance-profiles.ts";
import { instanceStatuses } from "./instance-statuses.ts";
import { instances } from "./instances.ts";
import { internetGateways } from "./internet-gateways.ts";
import { maintenanceWindows } from "./maintenance-windows.ts";
import { managedNodes } from "./managed-nodes.ts";
import { managedPrefixLists } from "./managed-prefix-lists.ts";
import { natGateways } from "./nat-gateways.ts";
import { networkAcls } from "./network-acls.ts";
import { networkInterfaces } from "./network-interfaces.ts";
import { peeringConnections } from "./peering-connections.ts";
import { profileAssociations } from "./profile-associations.ts";
import { roleSimulations } from "./role-simulations.ts";
import { roles } from "./roles.ts";
import { routeTables } from "./route-tables.ts";
import { securityGroups } from "./security-groups.ts";
import { serviceSettings } from "./service-settings.ts";
import { sessionPreferences } from "./session-preferences.ts";
import { subnets } from "./subnets.ts";
import { transitGatewayAttachments } from "./transit-gateway-attachments.ts";
import { vpcEndpoints } from "./vpc-endpoints.ts";
import { vpcs } from "./vpcs.ts";

const byKind: { [Kind in DocumentKind]: Collector<Kind> } = {
  instance: instances,
  "managed-node": managedNodes,
  "instance-status": instanceStatuses,
  vpc: vpcs,
  subnet: subnets,
  "security-group": securityGroups,
  "network-acl": networkAcls,
  "route-table": routeTables,
  "dhcp-options": dhcpOptions,
  "vpc-endpoint": vpcEndpoints,
  "nat-gateway": natGateways,
  "internet-gateway": internetGateways,
  "egress-only-gateway": egressOnlyGateways,
  "network-interface": networkInterfaces,
  "managed-prefix-list": managedPrefixLists,
  "block-public-access": blockPublicAccess,
  "peering-connection": peeringConnections,
  "transit-gateway-attachment": transitGatewayAttachments,
  "hosted-zone": hostedZones,
  "profile-association": profileAssociations,
  image: images,
  "auto-scaling-instance": autoScalingInstances,
  "service-setting": serviceSettings,
  activation: activations,
  association: associations,
  "maintenance-window": maintenanceWindows,
  "session-preferences": sessionPreferences,
  "connection-status": connectionStatuses,
  "instance-profile": instanceProfiles,
  role: roles,
  "role-simulation": roleSimulations,
};

/** In the order of `documentKinds`, in which every kind stands after those that it needs. */
export const collectors: readonly Collector[] = documentKinds.map((kind) => byKind[kind]);

export function collectorOf<Kind extends DocumentKind>(kind: Kind): Collector<Kind> {
  return byKind[kind];
}

/** What a caller has to be allowed: every operation that some collector calls, each once and in order. */
export function allReadActions({ withOptional = false } = {}): readonly OperationName[] {
  const read = collectors.filter((collector) => withOptional || !collector.isOptional);
  return [...new Set(read.flatMap(({ actions }) => actions))].sort();
}
