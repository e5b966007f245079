import type { Ec2State } from "../../cloud/world.ts";
import type { Estate } from "../estate.ts";
import { day, hour } from "../estate.ts";
import { ec2Of, type Ground } from "../network/ground.ts";
import { openEntries } from "../network/network-acls.ts";
import { tcp } from "../network/permissions.ts";
import { addRouteTable } from "../network/route-tables.ts";
import { shareSubnets, showInterfacesToOwner } from "../network/share-subnets.ts";
import { extraSubnet } from "./extra-subnet.ts";
import { endpointOf, regionIn, rulesAdmit } from "./facts.ts";
import { plant } from "./plant.ts";
import { isolatedVpc, standNodes } from "./stand.ts";

/** What holds back nodes of one account, and stands in the account whose VPC they share. */
export function plantSharedVpcFaults(estate: Estate): void {
  const owner = isolatedVpc(estate, { account: "prod", region: "eu-central-1", name: "landing-zone" });
  const tableId = addRouteTable(estate, owner, { name: "shared-with-data", routes: [], subnetIds: [] });
  const { subnetId } = extraSubnet(estate, owner, {
    name: "shared-with-data",
    block: 60,
    tableId,
    entries: openEntries(false),
  });
  const participant = shareSubnets(estate, owner, "data", [subnetId]);
  plantUnlistedParticipant(estate, owner, participant, subnetId);
  showInterfacesToOwner(estate, owner, participant);
}

/** The list of who may call the endpoints is as old as they are; the subnet was shared later. */
function plantUnlistedParticipant(
  estate: Estate,
  owner: Ground,
  participant: Ground,
  subnetId: string,
): void {
  const groupId = owner.endpointGroupId ?? "";
  const group = ec2Of(estate, owner).securityGroups.get(groupId);
  if (group) group.IpPermissions = [tcp(443, { cidrs: [`${owner.prefix}.0.0/19`] })];
  const nodes = standNodes(estate, participant, {
    service: "notebook",
    names: ["notebook-61", "notebook-62", "notebook-63", "notebook-64"],
    subnetId,
    ageDays: 34,
  });
  plant(estate, participant, {
    id: "landing-zone-endpoint-group",
    code: "endpoint-security-group-blocks",
    subject: { kind: "security-group", id: groupId },
    nodes,
    ownerAccount: owner.accountId,
    effect: "lost",
    sinceAgo: 3 * day + 5 * hour,
    sentence:
      "The landing zone's endpoints, which are prod's, do not admit the subnet that it shares with data.",
    isMended: (world) => {
      const [theirs, own] = [regionIn(world, owner).ec2, regionIn(world, participant).ec2];
      return nodes.every((id) =>
        ["ssm", "ssmmessages"].every((service) => admits(theirs, own, owner.vpcId, service, id)),
      );
    },
  });
}

/** Whether the owner's endpoint admits the participant's node. */
function admits(theirs: Ec2State, own: Ec2State, vpcId: string, service: string, nodeId: string): boolean {
  const address = own.instances.get(nodeId)?.PrivateIpAddress;
  const groupIds = (own.instances.get(nodeId)?.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []);
  const rules = (endpointOf(theirs, vpcId, service)?.Groups ?? []).flatMap(
    ({ GroupId }) => theirs.securityGroups.get(GroupId ?? "")?.IpPermissions ?? [],
  );
  return address !== undefined && rulesAdmit(theirs, rules, { address, groupIds });
}
