import {
  CancelCommandCommand,
  GetCommandInvocationCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  SendCommandCommand,
  type SendCommandRequest,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import {
  addCondition,
  addNode,
  addRole,
  aWorld,
  clientOptions,
  type SmallWorld,
  testAccount,
  trustOf,
} from "../../testing/a-world.ts";
import { reactToChange } from "../agents/react.ts";

const second = 1000;
const hour = 3_600_000;
const web = "i-0000000000000000a";
const windows = "i-0000000000000000b";
const lost = "i-0000000000000000c";
const stopped = "i-0000000000000000d";
const unknown = "i-0000000000000000e";
const topic = `arn:aws:sns:eu-west-1:${testAccount}:commands`;

function aFleet() {
  const small = aWorld();
  addNode(small, web);
  addNode(small, windows, { platformType: "Windows" });
  addNode(small, lost, {
    ping: "ConnectionLost",
    lastPingAt: small.clock.now() - hour,
    isChannelOpen: false,
  });
  addNode(small, stopped);
  small.region.ec2.instances.get(stopped)!.State = { Name: "stopped" };
  small.region.ec2.instances.get(web)!.Tags = [{ Key: "Team", Value: "web" }];
  addRole(small, "notify", { trust: trustOf("ssm.amazonaws.com") });
  const client = new SSMClient(clientOptions(small));
  const send = (request: Partial<SendCommandRequest>) =>
    client.send(new SendCommandCommand({ DocumentName: "AWS-RunShellScript", ...request }));
  return { small, client, send };
}

function tick({ clock }: SmallWorld, ms: number) {
  clock.forward(ms);
}

describe("SendCommand refuses", () => {
  test.each<[string, Partial<SendCommandRequest>, string, RegExp]>([
    [
      "an id that nobody knows",
      { InstanceIds: [web, unknown] },
      "InvalidInstanceId",
      /\[\[i-0000000000000000e\]\] not in a valid state for account 111122223333/,
    ],
    ["a stopped node", { InstanceIds: [stopped] }, "InvalidInstanceId", /not in a valid state/],
    [
      "a named target as it does an id",
      { Targets: [{ Key: "InstanceIds", Values: [unknown] }] },
      "InvalidInstanceId",
      /not in a valid state/,
    ],
    ["an id given twice", { InstanceIds: [web, web] }, "DuplicateInstanceId", /./],
    [
      "a node of another platform",
      { InstanceIds: [web, windows] },
      "UnsupportedPlatformType",
      /i-0000000000000000b/,
    ],
    ["a malformed id", { InstanceIds: ["i-12"] }, "ValidationException", /instanceIds/],
    ["fifty-one ids", { InstanceIds: Array.from({ length: 51 }, () => web) }, "ValidationException", /50/],
    [
      "six targets",
      { Targets: Array.from({ length: 6 }, () => ({ Key: "tag:Team", Values: ["web"] })) },
      "ValidationException",
      /5/,
    ],
    [
      "two resource groups",
      { Targets: [{ Key: "resource-groups:Name", Values: ["a", "b"] }] },
      "ValidationException",
      /Only one/,
    ],
    [
      "a key that is none",
      { Targets: [{ Key: "Name", Values: ["web"] }] },
      "ValidationException",
      /Target key/,
    ],
    [
      "ids and targets at once",
      { InstanceIds: [web], Targets: [{ Key: "tag:Team", Values: ["web"] }] },
      "ValidationException",
      /together/,
    ],
    ["no target at all", {}, "ValidationException", /Either/],
    [
      "a document that is not there",
      { DocumentName: "Nobodys-Document", InstanceIds: [web] },
      "InvalidDocument",
      /Nobodys/,
    ],
    [
      "a runbook",
      { DocumentName: "AWS-StartEC2Instance", InstanceIds: [web] },
      "InvalidDocument",
      /Automation/,
    ],
    [
      "an event in lower case",
      {
        InstanceIds: [web],
        NotificationConfig: { NotificationArn: topic, NotificationEvents: ["success" as "Success"] },
      },
      "ValidationException",
      /enum/,
    ],
    [
      "a topic of another Region",
      {
        InstanceIds: [web],
        NotificationConfig: { NotificationArn: topic.replace("eu-west-1", "us-east-1") },
      },
      "InvalidNotificationConfig",
      /ARN/,
    ],
    [
      "a role that SSM cannot assume",
      {
        InstanceIds: [web],
        ServiceRoleArn: "arn:aws:iam::1:role/none",
        NotificationConfig: { NotificationArn: topic },
      },
      "InvalidRole",
      /trust policy/,
    ],
  ])("%s", async (_, request, name, message) => {
    const { small, send } = aFleet();
    await expect(send(request)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    expect(small.region.ssm.commands).toEqual([]);
  });

  test.each([
    ["without-ids" as const, "Instances not in a valid state for account"],
    ["with-ids" as const, `Instances [[${unknown}]] not in a valid state for account ${testAccount}`],
  ])("an id in the text that the switch %s asks for", async (text, message) => {
    const { small, send } = aFleet();
    small.world.unconfirmed = { U23_invalidInstanceIdText: text };
    await expect(send({ InstanceIds: [unknown] })).rejects.toMatchObject({ message });
  });
});

describe("a command that was taken", () => {
  test("runs on the node that is reached, and shows no output without being asked", async () => {
    const { small, client, send } = aFleet();
    const { Command } = await send({ InstanceIds: [web] });
    const ids = { CommandId: Command?.CommandId, InstanceId: web };
    expect(Command).toMatchObject({ Status: "Pending", TargetCount: 1 });
    await expect(client.send(new GetCommandInvocationCommand(ids))).rejects.toMatchObject({
      name: "InvocationDoesNotExist",
    });
    tick(small, 60 * second);
    expect(await client.send(new GetCommandInvocationCommand(ids))).toMatchObject({
      Status: "Success",
      ResponseCode: 0,
    });
    const listed = await client.send(new ListCommandInvocationsCommand({ CommandId: ids.CommandId }));
    expect(listed.CommandInvocations).toMatchObject([{ StatusDetails: "Success", CommandPlugins: [] }]);
  });

  test("waits for a lost node and times out undelivered", async () => {
    const { small, client, send } = aFleet();
    await send({ InstanceIds: [lost], TimeoutSeconds: 600 });
    tick(small, 60 * second);
    const waiting = await client.send(new ListCommandInvocationsCommand({}));
    expect(waiting.CommandInvocations).toMatchObject([{ InstanceId: lost, StatusDetails: "Delayed" }]);
    tick(small, 2 * hour);
    const { Commands } = await client.send(
      new ListCommandsCommand({ Filters: [{ key: "Status", value: "DeliveryTimedOut" }] }),
    );
    expect(Commands).toMatchObject([{ Status: "TimedOut", DeliveryTimedOutCount: 1, ErrorCount: 1 }]);
  });

  test("gets through to a node that comes back in time", async () => {
    const { small, client, send } = aFleet();
    const agent = small.region.ssm.agents.get(lost)!;
    const condition = addCondition(small, agent, { code: "route-missing", effect: "lost" });
    await send({ InstanceIds: [lost] });
    tick(small, 60 * second);
    condition.mended = true;
    reactToChange(small.world);
    tick(small, 10 * 60 * second);
    const { CommandInvocations } = await client.send(new ListCommandInvocationsCommand({}));
    expect(CommandInvocations).toMatchObject([{ StatusDetails: "Success" }]);
  });

  test("matches nothing without an error", async () => {
    const { small, client, send } = aFleet();
    await send({ Targets: [{ Key: "tag:Team", Values: ["nobody"] }] });
    tick(small, 10 * second);
    const { Commands } = await client.send(new ListCommandsCommand({}));
    expect(Commands).toMatchObject([{ StatusDetails: "NoInstancesInTag", TargetCount: 0 }]);
  });

  test("finds the nodes of a tag", async () => {
    const { small, client, send } = aFleet();
    await send({ Targets: [{ Key: "tag:Team", Values: ["web", "db"] }] });
    tick(small, 60 * second);
    const { CommandInvocations } = await client.send(new ListCommandInvocationsCommand({ InstanceId: web }));
    expect(CommandInvocations).toMatchObject([{ Status: "Success" }]);
  });

  test("ends as InvalidPlatform on a tagged node of another platform", async () => {
    const { small, client, send } = aFleet();
    small.region.ec2.instances.get(windows)!.Tags = [{ Key: "Team", Value: "web" }];
    await send({ Targets: [{ Key: "tag:Team", Values: ["web"] }] });
    tick(small, 60 * second);
    const { CommandInvocations } = await client.send(
      new ListCommandInvocationsCommand({ Filters: [{ key: "Status", value: "InvalidPlatform" }] }),
    );
    expect(CommandInvocations).toMatchObject([{ InstanceId: windows, Status: "Failed" }]);
    const failed = await client.send(
      new ListCommandInvocationsCommand({ Filters: [{ key: "Status", value: "Failed" }] }),
    );
    expect(failed.CommandInvocations).toEqual(CommandInvocations);
  });

  test("is cancelled where it has not arrived", async () => {
    const { small, client, send } = aFleet();
    const { Command } = await send({ InstanceIds: [lost] });
    tick(small, 10 * second);
    await client.send(new CancelCommandCommand({ CommandId: Command?.CommandId }));
    tick(small, 3 * hour);
    const { Commands } = await client.send(new ListCommandsCommand({}));
    expect(Commands).toMatchObject([{ Status: "Cancelled" }]);
  });

  test("may be for a stopped node where the switch says so", async () => {
    const { small, send } = aFleet();
    small.world.unconfirmed = { U4_commandToStoppedNode: "accept" };
    await expect(send({ InstanceIds: [stopped] })).resolves.toMatchObject({ Command: { Status: "Pending" } });
  });

  test("updates the agent that it was to update", async () => {
    const { small, client, send } = aFleet();
    Object.assign(small.region.ssm.agents.get(web)!, { version: "3.1.0.0", isLatestVersion: false });
    await send({ DocumentName: "AWS-UpdateSSMAgent", InstanceIds: [web] });
    tick(small, 60 * second);
    await client.send(new ListCommandsCommand({}));
    expect(small.region.ssm.agents.get(web)).toMatchObject({ version: "3.3.987.0", isLatestVersion: true });
  });
});
