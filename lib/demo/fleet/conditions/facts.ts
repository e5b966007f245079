import type { IpPermission, NetworkAclEntry, Route, RouteTable, VpcEndpoint } from "@aws-sdk/client-ec2";
import ipaddr from "ipaddr.js";
import type { Ec2State, Region, World } from "../../cloud/world.ts";
import type { Place } from "./plant.ts";

/** Plain readings of the world's resources, for conditions to say whether what was planted still holds. */
export function regionIn(world: World, place: Place): Region {
  const region = world.accounts.get(place.accountId)?.regions.get(place.region);
  if (!region) throw new Error(`the world has no ${place.accountId}:${place.region}`);
  return region;
}

export function iamIn(world: World, place: Pick<Place, "accountId">) {
  const account = world.accounts.get(place.accountId);
  if (!account) throw new Error(`the world has no account ${place.accountId}`);
  return account.iam;
}

export function covers(cidr: string, address: string): boolean {
  const block = ipaddr.parseCIDR(cidr);
  const parsed = ipaddr.parse(address);
  return block[0].kind() === parsed.kind() && parsed.match(block);
}

/** Some address of AWS's, for rules that know nothing but the whole internet. */
export const internetAddress = "52.94.233.129";

export type Peer = { address: string; groupIds?: string[] };

/** Whether any of the rules lets tcp to (or from) the peer on 443 pass. */
export function rulesAdmit(ec2: Ec2State, rules: IpPermission[], peer: Peer): boolean {
  return rules.some((rule) => {
    if (!["-1", "tcp", "6"].includes(rule.IpProtocol ?? "")) return false;
    if (rule.IpProtocol !== "-1" && ((rule.FromPort ?? 0) > 443 || (rule.ToPort ?? 65_535) < 443))
      return false;
    const cidrs = [
      ...(rule.IpRanges ?? []).map(({ CidrIp }) => CidrIp ?? ""),
      ...(rule.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6 ?? ""),
      ...(rule.PrefixListIds ?? []).flatMap(({ PrefixListId }) =>
        (ec2.managedPrefixLists.get(PrefixListId ?? "")?.entries ?? []).map(({ Cidr }) => Cidr ?? ""),
      ),
    ];
    if (cidrs.some((cidr) => cidr !== "" && covers(cidr, peer.address))) return true;
    return (rule.UserIdGroupPairs ?? []).some(({ GroupId }) => peer.groupIds?.includes(GroupId ?? ""));
  });
}

export function groupIdsOf(ec2: Ec2State, instanceId: string): string[] {
  const groups = ec2.instances.get(instanceId)?.NetworkInterfaces?.[0]?.Groups ?? [];
  return groups.flatMap(({ GroupId }) => GroupId ?? []);
}

export function egressAdmits(ec2: Ec2State, groupIds: string[], peer: Peer): boolean {
  return groupIds.some((id) => rulesAdmit(ec2, ec2.securityGroups.get(id)?.IpPermissionsEgress ?? [], peer));
}

/** What the lowest matching entry of a direction says about tcp on this port. */
export function aclAdmits(entries: NetworkAclEntry[], egress: boolean, peer: string, port: number): boolean {
  const deciding = entries
    .filter((entry) => entry.Egress === egress && (entry.Protocol === "-1" || entry.Protocol === "6"))
    .filter((entry) => {
      const cidr = entry.CidrBlock ?? entry.Ipv6CidrBlock;
      if (cidr === undefined || !covers(cidr, peer)) return false;
      const { From = 0, To = 65_535 } = entry.Protocol === "-1" ? {} : (entry.PortRange ?? {});
      return From <= port && port <= To;
    })
    .toSorted((a, b) => (a.RuleNumber ?? 0) - (b.RuleNumber ?? 0))[0];
  return deciding?.RuleAction === "allow";
}

export function aclOfSubnet(ec2: Ec2State, subnetId: string): NetworkAclEntry[] {
  for (const acl of ec2.networkAcls.values()) {
    if (acl.Associations?.some((association) => association.SubnetId === subnetId)) return acl.Entries ?? [];
  }
  return [];
}

export function tableOfSubnet(ec2: Ec2State, subnetId: string): RouteTable | undefined {
  const tables = [...ec2.routeTables.values()];
  const vpcId = ec2.subnets.get(subnetId)?.VpcId;
  return (
    tables.find((table) => table.Associations?.some((association) => association.SubnetId === subnetId)) ??
    tables.find((table) => table.VpcId === vpcId && table.Associations?.some(({ Main }) => Main))
  );
}

/** The default route of the subnet's table (or of the table itself), if it is active. */
export function defaultRoute(table: RouteTable | undefined, destination = "0.0.0.0/0"): Route | undefined {
  return table?.Routes?.find(
    (route) =>
      (route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock) === destination &&
      route.State === "active",
  );
}

export function endpointOf(ec2: Ec2State, vpcId: string, service: string): VpcEndpoint | undefined {
  return [...ec2.vpcEndpoints.values()].find(
    (endpoint) =>
      endpoint.VpcId === vpcId &&
      endpoint.VpcEndpointType === "Interface" &&
      endpoint.ServiceName?.endsWith(`.${service}`) === true &&
      endpoint.State?.toLowerCase() === "available",
  );
}

/** Whether nodes of the VPC are sent to an endpoint of their own for the service. */
export function hasPrivateName(ec2: Ec2State, vpcId: string, service: string): boolean {
  return endpointOf(ec2, vpcId, service)?.PrivateDnsEnabled === true;
}

/** Whether the subnet leads to the internet by a gateway that works. */
export function leadsOut(ec2: Ec2State, subnetId: string): boolean {
  const route = defaultRoute(tableOfSubnet(ec2, subnetId));
  if (route?.NatGatewayId) return ec2.natGateways.get(route.NatGatewayId)?.State === "available";
  const vpcId = ec2.subnets.get(subnetId)?.VpcId;
  if (!route?.GatewayId?.startsWith("igw-")) return false;
  return (
    ec2.internetGateways.get(route.GatewayId)?.Attachments?.some(({ VpcId }) => VpcId === vpcId) === true
  );
}

/** Where the service's name leads nodes of the VPC: its endpoint's interfaces, or somewhere on the internet. */
export function servicePeers(ec2: Ec2State, vpcId: string, service: string): Peer[] {
  const endpoint = endpointOf(ec2, vpcId, service);
  if (!endpoint?.PrivateDnsEnabled) return [{ address: internetAddress }];
  return (endpoint.NetworkInterfaceIds ?? []).flatMap((id) => {
    const { PrivateIpAddress, Groups = [] } = ec2.networkInterfaces.get(id) ?? {};
    const groupIds = Groups.flatMap(({ GroupId }) => GroupId ?? []);
    return PrivateIpAddress ? [{ address: PrivateIpAddress, groupIds }] : [];
  });
}

/** Whether the node's groups let it out to both services that it cannot do without. */
export function groupsLetOut(ec2: Ec2State, instanceId: string): boolean {
  const vpcId = ec2.instances.get(instanceId)?.VpcId ?? "";
  return ["ssm", "ssmmessages"].every((service) =>
    servicePeers(ec2, vpcId, service).some((peer) => egressAdmits(ec2, groupIdsOf(ec2, instanceId), peer)),
  );
}

/** Whether the endpoint's groups admit the node; a node that the endpoint does not serve asks nothing of them. */
export function endpointAdmits(ec2: Ec2State, instanceId: string, service: string): boolean {
  const instance = ec2.instances.get(instanceId);
  const endpoint = endpointOf(ec2, instance?.VpcId ?? "", service);
  if (!endpoint?.PrivateDnsEnabled) return leadsOut(ec2, instance?.SubnetId ?? "");
  const rules = (endpoint.Groups ?? []).flatMap(
    ({ GroupId }) => ec2.securityGroups.get(GroupId ?? "")?.IpPermissions ?? [],
  );
  const address = instance?.PrivateIpAddress ?? instance?.Ipv6Address;
  return address !== undefined && rulesAdmit(ec2, rules, { address, groupIds: groupIdsOf(ec2, instanceId) });
}

/** Whether endpoints of its VPC answer the node for both services that it cannot do without, whatever its way out. */
export function endpointsServe(ec2: Ec2State, instanceId: string): boolean {
  const vpcId = ec2.instances.get(instanceId)?.VpcId ?? "";
  return ["ssm", "ssmmessages"].every(
    (service) => hasPrivateName(ec2, vpcId, service) && endpointAdmits(ec2, instanceId, service),
  );
}

/** Whether the node's subnet leads out by a NAT gateway that stands where the internet is reached. */
export function leadsOutByNat(ec2: Ec2State, instanceId: string): boolean {
  const subnetId = ec2.instances.get(instanceId)?.SubnetId ?? "";
  const natId = defaultRoute(tableOfSubnet(ec2, subnetId))?.NatGatewayId;
  const nat = ec2.natGateways.get(natId ?? "");
  return (
    nat?.State === "available" &&
    defaultRoute(tableOfSubnet(ec2, nat.SubnetId ?? ""))?.GatewayId?.startsWith("igw-") === true
  );
}
