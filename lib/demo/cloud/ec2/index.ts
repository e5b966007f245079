import type { Operation } from "../operation.ts";
import {
  allocateAddress,
  associateAddress,
  describeAddresses,
  disassociateAddress,
  releaseAddress,
} from "./addresses.ts";
import {
  createVpcBlockPublicAccessExclusion,
  deleteVpcBlockPublicAccessExclusion,
  describeVpcBlockPublicAccessExclusions,
  describeVpcBlockPublicAccessOptions,
  modifyVpcBlockPublicAccessOptions,
} from "./block-public-access.ts";
import {
  describeTransitGatewayAttachments,
  describeTransitGatewayVpcAttachments,
  describeVpcPeeringConnections,
} from "./connections.ts";
import { getConsoleOutput } from "./console-output.ts";
import { describeDhcpOptions } from "./dhcp-options.ts";
import { describeImages } from "./images.ts";
import { modifyInstanceMetadataOptions } from "./instance-metadata.ts";
import { rebootInstances, startInstances, stopInstances, terminateInstances } from "./instance-power.ts";
import {
  associateIamInstanceProfile,
  describeIamInstanceProfileAssociations,
  disassociateIamInstanceProfile,
  replaceIamInstanceProfileAssociation,
} from "./instance-profiles.ts";
import { describeInstanceStatus } from "./instance-status.ts";
import { describeInstances } from "./instances.ts";
import {
  attachInternetGateway,
  describeEgressOnlyInternetGateways,
  describeInternetGateways,
  detachInternetGateway,
} from "./internet-gateways.ts";
import { createNatGateway, deleteNatGateway, describeNatGateways } from "./nat-gateways.ts";
import {
  createNetworkAclEntry,
  deleteNetworkAclEntry,
  describeNetworkAcls,
  replaceNetworkAclEntry,
} from "./network-acls.ts";
import { describeNetworkInterfaces } from "./network-interfaces.ts";
import {
  describeManagedPrefixLists,
  describePrefixLists,
  getManagedPrefixListEntries,
} from "./prefix-lists.ts";
import { describeRegions } from "./regions.ts";
import { associateRouteTable, disassociateRouteTable } from "./route-table-associations.ts";
import { describeRouteTables } from "./route-tables.ts";
import { createRoute, deleteRoute, replaceRoute } from "./routes.ts";
import {
  authorizeSecurityGroupEgress,
  authorizeSecurityGroupIngress,
  revokeSecurityGroupEgress,
  revokeSecurityGroupIngress,
} from "./security-group-permissions.ts";
import { describeSecurityGroupRules } from "./security-group-rules.ts";
import { createSecurityGroup, deleteSecurityGroup, describeSecurityGroups } from "./security-groups.ts";
import { describeSubnets } from "./subnets.ts";
import { createTags, deleteTags, describeTags } from "./tags.ts";
import { createVpcEndpoint, deleteVpcEndpoints, modifyVpcEndpoint } from "./vpc-endpoint-changes.ts";
import { describeVpcEndpointServices, describeVpcEndpoints } from "./vpc-endpoints.ts";
import { associateDhcpOptions, describeVpcAttribute, describeVpcs, modifyVpcAttribute } from "./vpcs.ts";

export const ec2Operations: Operation[] = [
  describeRegions,
  describeInstances,
  describeInstanceStatus,
  startInstances,
  stopInstances,
  rebootInstances,
  terminateInstances,
  modifyInstanceMetadataOptions,
  getConsoleOutput,
  describeIamInstanceProfileAssociations,
  associateIamInstanceProfile,
  replaceIamInstanceProfileAssociation,
  disassociateIamInstanceProfile,
  describeImages,
  describeTags,
  createTags,
  deleteTags,
  describeVpcs,
  describeVpcAttribute,
  modifyVpcAttribute,
  describeDhcpOptions,
  associateDhcpOptions,
  describeSubnets,
  describeNetworkInterfaces,
  describeSecurityGroups,
  describeSecurityGroupRules,
  createSecurityGroup,
  deleteSecurityGroup,
  authorizeSecurityGroupIngress,
  authorizeSecurityGroupEgress,
  revokeSecurityGroupIngress,
  revokeSecurityGroupEgress,
  describeNetworkAcls,
  createNetworkAclEntry,
  replaceNetworkAclEntry,
  deleteNetworkAclEntry,
  describeRouteTables,
  associateRouteTable,
  disassociateRouteTable,
  createRoute,
  replaceRoute,
  deleteRoute,
  describeInternetGateways,
  attachInternetGateway,
  detachInternetGateway,
  describeEgressOnlyInternetGateways,
  describeNatGateways,
  createNatGateway,
  deleteNatGateway,
  describeAddresses,
  allocateAddress,
  associateAddress,
  disassociateAddress,
  releaseAddress,
  describeManagedPrefixLists,
  describePrefixLists,
  getManagedPrefixListEntries,
  describeVpcEndpoints,
  describeVpcEndpointServices,
  createVpcEndpoint,
  modifyVpcEndpoint,
  deleteVpcEndpoints,
  describeVpcBlockPublicAccessOptions,
  modifyVpcBlockPublicAccessOptions,
  describeVpcBlockPublicAccessExclusions,
  createVpcBlockPublicAccessExclusion,
  deleteVpcBlockPublicAccessExclusion,
  describeVpcPeeringConnections,
  describeTransitGatewayVpcAttachments,
  describeTransitGatewayAttachments,
];
