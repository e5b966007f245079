import {
  DescribeDhcpOptionsCommand,
  DescribeEgressOnlyInternetGatewaysCommand,
  DescribeIamInstanceProfileAssociationsCommand,
  DescribeImagesCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeManagedPrefixListsCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcBlockPublicAccessExclusionsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  GetManagedPrefixListEntriesCommand,
} from "@aws-sdk/client-ec2";
import { operationsOf, published } from "../operation.ts";

const quota = published(100, 20);
const read = operationsOf("ec2", (clients) => clients.ec2);

/** Pages as nearly all of EC2 has them. */
const upTo = (max: number) =>
  ({ token: "NextToken", next: "NextToken", size: { field: "MaxResults", max } }) as const;

export const ec2Operations = {
  "ec2:DescribeRegions": read(DescribeRegionsCommand, { quota, items: "Regions" }),
  "ec2:DescribeInstances": read(DescribeInstancesCommand, {
    quota,
    items: "Reservations",
    paging: upTo(1000),
  }),
  "ec2:DescribeInstanceStatus": read(DescribeInstanceStatusCommand, {
    quota,
    items: "InstanceStatuses",
    paging: upTo(1000),
  }),
  "ec2:DescribeIamInstanceProfileAssociations": read(DescribeIamInstanceProfileAssociationsCommand, {
    quota,
    items: "IamInstanceProfileAssociations",
    paging: upTo(1000),
  }),
  "ec2:DescribeImages": read(DescribeImagesCommand, { quota, items: "Images", paging: upTo(1000) }),
  "ec2:DescribeVpcs": read(DescribeVpcsCommand, { quota, items: "Vpcs", paging: upTo(1000) }),
  "ec2:DescribeVpcAttribute": read(DescribeVpcAttributeCommand, { quota }),
  "ec2:DescribeSubnets": read(DescribeSubnetsCommand, { quota, items: "Subnets", paging: upTo(1000) }),
  "ec2:DescribeSecurityGroups": read(DescribeSecurityGroupsCommand, {
    quota,
    items: "SecurityGroups",
    paging: upTo(1000),
  }),
  "ec2:DescribeNetworkAcls": read(DescribeNetworkAclsCommand, {
    quota,
    items: "NetworkAcls",
    paging: upTo(1000),
  }),
  "ec2:DescribeRouteTables": read(DescribeRouteTablesCommand, {
    quota,
    items: "RouteTables",
    paging: upTo(100),
  }),
  "ec2:DescribeDhcpOptions": read(DescribeDhcpOptionsCommand, {
    quota,
    items: "DhcpOptions",
    paging: upTo(1000),
  }),
  "ec2:DescribeVpcEndpoints": read(DescribeVpcEndpointsCommand, {
    quota,
    items: "VpcEndpoints",
    paging: upTo(1000),
  }),
  "ec2:DescribeVpcEndpointServices": read(DescribeVpcEndpointServicesCommand, {
    quota,
    items: "ServiceDetails",
    paging: upTo(1000),
  }),
  "ec2:DescribeNatGateways": read(DescribeNatGatewaysCommand, {
    quota,
    items: "NatGateways",
    paging: upTo(1000),
  }),
  "ec2:DescribeInternetGateways": read(DescribeInternetGatewaysCommand, {
    quota,
    items: "InternetGateways",
    paging: upTo(1000),
  }),
  "ec2:DescribeEgressOnlyInternetGateways": read(DescribeEgressOnlyInternetGatewaysCommand, {
    quota,
    items: "EgressOnlyInternetGateways",
    paging: upTo(255),
  }),
  "ec2:DescribeNetworkInterfaces": read(DescribeNetworkInterfacesCommand, {
    quota,
    items: "NetworkInterfaces",
    paging: upTo(1000),
  }),
  "ec2:DescribeManagedPrefixLists": read(DescribeManagedPrefixListsCommand, {
    quota,
    items: "PrefixLists",
    paging: upTo(100),
  }),
  "ec2:GetManagedPrefixListEntries": read(GetManagedPrefixListEntriesCommand, {
    quota,
    items: "Entries",
    paging: upTo(100),
  }),
  "ec2:DescribeVpcBlockPublicAccessOptions": read(DescribeVpcBlockPublicAccessOptionsCommand, { quota }),
  "ec2:DescribeVpcBlockPublicAccessExclusions": read(DescribeVpcBlockPublicAccessExclusionsCommand, {
    quota,
    items: "VpcBlockPublicAccessExclusions",
    paging: upTo(1000),
  }),
  "ec2:DescribeVpcPeeringConnections": read(DescribeVpcPeeringConnectionsCommand, {
    quota,
    items: "VpcPeeringConnections",
    paging: upTo(1000),
  }),
  "ec2:DescribeTransitGatewayVpcAttachments": read(DescribeTransitGatewayVpcAttachmentsCommand, {
    quota,
    items: "TransitGatewayVpcAttachments",
    paging: upTo(1000),
  }),
};
