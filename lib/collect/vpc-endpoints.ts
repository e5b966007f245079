import type { VpcEndpoint as AwsVpcEndpoint } from "@aws-sdk/client-ec2";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { present, required, toPolicyText, toTags, toTime } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const vpcEndpoints = defineCollector({
  kind: "vpc-endpoint",
  actions: ["ec2:DescribeVpcEndpoints"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeVpcEndpoints", {}),
      (answer) => answer.VpcEndpoints,
      (endpoint) => endpoint.VpcEndpointId,
    ),
  parse: toVpcEndpoint,
});

export function toVpcEndpoint(endpoint: Stored<AwsVpcEndpoint>): VpcEndpoint {
  return {
    id: required(endpoint.VpcEndpointId, "VpcEndpointId"),
    type: endpoint.VpcEndpointType ?? null,
    vpcId: endpoint.VpcId ?? null,
    serviceName: endpoint.ServiceName ?? null,
    state: endpoint.State?.toLowerCase() ?? null,
    privateDnsEnabled: endpoint.PrivateDnsEnabled ?? null,
    privateDnsOnlyForInboundResolverEndpoint:
      endpoint.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint ?? null,
    dnsNames: present(endpoint.DnsEntries, (entry) => entry.DnsName),
    subnetIds: endpoint.SubnetIds ?? [],
    networkInterfaceIds: endpoint.NetworkInterfaceIds ?? [],
    routeTableIds: endpoint.RouteTableIds ?? [],
    securityGroupIds: present(endpoint.Groups, (group) => group.GroupId),
    ipAddressType: endpoint.IpAddressType ?? null,
    ...(endpoint.DnsOptions?.DnsRecordIpType === undefined
      ? {}
      : { dnsRecordIpType: endpoint.DnsOptions.DnsRecordIpType }),
    policyDocument: toPolicyText(endpoint.PolicyDocument),
    failure: endpoint.FailureReason ?? endpoint.LastError?.Message ?? null,
    ownerId: endpoint.OwnerId ?? null,
    createdAt: toTime(endpoint.CreationTimestamp),
    tags: toTags(endpoint.Tags),
  };
}
