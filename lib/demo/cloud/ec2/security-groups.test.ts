import * as sdk from "@aws-sdk/client-ec2";
import { beforeEach, expect, test } from "vitest";
import { clientsOver } from "../../testing/call.ts";
import { idOf, regionOf, smallWorld } from "../../testing/small-world.ts";
import type { World } from "../world.ts";

let world: World;
let { ec2 } = clientsOver(smallWorld());
const vpc = idOf("vpc", 1);
const group = idOf("sg", 1);

beforeEach(() => {
  world = smallWorld();
  ec2 = clientsOver(world).ec2;
});

const makeDefault = () => Object.assign(regionOf(world).ec2.vpcs.get(vpc) ?? {}, { IsDefault: true });
const groupsNamed = (...GroupNames: string[]) =>
  ec2.send(new sdk.DescribeSecurityGroupsCommand({ GroupNames }));

test("groups by name are those of the default VPC, and others do not exist", async () => {
  makeDefault();
  const found = await groupsNamed("web");
  expect(found.SecurityGroups?.map(({ GroupId }) => GroupId)).toEqual([group]);
  await expect(groupsNamed("web", "nobody")).rejects.toMatchObject({
    name: "InvalidGroup.NotFound",
    message: `The security group 'nobody' does not exist in default VPC '${vpc}'`,
  });
});

test("a new group without a VPC goes into the default one", async () => {
  const create = new sdk.CreateSecurityGroupCommand({ GroupName: "new", Description: "web" });
  await expect(ec2.send(create)).rejects.toMatchObject({ name: "VPCIdNotSpecified" });
  makeDefault();
  const { GroupId = "" } = await ec2.send(create);
  expect(regionOf(world).ec2.securityGroups.get(GroupId)?.VpcId).toBe(vpc);
});
