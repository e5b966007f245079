import type { GroupIdentifier, Subnet, VpcEndpoint } from "@aws-sdk/client-ec2";
import type { OperationContext } from "../operation.ts";
import type { Ec2State } from "../world.ts";
import { createManagedInterface, freeIpv6Address } from "./create-interface.ts";
import { privateDnsNameOf } from "./endpoint-service.ts";
import { getAll, kinds } from "./identifiers.ts";

/** The groups with these ids; without any, the VPC's default group. */
export function groupsFor(
  context: OperationContext,
  vpcId: string,
  ids: readonly string[],
): GroupIdentifier[] {
  const { securityGroups } = context.region.ec2;
  const groups =
    ids.length > 0
      ? getAll(kinds.securityGroup, securityGroups, ids)
      : [...securityGroups.values()].filter(
          (group) => group.VpcId === vpcId && group.GroupName === "default",
        );
  const foreign = groups.find((group) => group.VpcId !== vpcId);
  if (foreign) {
    context.fail("InvalidParameter", `Security group ${foreign.GroupId} does not belong to the VPC ${vpcId}`);
  }
  return groups.map(({ GroupId, GroupName }) => ({ GroupId, GroupName }));
}

/** The subnets with these ids. An endpoint takes one subnet of a zone, and only those of its VPC. */
export function subnetsFor(
  context: OperationContext,
  endpoint: Pick<VpcEndpoint, "VpcId" | "SubnetIds">,
  ids: readonly string[],
): Subnet[] {
  const { subnets } = context.region.ec2;
  const added = getAll(kinds.subnet, subnets, ids);
  const foreign = added.find(({ VpcId }) => VpcId !== endpoint.VpcId);
  if (foreign) context.fail("InvalidSubnetId.NotFound", `The subnet ID '${foreign.SubnetId}' does not exist`);
  const zones = new Set((endpoint.SubnetIds ?? []).map((id) => subnets.get(id)?.AvailabilityZone));
  for (const { SubnetId, AvailabilityZone } of added) {
    if (zones.has(AvailabilityZone)) {
      context.fail(
        "DuplicateSubnetsInSameZone",
        `Found another VPC endpoint subnet in the availability zone of ${SubnetId}. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.`,
      );
    }
    zones.add(AvailabilityZone);
  }
  return added;
}

/** Refuses route tables that do not exist, or belong to another VPC. */
export function routeTablesFor(context: OperationContext, vpcId: string | undefined, ids: readonly string[]) {
  const foreign = getAll(kinds.routeTable, context.region.ec2.routeTables, ids).find(
    ({ VpcId }) => VpcId !== vpcId,
  );
  if (foreign)
    context.fail(
      "InvalidParameter",
      `Route table ${foreign.RouteTableId} does not belong to the VPC ${vpcId}`,
    );
}

/** Puts an interface into each subnet. */
export function addInterfaces(context: OperationContext, endpoint: VpcEndpoint, subnets: readonly Subnet[]) {
  for (const subnet of subnets) {
    const created = createManagedInterface(context, subnet, {
      Description: `VPC Endpoint Interface ${endpoint.VpcEndpointId}`,
      InterfaceType: "vpc_endpoint",
      Groups: endpoint.Groups,
    });
    endpoint.NetworkInterfaceIds = [
      ...(endpoint.NetworkInterfaceIds ?? []),
      created.NetworkInterfaceId ?? "",
    ];
    endpoint.SubnetIds = [...(endpoint.SubnetIds ?? []), subnet.SubnetId ?? ""];
  }
}

/** Gives the interfaces addresses of IPv6 where the endpoint has both families, and takes them away where it has not. */
export function fitAddressFamily(ec2: Ec2State, { IpAddressType, NetworkInterfaceIds = [] }: VpcEndpoint) {
  for (const id of NetworkInterfaceIds) {
    const own = ec2.networkInterfaces.get(id);
    const subnet = ec2.subnets.get(own?.SubnetId ?? "");
    if (own === undefined || subnet === undefined) continue;
    if (IpAddressType !== "dualstack") own.Ipv6Addresses = [];
    else if ((own.Ipv6Addresses ?? []).length === 0) own.Ipv6Addresses = freeIpv6Address(ec2, subnet);
  }
}

/** Takes the interfaces out of these subnets. */
export function removeInterfaces(ec2: Ec2State, endpoint: VpcEndpoint, subnetIds: readonly string[]) {
  const gone = (endpoint.NetworkInterfaceIds ?? []).filter((id) =>
    subnetIds.includes(ec2.networkInterfaces.get(id)?.SubnetId ?? ""),
  );
  for (const id of gone) ec2.networkInterfaces.delete(id);
  endpoint.NetworkInterfaceIds = endpoint.NetworkInterfaceIds?.filter((id) => !gone.includes(id));
  endpoint.SubnetIds = endpoint.SubnetIds?.filter((id) => !subnetIds.includes(id));
}

/** A gateway endpoint stands in route tables, as the way to its service's prefix list. */
export function addGatewayRoutes(ec2: Ec2State, endpoint: VpcEndpoint, tableIds: readonly string[]) {
  const list = [...ec2.managedPrefixLists.values()].find(
    ({ PrefixListName }) => PrefixListName === endpoint.ServiceName,
  );
  for (const id of tableIds) {
    const table = ec2.routeTables.get(id);
    if (!table || !list) continue;
    table.Routes = [
      ...(table.Routes ?? []),
      {
        DestinationPrefixListId: list.PrefixListId,
        GatewayId: endpoint.VpcEndpointId,
        Origin: "CreateRoute",
        State: "active",
      },
    ];
  }
  endpoint.RouteTableIds = [...(endpoint.RouteTableIds ?? []), ...tableIds];
}

export function removeGatewayRoutes(ec2: Ec2State, endpoint: VpcEndpoint, tableIds: readonly string[]) {
  for (const id of tableIds) {
    const table = ec2.routeTables.get(id);
    if (table) table.Routes = table.Routes?.filter(({ GatewayId }) => GatewayId !== endpoint.VpcEndpointId);
  }
  endpoint.RouteTableIds = endpoint.RouteTableIds?.filter((id) => !tableIds.includes(id));
}

/** Refuses private DNS where the VPC does not resolve, or where another endpoint already has the name. */
export function checkPrivateDns(context: OperationContext, endpoint: VpcEndpoint) {
  const { ec2 } = context.region;
  const { VpcId = "", ServiceName = "" } = endpoint;
  const attributes = ec2.vpcAttributes.get(VpcId);
  if (attributes && !(attributes.enableDnsSupport && attributes.enableDnsHostnames)) {
    context.fail(
      "InvalidParameter",
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${VpcId}`,
    );
  }
  const rival = [...ec2.vpcEndpoints.values()].some(
    (other) =>
      other !== endpoint &&
      other.VpcId === VpcId &&
      other.ServiceName === ServiceName &&
      other.PrivateDnsEnabled &&
      other.State?.toLowerCase() !== "deleting",
  );
  if (rival) {
    context.fail(
      "InvalidParameter",
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${privateDnsNameOf(ServiceName)} in the VPC ${VpcId}`,
    );
  }
}
