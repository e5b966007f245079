import {
  AddTagsToResourceCommand,
  CreateActivationCommand,
  type CreateActivationRequest,
  DeleteActivationCommand,
  DeregisterManagedInstanceCommand,
  DescribeActivationsCommand,
  DescribeInstanceInformationCommand,
  GetInventoryCommand,
  ListTagsForResourceCommand,
  SSMClient,
  UpdateManagedInstanceRoleCommand,
} from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { addNode, addRole, aWorld, clientOptions, trustOf } from "../../testing/a-world.ts";

const day = 24 * 60 * 60 * 1000;
const hybrid = "mi-0123456789abcdef0";
const web = "i-0000000000000000a";

function aFleet() {
  const small = aWorld();
  addNode(small, hybrid, { activationId: "activation" });
  addNode(small, web);
  addRole(small, "hybrid", { trust: trustOf("ssm.amazonaws.com") });
  addRole(small, "node");
  return { small, client: new SSMClient(clientOptions(small)) };
}

describe("a hybrid activation", () => {
  test.each<[string, (now: number) => CreateActivationRequest, string]>([
    ["a role that is not there", () => ({ IamRole: "nobody" }), "ValidationException"],
    ["a role that SSM cannot assume", () => ({ IamRole: "node" }), "ValidationException"],
    [
      "more than a month",
      (now) => ({ IamRole: "hybrid", ExpirationDate: new Date(now + 31 * day) }),
      "InvalidParameters",
    ],
    ["the past", (now) => ({ IamRole: "hybrid", ExpirationDate: new Date(now - day) }), "InvalidParameters"],
    ["too many nodes", () => ({ IamRole: "hybrid", RegistrationLimit: 1001 }), "ValidationException"],
  ])("is refused for %s", async (_, request, name) => {
    const { small, client } = aFleet();
    await expect(client.send(new CreateActivationCommand(request(small.clock.now())))).rejects.toMatchObject({
      name,
    });
  });

  test("expires after a day unless told otherwise, and can be deleted once", async () => {
    const { small, client } = aFleet();
    const { ActivationId } = await client.send(new CreateActivationCommand({ IamRole: "hybrid" }));
    const isExpired = async () =>
      (await client.send(new DescribeActivationsCommand({}))).ActivationList?.[0]?.Expired;
    expect(await isExpired()).toBe(false);
    small.clock.forward(2 * day);
    expect(await isExpired()).toBe(true);
    await client.send(new DeleteActivationCommand({ ActivationId }));
    await expect(client.send(new DeleteActivationCommand({ ActivationId }))).rejects.toMatchObject({
      name: "InvalidActivationId",
    });
  });
});

describe("a node outside of EC2", () => {
  test("is gone once it is deregistered", async () => {
    const { client } = aFleet();
    await client.send(new DeregisterManagedInstanceCommand({ InstanceId: hybrid }));
    const { InstanceInformationList } = await client.send(new DescribeInstanceInformationCommand({}));
    expect(InstanceInformationList?.map(({ InstanceId }) => InstanceId)).toEqual([web]);
    await expect(
      client.send(new DeregisterManagedInstanceCommand({ InstanceId: hybrid })),
    ).rejects.toMatchObject({
      name: "InvalidInstanceId",
    });
  });

  test("is the only kind that can be deregistered", async () => {
    const { client } = aFleet();
    await expect(
      client.send(new DeregisterManagedInstanceCommand({ InstanceId: web })),
    ).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test("takes another role", async () => {
    const { client } = aFleet();
    await client.send(new UpdateManagedInstanceRoleCommand({ InstanceId: hybrid, IamRole: "hybrid" }));
    const { InstanceInformationList } = await client.send(
      new DescribeInstanceInformationCommand({ Filters: [{ Key: "IamRole", Values: ["hybrid"] }] }),
    );
    expect(InstanceInformationList).toMatchObject([{ InstanceId: hybrid, ResourceType: "ManagedInstance" }]);
  });

  test("is tagged in Systems Manager; an instance's tags stay with EC2", async () => {
    const { small, client } = aFleet();
    const Tags = [{ Key: "Site", Value: "Lyon" }];
    for (const ResourceId of [hybrid, web])
      await client.send(new AddTagsToResourceCommand({ ResourceType: "ManagedInstance", ResourceId, Tags }));
    expect(small.region.ec2.instances.get(web)?.Tags).toEqual(Tags);
    const listed = await client.send(
      new ListTagsForResourceCommand({ ResourceType: "ManagedInstance", ResourceId: hybrid }),
    );
    expect(listed.TagList).toEqual(Tags);
    await expect(
      client.send(
        new ListTagsForResourceCommand({
          ResourceType: "ManagedInstance",
          ResourceId: "i-0000000000000000e",
        }),
      ),
    ).rejects.toMatchObject({ name: "InvalidResourceId" });
  });
});

test("the inventory remembers the nodes whose record is gone", async () => {
  const { small, client } = aFleet();
  small.region.ec2.instances.get(web)!.State = { Name: "stopped" };
  const { Entities } = await client.send(new GetInventoryCommand({}));
  const statuses = Entities?.map(({ Id, Data }) => [
    Id,
    Data?.["AWS:InstanceInformation"]?.Content?.[0]?.InstanceStatus,
  ]);
  expect(statuses).toEqual([
    [web, "Stopped"],
    [hybrid, "Active"],
  ]);
});
