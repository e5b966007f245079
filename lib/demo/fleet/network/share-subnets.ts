import { type AccountName, accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { ec2Of, type Ground, zonesOf } from "./ground.ts";

/**
 * Shares subnets of a VPC with another account, by RAM: the ground as its participant has it. A participant sees the VPC and
 * these subnets under their owner's id, with their route tables, ACLs and the internet gateway, and nothing else of the owner's.
 * What both see is one object, so that what the owner changes the participant sees changed.
 */
export function shareSubnets(
  estate: Estate,
  owner: Ground,
  account: AccountName,
  subnetIds: string[],
): Ground {
  const ground: Ground = {
    ...owner,
    account,
    accountId: accountIds[account],
    zones: zonesOf(account, owner.region),
    subnets: { public: [], private: subnetIds, database: [], endpoints: [] },
    natGatewayIds: [],
    endpointGroupId: null,
    endpointIds: new Map(),
  };
  const [from, to] = [ec2Of(estate, owner), ec2Of(estate, ground)];
  const isShared = ({ SubnetId = "" }) => subnetIds.includes(SubnetId);
  copy(from.vpcs, to.vpcs, ({ VpcId }) => VpcId === owner.vpcId);
  copy(from.vpcAttributes, to.vpcAttributes, (_, id) => id === owner.vpcId);
  copy(from.routeTables, to.routeTables, ({ Associations = [] }) => Associations.some(isShared));
  copy(from.networkAcls, to.networkAcls, ({ Associations = [] }) => Associations.some(isShared));
  copy(from.internetGateways, to.internetGateways, (_, id) => id === owner.internetGatewayId);
  for (const id of subnetIds) {
    const subnet = from.subnets.get(id);
    // A zone has another letter in each account; its id is the same.
    const zone = ground.zones.find((one) => one.id === subnet?.AvailabilityZoneId);
    if (subnet && zone) to.subnets.set(id, { ...subnet, AvailabilityZone: zone.name });
  }
  return ground;
}

/** The owner sees the interfaces in its subnets, and not to which instances they belong. */
export function showInterfacesToOwner(estate: Estate, owner: Ground, participant: Ground): void {
  const seen = ec2Of(estate, owner).networkInterfaces;
  for (const [id, one] of ec2Of(estate, participant).networkInterfaces) {
    if (one.VpcId !== owner.vpcId) continue;
    const { InstanceId: _, ...Attachment } = one.Attachment ?? {};
    const zone = ec2Of(estate, owner).subnets.get(one.SubnetId ?? "")?.AvailabilityZone;
    seen.set(id, { ...one, AvailabilityZone: zone, Attachment });
  }
}

function copy<T>(from: Map<string, T>, to: Map<string, T>, isSeen: (one: T, id: string) => boolean): void {
  for (const [id, one] of from) if (isSeen(one, id)) to.set(id, one);
}
