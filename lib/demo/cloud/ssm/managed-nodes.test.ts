import {
  DescribeInstanceInformationCommand,
  type DescribeInstanceInformationRequest,
  GetConnectionStatusCommand,
  GetServiceSettingCommand,
  paginateDescribeInstanceInformation,
  ResetServiceSettingCommand,
  SSMClient,
  StartSessionCommand,
  UpdateServiceSettingCommand,
} from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { addNode, addRole, aWorld, clientOptions, testAccount, trustOf } from "../../testing/a-world.ts";

const id = (number: number) => `i-${number.toString(16).padStart(17, "0")}`;
const hybrid = "mi-0123456789abcdef0";

function aFleet(nodes = 12) {
  const small = aWorld();
  for (let number = 1; number <= nodes; number++) addNode(small, id(number));
  return { small, client: new SSMClient(clientOptions(small)) };
}

async function idsOf(client: SSMClient, request: DescribeInstanceInformationRequest): Promise<string[]> {
  const { InstanceInformationList = [] } = await client.send(new DescribeInstanceInformationCommand(request));
  return InstanceInformationList.map(({ InstanceId = "" }) => InstanceId);
}

describe("DescribeInstanceInformation", () => {
  test("has ten nodes a page for who does not say, and shows every node once", async () => {
    const { client } = aFleet(23);
    const pages: number[] = [];
    const seen = new Set<string>();
    for await (const { InstanceInformationList = [] } of paginateDescribeInstanceInformation(
      { client },
      {},
    )) {
      pages.push(InstanceInformationList.length);
      for (const { InstanceId = "" } of InstanceInformationList) seen.add(InstanceId);
    }
    expect(pages).toEqual([10, 10, 3]);
    expect(seen.size).toBe(23);
  });

  test.each([4, 51])("refuses a page of %d", async (MaxResults) => {
    const { client } = aFleet();
    await expect(idsOf(client, { MaxResults })).rejects.toMatchObject({ name: "ValidationException" });
  });

  test("filters by both kinds of filter", async () => {
    const { small, client } = aFleet(3);
    small.region.ssm.agents.get(id(2))!.platformType = "Windows";
    expect(await idsOf(client, { Filters: [{ Key: "PlatformTypes", Values: ["Windows"] }] })).toEqual([
      id(2),
    ]);
    expect(
      await idsOf(client, {
        InstanceInformationFilterList: [{ key: "PlatformTypes", valueSet: ["Windows"] }],
      }),
    ).toEqual([id(2)]);
  });

  test("filters by tag, and by nothing beside a tag", async () => {
    const { small, client } = aFleet(3);
    small.region.ec2.instances.get(id(3))!.Tags = [{ Key: "Env", Value: "prod" }];
    const tag = { Key: "tag:Env", Values: ["prod"] };
    expect(await idsOf(client, { Filters: [tag] })).toEqual([id(3)]);
    expect(await idsOf(client, { Filters: [{ Key: "tag-key", Values: ["Env"] }] })).toEqual([id(3)]);
    await expect(
      idsOf(client, { Filters: [tag, { Key: "PingStatus", Values: ["Online"] }] }),
    ).rejects.toMatchObject({ name: "InvalidFilterKey" });
  });

  test("fails over an id without a record, unless the switch lets it pass", async () => {
    const { small, client } = aFleet(3);
    const Filters = [{ Key: "InstanceIds", Values: [id(1), id(99)] }];
    await expect(idsOf(client, { Filters })).rejects.toMatchObject({ name: "InvalidInstanceId" });
    small.world.unconfirmed = { U27_unknownIdInFilter: "ignore" };
    expect(await idsOf(client, { Filters })).toEqual([id(1)]);
  });

  test.each([
    ["a key that is none", { Key: "Colour", Values: ["red"] }, "InvalidFilterKey"],
    [
      "a ping status that is none",
      { Key: "PingStatus", Values: ["Fine"] },
      "InvalidInstanceInformationFilterValue",
    ],
  ])("refuses %s", async (_, filter, name) => {
    const { client } = aFleet(1);
    await expect(idsOf(client, { Filters: [filter] })).rejects.toMatchObject({ name });
  });
});

describe("GetConnectionStatus", () => {
  test("says whether the channel is open, and of the unknown that it is not", async () => {
    const { small, client } = aFleet(2);
    small.region.ssm.agents.get(id(2))!.isChannelOpen = false;
    const statusOf = async (Target: string) =>
      (await client.send(new GetConnectionStatusCommand({ Target }))).Status;
    expect(await Promise.all([id(1), id(2), id(3)].map(statusOf))).toEqual([
      "connected",
      "notconnected",
      "notconnected",
    ]);
  });
});

describe("StartSession", () => {
  test("opens a session to a node whose channel is open", async () => {
    const { client } = aFleet(1);
    const session = await client.send(new StartSessionCommand({ Target: id(1) }));
    expect(session.StreamUrl).toContain(session.SessionId);
  });

  test.each([
    ["a node whose channel is closed", id(2)],
    ["a node of nowhere", id(77)],
  ])("refuses %s as not connected", async (_, Target) => {
    const { small, client } = aFleet(2);
    small.region.ssm.agents.get(id(2))!.isChannelOpen = false;
    await expect(client.send(new StartSessionCommand({ Target }))).rejects.toMatchObject({
      name: "TargetNotConnected",
      message: `${Target} is not connected.`,
    });
  });

  test("needs the advanced tier for a node outside of EC2", async () => {
    const { small, client } = aFleet(0);
    addNode(small, hybrid);
    const start = () => client.send(new StartSessionCommand({ Target: hybrid }));
    await expect(start()).rejects.toMatchObject({
      message: expect.stringContaining("advanced-instances tier"),
    });
    const SettingId = "/ssm/managed-instance/activation-tier";
    await client.send(new UpdateServiceSettingCommand({ SettingId, SettingValue: "advanced" }));
    await expect(start()).resolves.toHaveProperty("SessionId");
  });
});

describe("a service setting", () => {
  const SettingId = "/ssm/managed-instance/default-ec2-instance-management-role";

  test("is known by its path and its ARN, changed, and reset to the default", async () => {
    const { small, client } = aFleet(0);
    addRole(small, "Dhmc", { trust: trustOf("ssm.amazonaws.com") });
    const arn = `arn:aws:ssm:eu-west-1:${testAccount}:servicesetting${SettingId}`;
    const read = async (name: string) =>
      (await client.send(new GetServiceSettingCommand({ SettingId: name }))).ServiceSetting;
    expect(await read(SettingId)).toMatchObject({ Status: "Default", ARN: arn });
    await client.send(new UpdateServiceSettingCommand({ SettingId: arn, SettingValue: "service-role/Dhmc" }));
    expect(await read(arn)).toMatchObject({
      SettingValue: "service-role/Dhmc",
      Status: "Customized",
      SettingId,
    });
    const { ServiceSetting } = await client.send(new ResetServiceSettingCommand({ SettingId }));
    expect(ServiceSetting).toMatchObject({ Status: "Default" });
  });

  test("that does not exist is not found", async () => {
    const { client } = aFleet(0);
    await expect(client.send(new GetServiceSettingCommand({ SettingId: "/ssm/typo" }))).rejects.toMatchObject(
      {
        name: "ServiceSettingNotFound",
      },
    );
  });
});
