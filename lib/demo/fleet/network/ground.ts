import type { AccountName, RegionName } from "../demo-accounts.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";

export type Zone = { name: string; id: string };
export type Tier = "public" | "private" | "database" | "endpoints";

/** A built VPC, with what nodes and conditions need to stand on it. Subnets and tables of a tier are in zone order. */
export type Ground = {
  account: AccountName;
  accountId: string;
  region: RegionName;
  name: string;
  vpcId: string;
  /** The first two numbers of its /16. */
  prefix: string;
  zones: Zone[];
  subnets: Record<Tier, string[]>;
  mainRouteTableId: string;
  publicRouteTableId: string | null;
  privateRouteTableIds: string[];
  defaultAclId: string;
  defaultGroupId: string;
  endpointGroupId: string | null;
  internetGatewayId: string | null;
  natGatewayIds: string[];
  /** Interface endpoints by the service's short name (`ssm`); gateway endpoints as `s3`, `dynamodb`. */
  endpointIds: Map<string, string>;
  ipv6Prefix: string | null;
  /** How many addresses of each subnet are given out. */
  usedAddresses: Map<string, number>;
};

const zoneNumbers: Record<RegionName, { prefix: string; ids: number[] }> = {
  "us-east-1": { prefix: "use1", ids: [4, 6, 1] },
  "eu-west-1": { prefix: "euw1", ids: [1, 2, 3] },
  "eu-central-1": { prefix: "euc1", ids: [2, 3, 1] },
  "ap-southeast-2": { prefix: "apse2", ids: [1, 3, 2] },
};

/** The same letter is another zone in another account, as in AWS. */
export function zonesOf(account: AccountName, region: RegionName): Zone[] {
  const { prefix, ids } = zoneNumbers[region];
  const shift = Object.keys(accountIds).indexOf(account);
  return ["a", "b", "c"].map((letter, index) => ({
    name: `${region}${letter}`,
    id: `${prefix}-az${ids[(index + shift) % ids.length]}`,
  }));
}

export function labelOf(ground: Pick<Ground, "accountId" | "region" | "name">, rest: string): string {
  return `${ground.accountId}/${ground.region}/${ground.name}/${rest}`;
}

export function ec2Of(estate: Estate, ground: Pick<Ground, "accountId" | "region">) {
  const region = estate.world.accounts.get(ground.accountId)?.regions.get(ground.region);
  if (!region) throw new Error(`the demo has no ${ground.accountId}:${ground.region}`);
  return region.ec2;
}

/** The next free address of a subnet; AWS keeps the first four for itself. */
export function takeAddress(estate: Estate, ground: Ground, subnetId: string): string {
  const cidr = ec2Of(estate, ground).subnets.get(subnetId)?.CidrBlock;
  if (!cidr) throw new Error(`${subnetId} has no IPv4 block`);
  const used = ground.usedAddresses.get(subnetId) ?? 0;
  ground.usedAddresses.set(subnetId, used + 1);
  const [base = "", length = "24"] = cidr.split("/");
  const [first = 0, second = 0, third = 0, fourth = 0] = base.split(".").map(Number);
  const offset = fourth + 10 + used;
  if (offset >= 2 ** (32 - Number(length)) - 1) throw new RangeError(`${subnetId} (${cidr}) is full`);
  return `${first}.${second}.${third + (offset >> 8)}.${offset & 255}`;
}

export function subnetOfTier(ground: Ground, tier: Tier, zone: number): string {
  const subnets = ground.subnets[tier];
  const id = subnets[zone % subnets.length];
  if (!id) throw new Error(`${ground.name} has no ${tier} subnet`);
  return id;
}
