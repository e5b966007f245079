import type { Estate } from "../estate.ts";
import { day, hour, minute } from "../estate.ts";
import { ec2Of } from "../network/ground.ts";
import { permission, tcp } from "../network/permissions.ts";
import { awsPrefixListId } from "../network/prefix-lists.ts";
import { addSecurityGroup } from "../network/security-groups.ts";
import { extraSubnet } from "./extra-subnet.ts";
import { endpointAdmits, groupsLetOut, regionIn } from "./facts.ts";
import { plant } from "./plant.ts";
import { isolatedVpc, mainGround, numbered, serviceGroup, standNodes } from "./stand.ts";

export function plantSecurityGroupFaults(estate: Estate): void {
  plantAppWorkers(estate);
  plantGroupWithoutRules(estate);
  plantWrongProtocols(estate);
  plantSelfOnlyEndpointGroup(estate);
}

/** One group cuts 26 nodes off; four of them would not pass the endpoints' group either, nor do four others. */
function plantAppWorkers(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const ordersDb = serviceGroup(estate, ground, "orders-db");
  const group = addSecurityGroup(estate, ground, {
    name: "app-workers",
    description: "Application nodes: object storage and the orders database",
    egress: [
      tcp(443, { prefixLists: [awsPrefixListId("us-east-1", "s3")] }),
      permission("tcp", 5432, 5432, { groups: [ordersDb] }),
    ],
  });
  const { subnetId } = extraSubnet(estate, ground, { name: "private-legacy", block: 40 });
  const groupIds = [group];
  const cutOff = [
    ...standNodes(estate, ground, { service: "api", names: numbered("api", 7, 14), groupIds }),
    ...standNodes(estate, ground, { service: "checkout", names: numbered("checkout", 3, 10), groupIds }),
    ...standNodes(estate, ground, { service: "worker", names: numbered("worker", 12, 17), groupIds }),
  ];
  const both = standNodes(estate, ground, {
    service: "worker",
    names: numbered("worker", 31, 34),
    groupIds,
    subnetId,
  });
  const search = standNodes(estate, ground, { service: "search", names: numbered("search", 1, 4), subnetId });
  const nodes = [...cutOff, ...both];
  plant(estate, ground, {
    id: "app-workers-egress",
    code: "security-group-egress-blocks",
    subject: { kind: "security-group", id: group },
    nodes,
    effect: "lost",
    sinceAgo: 3 * hour + 12 * minute,
    sentence: "app-workers lets nothing out to the SSM endpoints: its rule for 443 was revoked.",
    isMended: (world) => nodes.every((id) => groupsLetOut(regionIn(world, ground).ec2, id)),
  });
  const refused = [...search, ...both];
  plant(estate, ground, {
    id: "endpoint-group-legacy-subnet",
    code: "endpoint-security-group-blocks",
    subject: { kind: "security-group", id: ground.endpointGroupId ?? "" },
    nodes: refused,
    effect: "lost",
    sinceAgo: 6 * day,
    sentence: "The endpoints' group does not admit 10.20.40.0/24.",
    isMended: (world) =>
      refused.every((id) =>
        ["ssm", "ssmmessages"].every((service) => endpointAdmits(regionIn(world, ground).ec2, id, service)),
      ),
  });
}

function plantGroupWithoutRules(estate: Estate): void {
  const ground = mainGround(estate, "staging", "us-east-1");
  const group = addSecurityGroup(estate, ground, {
    name: "quarantine",
    description: "Nothing in, nothing out",
    egress: [],
  });
  const nodes = standNodes(estate, ground, { service: "stg-api", names: ["stg-api-3"], groupIds: [group] });
  plant(estate, ground, {
    id: "quarantine-egress",
    code: "security-group-egress-blocks",
    subject: { kind: "security-group", id: group },
    nodes,
    effect: "lost",
    sinceAgo: 2 * day + 4 * hour,
    sentence: "The quarantine group has no outbound rule at all.",
    isMended: (world) => nodes.every((id) => groupsLetOut(regionIn(world, ground).ec2, id)),
  });
}

/** Rules that read like 443 and are not: udp, and an ICMP rule whose ports are no ports. */
function plantWrongProtocols(estate: Estate): void {
  const ground = mainGround(estate, "data", "us-east-1");
  const group = addSecurityGroup(estate, ground, {
    name: "kafka-brokers",
    description: "Brokers: QUIC and ping out, brokers among themselves",
    egress: [
      permission("udp", 443, 443, { cidrs: ["0.0.0.0/0"] }),
      permission("icmp", -1, -1, { cidrs: ["0.0.0.0/0"] }),
      permission("tcp", 9092, 9096, { cidrs: ["10.20.0.0/16"] }),
      tcp(443, { prefixLists: [awsPrefixListId("us-east-1", "s3")] }),
    ],
  });
  const nodes = standNodes(estate, ground, {
    service: "kafka",
    names: ["kafka-1", "kafka-2"],
    ageDays: 40,
    groupIds: [group],
  });
  plant(estate, ground, {
    id: "kafka-egress-protocol",
    code: "security-group-egress-blocks",
    subject: { kind: "security-group", id: group },
    nodes,
    effect: "unregistered",
    sinceAgo: 40 * day,
    sentence: "kafka-brokers lets udp out on 443, and no tcp.",
    isMended: (world) => nodes.every((id) => groupsLetOut(regionIn(world, ground).ec2, id)),
  });
}

/** Endpoints that were made without naming a group have one that admits only its own members. */
function plantSelfOnlyEndpointGroup(estate: Estate): void {
  const ground = isolatedVpc(estate, { account: "data", region: "us-east-1", name: "warehouse-legacy" });
  const groupId = ground.endpointGroupId ?? "";
  const group = ec2Of(estate, ground).securityGroups.get(groupId);
  if (group) group.IpPermissions = [permission("-1", null, null, { groups: [groupId] })];
  const nodes = standNodes(estate, ground, { service: "warehouse", names: ["warehouse-11", "warehouse-12"] });
  plant(estate, ground, {
    id: "endpoint-group-self-only",
    code: "endpoint-security-group-blocks",
    subject: { kind: "security-group", id: groupId },
    nodes,
    effect: "unregistered",
    sinceAgo: 95 * day,
    sentence: "The endpoints' group admits only its own members.",
    isMended: (world) =>
      nodes.every((id) =>
        ["ssm", "ssmmessages"].every((service) => endpointAdmits(regionIn(world, ground).ec2, id, service)),
      ),
  });
}
