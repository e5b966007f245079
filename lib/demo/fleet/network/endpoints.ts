import type { VpcEndpoint } from "@aws-sdk/client-ec2";
import type { Estate } from "../estate.ts";
import { ago, day, tagList } from "../estate.ts";
import type { Ground } from "./ground.ts";
import { ec2Of, labelOf } from "./ground.ts";
import { addManagedInterface } from "./interfaces.ts";
import { awsPrefixListId } from "./prefix-lists.ts";
import { route } from "./route-tables.ts";

export const fullAccess = JSON.stringify({
  Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
});

/** The services behind which everything that a node needs or wants of Systems Manager stands. */
export const nodeServices = ["ssm", "ssmmessages", "ec2messages", "kms", "logs"] as const;

export type EndpointSpec = {
  service: string;
  subnetIds: string[];
  groupIds: string[];
  privateDns?: boolean;
  state?: "available" | "pendingAcceptance" | "failed";
  policy?: string;
  addressType?: "ipv4" | "dualstack";
};

export function addInterfaceEndpoint(estate: Estate, ground: Ground, spec: EndpointSpec): string {
  const ec2 = ec2Of(estate, ground);
  const id = estate.ids.resource("vpce", labelOf(ground, spec.service));
  const groups = spec.groupIds.map((GroupId) => ({
    GroupId,
    GroupName: ec2.securityGroups.get(GroupId)?.GroupName ?? "",
  }));
  const isAvailable = (spec.state ?? "available") === "available";
  const interfaces = spec.subnetIds.map((subnetId) =>
    addManagedInterface(estate, ground, {
      name: `${id}/${subnetId}`,
      subnetId,
      type: "vpc_endpoint",
      description: `VPC Endpoint Interface ${id}`,
      groups,
      hasIpv6: spec.addressType === "dualstack",
    }),
  );
  ec2.vpcEndpoints.set(id, {
    VpcEndpointId: id,
    VpcEndpointType: "Interface",
    VpcId: ground.vpcId,
    OwnerId: ground.accountId,
    ServiceName: `com.amazonaws.${ground.region}.${spec.service}`,
    ServiceRegion: ground.region,
    State: apiState(spec.state ?? "available"),
    ...(spec.state === "failed"
      ? { LastError: { Code: "InternalError", Message: "The endpoint could not be created." } }
      : {}),
    PolicyDocument: spec.policy ?? fullAccess,
    RouteTableIds: [],
    SubnetIds: spec.subnetIds,
    Groups: groups,
    IpAddressType: spec.addressType ?? "ipv4",
    DnsOptions: { DnsRecordIpType: spec.addressType ?? "ipv4" },
    PrivateDnsEnabled: spec.privateDns ?? true,
    RequesterManaged: false,
    NetworkInterfaceIds: interfaces.flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId ?? []),
    DnsEntries: isAvailable ? dnsEntries(estate, ground, id, spec) : [],
    CreationTimestamp: ago(estate, 380 * day),
    Tags: tagList({ Name: `${ground.name}-${spec.service}` }),
  });
  ground.endpointIds.set(spec.service, id);
  return id;
}

/** EC2 answers lower camel case, though the SDK's enum is capitalised. */
function apiState(state: string): VpcEndpoint["State"] {
  return state as VpcEndpoint["State"];
}

function dnsEntries(estate: Estate, ground: Ground, id: string, spec: EndpointSpec) {
  const zone = (label: string) => `Z${estate.ids.hex(`zone/${label}`, 14).toUpperCase()}`;
  const regional = `${id}-${estate.ids.hex(id, 8)}.${spec.service}.${ground.region}.vpce.amazonaws.com`;
  const entries = [{ DnsName: regional, HostedZoneId: zone(`${ground.region}/vpce`) }];
  if (spec.privateDns === false) return entries;
  entries.push({
    DnsName: `${spec.service}.${ground.region}.amazonaws.com`,
    HostedZoneId: zone(`${id}/private`),
  });
  if (spec.addressType === "dualstack") {
    entries.push({ DnsName: `${spec.service}.${ground.region}.api.aws`, HostedZoneId: zone(`${id}/dual`) });
  }
  return entries;
}

/** A gateway endpoint, and its prefix list route in each of the tables. */
export function addGatewayEndpoint(
  estate: Estate,
  ground: Ground,
  service: "s3" | "dynamodb",
  routeTableIds: string[],
): string {
  const ec2 = ec2Of(estate, ground);
  const id = estate.ids.resource("vpce", labelOf(ground, service));
  for (const tableId of routeTableIds) {
    const table = ec2.routeTables.get(tableId);
    table?.Routes?.push(route(awsPrefixListId(ground.region, service), { GatewayId: id }));
  }
  ec2.vpcEndpoints.set(id, {
    VpcEndpointId: id,
    VpcEndpointType: "Gateway",
    VpcId: ground.vpcId,
    OwnerId: ground.accountId,
    ServiceName: `com.amazonaws.${ground.region}.${service}`,
    ServiceRegion: ground.region,
    State: apiState("available"),
    PolicyDocument: fullAccess,
    RouteTableIds: routeTableIds,
    SubnetIds: [],
    Groups: [],
    PrivateDnsEnabled: false,
    RequesterManaged: false,
    NetworkInterfaceIds: [],
    DnsEntries: [],
    CreationTimestamp: ago(estate, 380 * day),
    Tags: tagList({ Name: `${ground.name}-${service}` }),
  });
  ground.endpointIds.set(service, id);
  return id;
}
