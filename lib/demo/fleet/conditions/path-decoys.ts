import type { AccountName, RegionName } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { tagList } from "../estate.ts";
import { addEgressOnlyGateway } from "../network/gateways.ts";
import type { Ground } from "../network/ground.ts";
import { ec2Of, labelOf } from "../network/ground.ts";
import { aclEntry, addNetworkAcl, openEntries } from "../network/network-acls.ts";
import { permission, tcp } from "../network/permissions.ts";
import { addPrefixList, awsPrefixListId } from "../network/prefix-lists.ts";
import { addRouteTable, route } from "../network/route-tables.ts";
import { addSecurityGroup } from "../network/security-groups.ts";
import { extraSubnet } from "./extra-subnet.ts";
import { plantDecoy } from "./plant.ts";
import { admitIpv6, ipv6Group } from "./reach-faults.ts";
import { isolatedVpc, mainGround, ownVpc, standNodes } from "./stand.ts";

export function plantPathDecoys(estate: Estate): void {
  plantGroups(estate);
  plantEndpointDecoys(estate);
  plantAcls(estate);
  plantRoutes(estate);
  plantOwnResolversOnline(estate);
  plantIpv6Online(estate);
}

/** Outbound rules that name less than everything, and all that is needed. */
function plantGroups(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const s3 = tcp(443, { prefixLists: [awsPrefixListId("us-east-1", "s3")] });
  const covering = addPrefixList(estate, "prod", "us-east-1", {
    name: "endpoint-subnets",
    cidrs: [3, 4, 5].map((block) => ({ cidr: `${ground.prefix}.${block}.0/24`, description: "endpoints" })),
  });
  const overlapping = addPrefixList(estate, "prod", "us-east-1", {
    name: "vpc-infrastructure",
    cidrs: [{ cidr: `${ground.prefix}.0.0/21`, description: "public and endpoint subnets" }],
  });
  const specs = [
    {
      id: "egress-to-endpoint-group",
      node: "worker-51",
      sentence: "The group lets 443 out to the endpoints' group and to S3 only.",
      egress: [tcp(443, { groups: [ground.endpointGroupId ?? ""] }), s3],
    },
    {
      id: "egress-to-prefix-list",
      node: "worker-52",
      sentence: "The group lets 443 out to a prefix list that covers the endpoints.",
      egress: [tcp(443, { prefixLists: [covering] }), s3],
    },
    {
      id: "egress-overlapping-lists",
      node: "worker-53",
      sentence: "Two prefix lists overlap; either covers the endpoints.",
      egress: [tcp(443, { prefixLists: [covering, overlapping] }), s3],
    },
    {
      id: "egress-protocol-number",
      node: "worker-54",
      sentence: "The rule says protocol 6, which is tcp.",
      egress: [permission("6", 0, 1024, { cidrs: ["0.0.0.0/0"] })],
    },
  ];
  for (const { id, node, sentence, egress } of specs) {
    const group = addSecurityGroup(estate, ground, { name: id, description: sentence, egress });
    const nodes = standNodes(estate, ground, { service: "worker", names: [node], groupIds: [group] });
    plantDecoy(estate, ground, {
      id: `decoy/${id}`,
      subject: { kind: "security-group", id: group },
      nodes,
      sentence,
    });
  }
  const silent = addSecurityGroup(estate, ground, {
    name: "no-inbound",
    description: "Nothing comes in",
    ingress: [],
    egress: [tcp(443, { cidrs: ["0.0.0.0/0"] })],
  });
  plantDecoy(estate, ground, {
    id: "decoy/no-inbound-rules",
    subject: { kind: "security-group", id: silent },
    nodes: standNodes(estate, ground, {
      service: "worker",
      names: ["worker-55", "worker-56"],
      groupIds: [silent],
    }),
    sentence: "The group admits nothing; agents only ever call out.",
  });
  const closed = addSecurityGroup(estate, ground, {
    name: "closed",
    description: "Nothing at all",
    egress: [],
  });
  plantDecoy(estate, ground, {
    id: "decoy/one-of-two-groups-closed",
    subject: { kind: "security-group", id: closed },
    nodes: standNodes(estate, ground, {
      service: "worker",
      names: ["worker-57"],
      groupIds: [closed, silent],
    }),
    sentence: "One of the node's two groups lets nothing out; the other does.",
  });
}

function plantEndpointDecoys(estate: Estate): void {
  const services = ["ssm", "ssmmessages", "kms", "logs"];
  const place = { account: "data", region: "us-east-1" } as const;
  const elsewhere = isolatedVpc(estate, { ...place, name: "lake", services, endpointZones: 1 });
  plantDecoy(estate, elsewhere, {
    id: "decoy/endpoint-in-another-zone",
    subject: { kind: "vpc-endpoint", id: elsewhere.endpointIds.get("ssm") ?? "" },
    nodes: standNodes(estate, elsewhere, {
      ...{ service: "warehouse", names: ["warehouse-31", "warehouse-32"] },
      subnetId: elsewhere.subnets.private[2] ?? "",
    }),
    sentence: "The endpoints stand in zone a only; one interface serves the whole VPC.",
  });
  plantDecoy(estate, elsewhere, {
    id: "decoy/no-ec2messages",
    subject: { kind: "vpc", id: elsewhere.vpcId },
    nodes: standNodes(estate, elsewhere, { service: "warehouse", names: ["warehouse-33"] }),
    sentence: "The VPC has no ec2messages endpoint, which agents of this version do not need.",
  });
  const same = isolatedVpc(estate, { ...place, name: "lake-small", services, endpointZones: 1 });
  const [subnetId = ""] = same.subnets.endpoints;
  const entries = [
    aclEntry("in", 90, "deny", { cidr: `${same.prefix}.3.0/24` }),
    aclEntry("out", 90, "deny", { cidr: `${same.prefix}.3.0/24` }),
    ...openEntries(false),
  ];
  const aclId = addNetworkAcl(estate, same, { name: "endpoints", entries, subnetIds: [subnetId] });
  const group = ec2Of(estate, same).securityGroups.get(same.endpointGroupId ?? "");
  group?.IpPermissions?.push(tcp(443, { cidrs: [`${same.prefix}.3.0/24`] }));
  plantDecoy(estate, same, {
    id: "decoy/same-subnet-skips-acl",
    subject: { kind: "network-acl", id: aclId },
    nodes: standNodes(estate, same, { service: "warehouse", names: ["warehouse-41"], subnetId }),
    sentence: "The ACL denies the subnet's own addresses; within one subnet no ACL is asked.",
  });
}

function plantAcls(estate: Estate): void {
  const ground = mainGround(estate, "staging", "us-east-1");
  const specs = [
    {
      id: "deny-after-allow",
      block: 51,
      node: "stg-api-51",
      sentence: "The denial of 443 has a higher number than the rule that allows everything.",
      entries: [aclEntry("out", 200, "deny", { ports: [443, 443] }), ...openEntries(false)],
    },
    {
      id: "deny-one-port",
      block: 52,
      node: "stg-api-52",
      sentence: "One port of the ephemeral range is denied, for remote desktops.",
      entries: [aclEntry("in", 90, "deny", { ports: [33_890, 33_890] }), ...openEntries(false)],
    },
    {
      id: "linux-ephemeral-only",
      block: 53,
      node: "stg-api-53",
      sentence: "Replies are admitted on 32768–61000, which is what Linux uses.",
      entries: [aclEntry("in", 100, "allow", { ports: [32_768, 61_000] }), aclEntry("out", 100, "allow")],
    },
  ];
  for (const { id, block, node, sentence, entries } of specs) {
    const { subnetId, aclId } = extraSubnet(estate, ground, { name: `private-${id}`, block, entries });
    const nodes = standNodes(estate, ground, { service: "stg-api", names: [node], subnetId });
    plantDecoy(estate, ground, {
      id: `decoy/${id}`,
      subject: { kind: "network-acl", id: aclId },
      nodes,
      sentence,
    });
  }
}

function plantRoutes(estate: Estate): void {
  const ground = mainGround(estate, "prod", "eu-west-1");
  const [nat = ""] = ground.natGatewayIds;
  const out = route("0.0.0.0/0", { NatGatewayId: nat });
  const deadPeering = { VpcPeeringConnectionId: estate.ids.resource("pcx", labelOf(ground, "deleted")) };
  const specs = [
    {
      id: "two-half-defaults",
      block: 51,
      node: "worker-91",
      zone: 0,
      sentence: "0.0.0.0/1 and 128.0.0.0/1 are a default route in two halves.",
      routes: [route("0.0.0.0/1", { NatGatewayId: nat }), route("128.0.0.0/1", { NatGatewayId: nat })],
    },
    {
      id: "blackhole-elsewhere",
      block: 52,
      node: "worker-92",
      zone: 0,
      sentence: "The blackhole is for 10.99.0.0/16; the default route is another.",
      routes: [out, route("10.99.0.0/16", deadPeering, "blackhole")],
    },
    {
      id: "nat-in-another-zone",
      block: 53,
      node: "worker-93",
      zone: 2,
      sentence: "The NAT gateway stands in another zone.",
      routes: [out],
    },
  ];
  for (const { id, block, node, zone, sentence, routes } of specs) {
    const tableId = addRouteTable(estate, ground, { name: `private-${id}`, routes, subnetIds: [] });
    const { subnetId } = extraSubnet(estate, ground, { name: `private-${id}`, block, zone, tableId });
    const nodes = standNodes(estate, ground, { service: "worker", names: [node], subnetId });
    plantDecoy(estate, ground, {
      id: `decoy/${id}`,
      subject: { kind: "route-table", id: tableId },
      nodes,
      sentence,
    });
  }
  plantDecoy(estate, ground, {
    id: "decoy/public-address-behind-nat",
    subject: { kind: "route-table", id: ground.privateRouteTableIds[0] ?? "" },
    nodes: standNodes(estate, ground, {
      ...{ service: "worker", names: ["worker-94"], publicAddress: "elastic" as const },
      subnetId: ground.subnets.private[0] ?? "",
    }),
    sentence: "The node has an elastic address in a subnet that leaves by NAT: out works.",
  });
}

function plantOwnResolversOnline(estate: Estate): void {
  const ground = ownVpc(estate, { account: "prod", region: "ap-southeast-2", name: "branch", nat: "single" });
  const ec2 = ec2Of(estate, ground);
  const id = estate.ids.resource("dopt", labelOf(ground, "forwarders"));
  ec2.dhcpOptions.set(id, {
    DhcpOptionsId: id,
    OwnerId: ground.accountId,
    DhcpConfigurations: [{ Key: "domain-name-servers", Values: [{ Value: "10.201.0.2" }] }],
    Tags: tagList({ Name: "branch-forwarders" }),
  });
  const vpc = ec2.vpcs.get(ground.vpcId);
  if (vpc) vpc.DhcpOptionsId = id;
  plantDecoy(estate, ground, {
    id: "decoy/own-resolvers-online",
    subject: { kind: "dhcp-options", id },
    nodes: standNodes(estate, ground, { service: "dc", names: ["dc-51", "dc-52"] }),
    sentence: "The VPC uses its own DNS servers, which forward AWS's names.",
  });
}

function plantIpv6Online(estate: Estate): void {
  const place: { account: AccountName; region: RegionName } = { account: "prod", region: "us-east-1" };
  const ground: Ground = ownVpc(estate, {
    ...place,
    name: "k8s-v6",
    nat: "single",
    hasIpv6: true,
    services: ["ssm", "ssmmessages", "kms", "logs"],
  });
  admitIpv6(estate, ground);
  const tableId = addRouteTable(estate, ground, {
    name: "pods",
    routes: [route("::/0", { EgressOnlyInternetGatewayId: addEgressOnlyGateway(estate, ground) })],
    subnetIds: [],
  });
  const { subnetId } = extraSubnet(estate, ground, { name: "pods-a", ipv6Digits: "50", tableId });
  plantDecoy(estate, ground, {
    id: "decoy/ipv6-only-dual-stack-endpoints",
    subject: { kind: "subnet", id: subnetId },
    nodes: standNodes(estate, ground, {
      service: "k8s-node",
      names: ["k8s-node-81", "k8s-node-82"],
      subnetId,
      groupIds: [ipv6Group(estate, ground)],
      metadata: { HttpProtocolIpv6: "enabled" },
    }),
    sentence: "The nodes have IPv6 only; the endpoints have both.",
  });
}
