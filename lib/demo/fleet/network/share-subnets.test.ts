import { expect, test } from "vitest";
import { buildWorld } from "../build-world.ts";

const world = buildWorld({ nodes: 300, clock: { now: () => Date.parse("2026-11-25T12:00:00Z"), speed: 1 } });
const condition = world.conditions.get("landing-zone-endpoint-group");
const ec2Of = (account = "") => {
  const found = world.accounts.get(account)?.regions.get(condition?.region ?? "")?.ec2;
  if (!found) throw new Error(`no account ${account}`);
  return found;
};
const owner = condition?.ownerAccount;
const [theirs, own] = [ec2Of(owner), ec2Of(condition?.account)];
const vpcId = own.instances.get(condition?.nodes[0] ?? "")?.VpcId;
const inVpc = <T extends { VpcId?: string | undefined }>(of: Map<string, T>) =>
  [...of.values()].filter((one) => one.VpcId === vpcId);

test("a participant sees the VPC, its shared subnets, their table and ACL as the owner's", () => {
  const seen = [own.vpcs, own.subnets, own.routeTables, own.networkAcls].map((kind) =>
    inVpc<{ VpcId?: string; OwnerId?: string }>(kind).map(({ OwnerId }) => OwnerId),
  );
  expect(seen).toEqual([[owner], [owner], [owner], [owner]]);
});

test("a participant sees none of the owner's groups, endpoints and interfaces", () => {
  const groups = inVpc(own.securityGroups).map(({ OwnerId }) => OwnerId);
  expect(new Set(groups)).toEqual(new Set([condition?.account]));
  expect(inVpc(own.vpcEndpoints)).toEqual([]);
  const interfaces = inVpc(own.networkInterfaces).map(({ OwnerId }) => OwnerId);
  expect(interfaces).toEqual(condition?.nodes.map(() => condition.account));
});

test("an owner sees the participants' interfaces without their instances", () => {
  const theirsSeen = inVpc(theirs.networkInterfaces).filter(({ OwnerId }) => OwnerId !== owner);
  expect(theirsSeen).toHaveLength(condition?.nodes.length ?? 0);
  expect(theirsSeen.map(({ Attachment }) => Attachment?.InstanceId)).toEqual(theirsSeen.map(() => undefined));
});

test("a shared zone has its letter of the account and one id", () => {
  for (const { SubnetId = "", AvailabilityZone, AvailabilityZoneId } of inVpc(own.subnets)) {
    expect(theirs.subnets.get(SubnetId)?.AvailabilityZoneId).toBe(AvailabilityZoneId);
    expect(theirs.subnets.get(SubnetId)?.AvailabilityZone).not.toBe(AvailabilityZone);
  }
});
