import type { Estate } from "../estate.ts";
import { day, hour, minute } from "../estate.ts";
import { addNodeRole } from "../iam/roles.ts";
import type { Ground } from "../network/ground.ts";
import { ec2Of, labelOf } from "../network/ground.ts";
import { addRouteTable, associateRouteTable, route } from "../network/route-tables.ts";
import { deleteNatGateway, sendOut } from "./break-routes.ts";
import { addPeering } from "./connections.ts";
import { extraSubnet } from "./extra-subnet.ts";
import { defaultRoute, leadsOut, leadsOutByNat, regionIn, tableOfSubnet } from "./facts.ts";
import { plant } from "./plant.ts";
import { requiredActions, roleAllows } from "./role-facts.ts";
import { mainGround, ownVpc, standNodes } from "./stand.ts";

export function plantRouteFaults(estate: Estate): void {
  plantNoDefaultRoute(estate);
  plantDefaultRouteToPeer(estate);
  plantBlackhole(estate);
  plantDeletedNat(estate);
  plantNatLoop(estate);
  plantDetachedInternetGateway(estate);
  plantMissingPublicAddresses(estate);
}

/** The subnet has a table of its own that somebody made without a way out; its neighbours have one. */
function plantNoDefaultRoute(estate: Estate): void {
  const ground = mainGround(estate, "prod", "eu-west-1");
  const tableId = addRouteTable(estate, ground, { name: "private-pci", routes: [], subnetIds: [] });
  const { subnetId } = extraSubnet(estate, ground, { name: "private-pci", block: 41, tableId });
  plant(estate, ground, {
    id: "no-default-route",
    byEndpointsToo: true,
    code: "route-missing",
    subject: { kind: "route-table", id: tableId },
    nodes: standNodes(estate, ground, { service: "ledger", names: ["ledger-51", "ledger-52"], subnetId }),
    effect: "unregistered",
    sinceAgo: 95 * day,
    sentence: "The subnet's route table has the local route and no other.",
    isMended: (world) => leadsOut(regionIn(world, ground).ec2, subnetId),
  });
}

function plantDefaultRouteToPeer(estate: Estate): void {
  const ground = mainGround(estate, "staging", "us-east-1");
  const peer = mainGround(estate, "data", "us-east-1");
  const peering = addPeering(estate, ground, peer, "staging-to-data");
  const tableId = addRouteTable(estate, ground, {
    name: "private-through-data",
    routes: [route("0.0.0.0/0", { VpcPeeringConnectionId: peering })],
    subnetIds: [],
  });
  const { subnetId } = extraSubnet(estate, ground, { name: "private-through-data", block: 44, tableId });
  plant(estate, ground, {
    id: "default-route-to-peering",
    byEndpointsToo: true,
    code: "route-missing",
    subject: { kind: "route-table", id: tableId },
    nodes: standNodes(estate, ground, {
      service: "stg-batch",
      names: ["stg-batch-21"],
      ageDays: 60,
      subnetId,
    }),
    effect: "unregistered",
    sinceAgo: 60 * day,
    sentence: "The default route leads to a peering connection, which carries nothing to the internet.",
    isMended: (world) => leadsOut(regionIn(world, ground).ec2, subnetId),
  });
}

/** A NAT instance was terminated; its interface is still what the route names. */
function plantBlackhole(estate: Estate): void {
  const ground = mainGround(estate, "data", "eu-central-1");
  const NetworkInterfaceId = estate.ids.resource("eni", labelOf(ground, "nat-instance"));
  const tableId = addRouteTable(estate, ground, {
    name: "private-nat-instance",
    routes: [route("0.0.0.0/0", { NetworkInterfaceId }, "blackhole")],
    subnetIds: [],
  });
  const { subnetId } = extraSubnet(estate, ground, { name: "private-nat-instance", block: 45, tableId });
  plant(estate, ground, {
    id: "blackhole-to-nat-instance",
    byEndpointsToo: true,
    code: "route-blackhole",
    subject: { kind: "route-table", id: tableId },
    nodes: standNodes(estate, ground, { service: "spark", names: ["spark-31", "spark-32"], subnetId }),
    effect: "lost",
    sinceAgo: 8 * day,
    sentence: "The default route is a blackhole: the interface that it names went with its NAT instance.",
    isMended: (world) => leadsOut(regionIn(world, ground).ec2, subnetId),
  });
}

function plantDeletedNat(estate: Estate): void {
  const ground = ownVpc(estate, { account: "data", region: "us-east-1", name: "etl", nat: "single" });
  const natId = deleteNatGateway(estate, ground, 48 * minute);
  const names = ["etl-1", "etl-2", "etl-4", "etl-5", "etl-6", "etl-7"];
  const nodes = standNodes(estate, ground, { service: "etl", names });
  const { arn } = addNodeRole(estate, "data", { name: "etl-sandbox", managed: ["AmazonS3ReadOnlyAccess"] });
  const sandbox = standNodes(estate, ground, { service: "etl", names: ["etl-9"], profile: "etl-sandbox" });
  plant(estate, ground, {
    id: "etl-sandbox-role",
    code: "role-actions-missing",
    subject: { kind: "role", id: arn },
    nodes: sandbox,
    effect: "unregistered",
    sinceAgo: 95 * day,
    sentence: "Role etl-sandbox has no Systems Manager action; its way out is gone as well.",
    isMended: (world) => roleAllows(world, ground, "etl-sandbox", requiredActions),
  });
  plant(estate, ground, {
    id: "etl-nat-deleted",
    byEndpointsToo: true,
    code: "nat-gateway-unavailable",
    subject: { kind: "nat-gateway", id: natId },
    nodes: [...nodes, ...sandbox],
    effect: "lost",
    sinceAgo: 48 * minute,
    sentence: "The NAT gateway of the etl VPC was deleted; the default routes to it are blackholes.",
    isMended: (world) => everyTableLeadsOut(ground, regionIn(world, ground).ec2),
  });
}

function everyTableLeadsOut(ground: Ground, ec2: ReturnType<typeof ec2Of>): boolean {
  return ground.subnets.private.every((subnetId) => leadsOut(ec2, subnetId));
}

/** The gateway's own subnet was given the private table: what it forwards comes back to it. */
function plantNatLoop(estate: Estate): void {
  const ground = ownVpc(estate, { account: "prod", region: "eu-west-1", name: "batch-eu", nat: "single" });
  const [natSubnet = ""] = ground.subnets.public;
  associateRouteTable(estate, ground, ground.privateRouteTableIds[0] ?? "", natSubnet);
  const nodes = standNodes(estate, ground, { service: "batch", names: ["batch-41", "batch-42"] });
  plant(estate, ground, {
    id: "nat-loop",
    byEndpointsToo: true,
    code: "nat-gateway-has-no-way-out",
    subject: { kind: "nat-gateway", id: ground.natGatewayIds[0] ?? "" },
    nodes,
    effect: "lost",
    sinceAgo: 7 * hour,
    sentence: "The NAT gateway's own subnet has the private route table, which leads back to the gateway.",
    isMended: (world) => nodes.every((id) => leadsOutByNat(regionIn(world, ground).ec2, id)),
  });
}

function plantDetachedInternetGateway(estate: Estate): void {
  const ground = ownVpc(estate, {
    account: "staging",
    region: "us-east-1",
    name: "stg-edge",
    nat: "none",
    hasInternet: true,
  });
  const gatewayId = ground.internetGatewayId ?? "";
  const ec2 = ec2Of(estate, ground);
  const gateway = ec2.internetGateways.get(gatewayId);
  if (gateway) gateway.Attachments = [];
  sendOut(estate, ground, ground.publicRouteTableId ?? "", { GatewayId: gatewayId }, "blackhole");
  const nodes = standNodes(estate, ground, {
    service: "stg-web",
    names: ["stg-web-31", "stg-web-32"],
    subnetId: ground.subnets.public[0] ?? "",
    publicAddress: "elastic",
  });
  plant(estate, ground, {
    id: "internet-gateway-detached",
    byEndpointsToo: true,
    code: "internet-gateway-detached",
    subject: { kind: "internet-gateway", id: gatewayId },
    nodes,
    effect: "lost",
    sinceAgo: 16 * day,
    sentence: "The internet gateway that the public table names is attached to no VPC.",
    isMended: (world) => leadsOut(regionIn(world, ground).ec2, ground.subnets.public[0] ?? ""),
  });
}

/** Launched into a public subnet without a public address: one interface each to blame. */
function plantMissingPublicAddresses(estate: Estate): void {
  const ground = mainGround(estate, "prod", "eu-west-1");
  for (const name of ["bastion-21", "bastion-22"]) {
    const subnetId = ground.subnets.public[0] ?? "";
    const [id = ""] = standNodes(estate, ground, { service: "bastion", names: [name], subnetId });
    const interfaceId =
      ec2Of(estate, ground).instances.get(id)?.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? "";
    plant(estate, ground, {
      id: `public-address-missing/${name}`,
      byEndpointsToo: true,
      code: "public-address-missing",
      subject: { kind: "network-interface", id: interfaceId },
      nodes: [id],
      effect: "unregistered",
      sinceAgo: 95 * day,
      sentence: `${name} stands in a public subnet, and its interface has no public address.`,
      isMended: (world) => {
        const { ec2 } = regionIn(world, ground);
        const hasAddress = ec2.networkInterfaces.get(interfaceId)?.Association?.PublicIp !== undefined;
        return hasAddress || defaultRoute(tableOfSubnet(ec2, subnetId))?.NatGatewayId !== undefined;
      },
    });
  }
}
