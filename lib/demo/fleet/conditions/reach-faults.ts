import type { Estate } from "../estate.ts";
import { ago, day, hour, regionOf } from "../estate.ts";
import type { Ground } from "../network/ground.ts";
import { ec2Of } from "../network/ground.ts";
import { anywhere, permission } from "../network/permissions.ts";
import { addPrivateZone } from "../network/private-zones.ts";
import { addRouteTable } from "../network/route-tables.ts";
import { addSecurityGroup } from "../network/security-groups.ts";
import { sendOut } from "./break-routes.ts";
import { attachToTransitGateway } from "./connections.ts";
import { extraSubnet } from "./extra-subnet.ts";
import { defaultRoute, endpointOf, hasPrivateName, leadsOut, regionIn, tableOfSubnet } from "./facts.ts";
import { plant, plantDecoy } from "./plant.ts";
import { isolatedVpc, mainGround, ownVpc, standNodes } from "./stand.ts";

/** IPv6, Block Public Access, and paths that end where configuration cannot see. */
export function plantReachFaults(estate: Estate): void {
  plantIpv6WithoutRoute(estate);
  plantEndpointFamily(estate);
  plantBlockPublicAccess(estate);
  plantTransitGateway(estate);
  plantAppliance(estate);
}

export function ipv6Group(estate: Estate, ground: Ground): string {
  return addSecurityGroup(estate, ground, {
    name: "ipv6-nodes",
    description: "Nodes of IPv6-only subnets",
    egress: [...anywhere(), permission("-1", null, null, { ipv6: ["::/0"] })],
  });
}

function plantIpv6WithoutRoute(estate: Estate): void {
  const ground = ownVpc(estate, {
    account: "prod",
    region: "eu-west-1",
    name: "k8s-ipv6",
    nat: "single",
    hasIpv6: true,
  });
  const tableId = addRouteTable(estate, ground, { name: "pods", routes: [], subnetIds: [] });
  const { subnetId } = extraSubnet(estate, ground, { name: "pods-a", ipv6Digits: "50", tableId });
  const nodes = standNodes(estate, ground, {
    service: "k8s-node",
    names: ["k8s-node-61", "k8s-node-62"],
    subnetId,
    groupIds: [ipv6Group(estate, ground)],
    metadata: { HttpProtocolIpv6: "enabled" },
  });
  plant(estate, ground, {
    id: "ipv6-without-route",
    byEndpointsToo: true,
    code: "ipv6-path-missing",
    subject: { kind: "subnet", id: subnetId },
    nodes,
    effect: "unregistered",
    sinceAgo: 95 * day,
    sentence: "The subnet has IPv6 only, and its table has no IPv6 route out of the VPC.",
    isMended: (world) => {
      const table = tableOfSubnet(regionIn(world, ground).ec2, subnetId);
      return (defaultRoute(table, "::/0") ?? defaultRoute(table, "64:ff9b::/96")) !== undefined;
    },
  });
}

function plantEndpointFamily(estate: Estate): void {
  const ground = isolatedVpc(estate, {
    account: "prod",
    region: "ap-southeast-2",
    name: "k8s-apac-ipv6",
    hasIpv6: true,
  });
  const { subnetId } = extraSubnet(estate, ground, { name: "pods-a", ipv6Digits: "50" });
  const ec2 = ec2Of(estate, ground);
  admitIpv6(estate, ground);
  const endpointId = ground.endpointIds.get("ssm") ?? "";
  const endpoint = ec2.vpcEndpoints.get(endpointId);
  if (!endpoint) throw new Error("the VPC has no ssm endpoint");
  endpoint.IpAddressType = "ipv4";
  endpoint.DnsOptions = { DnsRecordIpType: "ipv4" };
  endpoint.DnsEntries = (endpoint.DnsEntries ?? []).filter(({ DnsName }) => !DnsName?.endsWith(".api.aws"));
  for (const id of endpoint.NetworkInterfaceIds ?? []) {
    const networkInterface = ec2.networkInterfaces.get(id);
    if (networkInterface) networkInterface.Ipv6Addresses = [];
  }
  plant(estate, ground, {
    id: "endpoint-ipv4-only",
    code: "endpoint-address-family",
    subject: { kind: "vpc-endpoint", id: endpointId },
    nodes: standNodes(estate, ground, {
      service: "k8s-node",
      names: ["k8s-node-71", "k8s-node-72"],
      ageDays: 50,
      subnetId,
      groupIds: [ipv6Group(estate, ground)],
      metadata: { HttpProtocolIpv6: "enabled" },
    }),
    effect: "unregistered",
    sinceAgo: 50 * day,
    sentence: "The nodes have IPv6 only; the ssm endpoint has IPv4 only.",
    isMended: (world) => {
      const type = endpointOf(regionIn(world, ground).ec2, ground.vpcId, "ssm")?.IpAddressType;
      return type === "dualstack" || type === "ipv6";
    },
  });
}

/** Lets the endpoints' group admit the VPC's IPv6 block, so that only the family is in the way. */
export function admitIpv6(estate: Estate, ground: Ground): void {
  const group = ec2Of(estate, ground).securityGroups.get(ground.endpointGroupId ?? "");
  group?.IpPermissions?.push(permission("tcp", 443, 443, { ipv6: [`${ground.ipv6Prefix}00::/56`] }));
}

function plantBlockPublicAccess(estate: Estate): void {
  const { ec2 } = regionOf(estate, "data", "ap-southeast-2");
  ec2.blockPublicAccessOptions = {
    ...ec2.blockPublicAccessOptions,
    State: "update-complete",
    InternetGatewayBlockMode: "block-bidirectional",
    LastUpdateTimestamp: ago(estate, 4 * day),
  };
  const ground = ownVpc(estate, {
    account: "data",
    region: "ap-southeast-2",
    name: "sydney-lab",
    nat: "single",
  });
  const blocked = { InternetGatewayBlockMode: "block-bidirectional" as const };
  for (const resource of [...ec2.vpcs.values(), ...ec2.subnets.values()]) {
    resource.BlockPublicAccessStates = blocked;
  }
  plant(estate, ground, {
    id: "block-public-access",
    byEndpointsToo: true,
    code: "public-access-blocked",
    subject: { kind: "vpc", id: ground.vpcId },
    nodes: standNodes(estate, ground, { service: "notebook", names: ["notebook-31", "notebook-32"] }),
    effect: "lost",
    sinceAgo: 4 * day,
    sentence: "VPC Block Public Access blocks the Region both ways, and sydney-lab is not excluded.",
    isMended: (world) => {
      const now = regionIn(world, ground).ec2;
      const mode = now.blockPublicAccessOptions.InternetGatewayBlockMode;
      // Either all of the VPC is excluded, or the subnet in which its NAT gateway stands.
      const excluded = [...now.blockPublicAccessExclusions.values()].some(
        ({ ResourceArn, State }) =>
          [ground.vpcId, ground.subnets.public[0]].includes(ResourceArn?.split("/").at(-1)) &&
          (State === "create-complete" || State === "update-complete"),
      );
      return mode === "off" || mode === "block-ingress" || excluded;
    },
  });
}

function plantTransitGateway(estate: Estate): void {
  const acquired = ownVpc(estate, { account: "prod", region: "eu-west-1", name: "acquired-eu", nat: "none" });
  const spoke = ownVpc(estate, { account: "prod", region: "eu-west-1", name: "spoke-eu", nat: "none" });
  for (const ground of [acquired, spoke]) {
    const TransitGatewayId = attachToTransitGateway(estate, ground);
    for (const tableId of ground.privateRouteTableIds) sendOut(estate, ground, tableId, { TransitGatewayId });
  }
  const transitGateway = { kind: "transit-gateway", id: estate.ids.resource("tgw", "network/eu-west-1") };
  plant(estate, acquired, {
    id: "transit-gateway-unprovable",
    byEndpointsToo: true,
    code: "path-unprovable",
    subject: transitGateway,
    nodes: standNodes(estate, acquired, {
      service: "batch",
      names: ["batch-51", "batch-52", "batch-53"],
      ageDays: 80,
    }),
    effect: "unregistered",
    sinceAgo: 80 * day,
    sentence: "Everything leaves by a transit gateway of another account, whose routes nobody here can read.",
    isMended: (world) => waysOut(acquired, regionIn(world, acquired).ec2),
  });
  for (const service of ["ssm", "ssmmessages"])
    addPrivateZone(estate, spoke, `${service}.eu-west-1.amazonaws.com.`);
  plantDecoy(estate, spoke, {
    id: "decoy/transit-gateway-online",
    subject: transitGateway,
    nodes: standNodes(estate, spoke, { service: "batch", names: ["batch-61", "batch-62"] }),
    sentence: "The path through the transit gateway cannot be proved, and the nodes answer.",
  });
}

function waysOut(ground: Ground, ec2: ReturnType<typeof ec2Of>): boolean {
  const services = ["ssm", "ssmmessages"];
  if (services.every((service) => hasPrivateName(ec2, ground.vpcId, service))) return true;
  return ground.subnets.private.every((subnetId) => leadsOut(ec2, subnetId));
}

/** A firewall of the team's own: its interface forwards, and what it lets pass is in no API. */
function plantAppliance(estate: Estate): void {
  const ground = mainGround(estate, "staging", "us-east-1");
  const [applianceId = ""] = standNodes(estate, ground, {
    service: "ci-agent",
    names: ["inspection-1"],
    subnetId: ground.subnets.public[0] ?? "",
    publicAddress: "elastic",
  });
  const ec2 = ec2Of(estate, ground);
  const NetworkInterfaceId = ec2.instances.get(applianceId)?.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? "";
  const networkInterface = ec2.networkInterfaces.get(NetworkInterfaceId);
  const instance = ec2.instances.get(applianceId);
  if (!networkInterface || !instance?.NetworkInterfaces?.[0])
    throw new Error("the appliance has no interface");
  networkInterface.SourceDestCheck = false;
  instance.NetworkInterfaces[0].SourceDestCheck = false;
  instance.SourceDestCheck = false;
  const tableId = addRouteTable(estate, ground, { name: "private-inspected", routes: [], subnetIds: [] });
  sendOut(estate, ground, tableId, {
    InstanceId: applianceId,
    InstanceOwnerId: ground.accountId,
    NetworkInterfaceId,
  });
  const { subnetId } = extraSubnet(estate, ground, { name: "private-inspected", block: 46, tableId });
  plant(estate, ground, {
    id: "appliance-unprovable",
    byEndpointsToo: true,
    code: "path-unprovable",
    subject: { kind: "network-interface", id: NetworkInterfaceId },
    nodes: standNodes(estate, ground, { service: "ci-agent", names: ["ci-agent-41"], subnetId }),
    effect: "lost",
    sinceAgo: 29 * hour,
    sentence: "Everything leaves by an inspection appliance; what it lets pass is in no API.",
    isMended: (world) => leadsOut(regionIn(world, ground).ec2, subnetId),
  });
}
