import {
  CreateAssociationCommand,
  type CreateAssociationRequest,
  DeleteAssociationCommand,
  DescribeAssociationCommand,
  DescribeAssociationExecutionsCommand,
  DescribeAssociationExecutionTargetsCommand,
  DescribeInstanceAssociationsStatusCommand,
  ListAssociationsCommand,
  SSMClient,
  UpdateAssociationCommand,
} from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { addNode, aWorld, clientOptions } from "../../testing/a-world.ts";

const web = "i-0000000000000000a";
const lost = "i-0000000000000000b";
const terminated = "i-0000000000000000c";
const unknown = "i-0000000000000000e";

function aFleet() {
  const small = aWorld();
  addNode(small, web);
  addNode(small, lost, {
    ping: "ConnectionLost",
    lastPingAt: small.clock.now() - 3_600_000,
    isChannelOpen: false,
  });
  addNode(small, terminated);
  small.region.ec2.instances.get(terminated)!.State = { Name: "terminated" };
  small.region.ssm.documents.set("Legacy", {
    Name: "Legacy",
    Owner: small.account.id,
    DocumentType: "Command",
    SchemaVersion: "1.2",
    PlatformTypes: ["Linux"],
  });
  const client = new SSMClient(clientOptions(small));
  const create = async (request: Partial<CreateAssociationRequest>) =>
    (await client.send(new CreateAssociationCommand({ Name: "AWS-UpdateSSMAgent", ...request })))
      .AssociationDescription;
  return { small, client, create };
}

const byIds = (...Values: string[]) => [{ Key: "InstanceIds", Values }];

describe("CreateAssociation refuses", () => {
  test.each<[string, Partial<CreateAssociationRequest>, string, RegExp]>([
    [
      "a node that nobody knows",
      { Targets: byIds(unknown) },
      "InvalidTarget",
      /isn't valid or doesn't exist/,
    ],
    ["a node that is terminated", { Targets: byIds(web, terminated) }, "InvalidTarget", /./],
    ["a target without values", { Targets: byIds() }, "InvalidTarget", /./],
    [
      "an automation's kind of group",
      {
        Name: "AWS-StartEC2Instance",
        AutomationTargetParameterName: "InstanceId",
        Targets: [{ Key: "ResourceGroup", Values: ["web"] }],
      },
      "InvalidTarget",
      /Unsupported Target Type/,
    ],
    [
      "a group that is not there",
      { Targets: [{ Key: "resource-groups:Name", Values: ["web"] }] },
      "InvalidTarget",
      /./,
    ],
    [
      "six targets",
      { Targets: Array.from({ length: 6 }, () => ({ Key: "tag:Team", Values: ["web"] })) },
      "ValidationException",
      /5/,
    ],
    [
      "targets beside target maps",
      { Targets: byIds(web), TargetMaps: [{ InstanceId: [web] }] },
      "InvalidTargetMaps",
      /together/,
    ],
    ["the old way with a new document", { InstanceId: web }, "InvalidDocument", /schema version/],
    [
      "the old way with a node that is not managed",
      { Name: "Legacy", InstanceId: unknown },
      "InvalidInstanceId",
      /./,
    ],
    [
      "an automation that does not say what its targets fill",
      { Name: "AWS-StartEC2Instance", Targets: [{ Key: "tag:Team", Values: ["web"] }] },
      "InvalidParameters",
      /AutomationTargetParameterName/,
    ],
    [
      "a schedule that is none",
      { Targets: byIds(web), ScheduleExpression: "daily" },
      "InvalidSchedule",
      /daily/,
    ],
    [
      "a schedule of no unit",
      { Targets: byIds(web), ScheduleExpression: "rate(1 parsec)" },
      "InvalidSchedule",
      /parsec/,
    ],
    ["a document that is not there", { Name: "Nobodys", Targets: byIds(web) }, "InvalidDocument", /Nobodys/],
  ])("%s", async (_, request, name, message) => {
    const { small, create } = aFleet();
    await expect(create(request)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    expect(small.region.ssm.associations.size).toBe(0);
  });
});

describe("an association", () => {
  test("runs when it is made, and fails for the node that is not reached", async () => {
    const { small, client, create } = aFleet();
    const { AssociationId } = (await create({ Targets: byIds(web, lost) })) ?? {};
    small.clock.forward(60_000);
    const { AssociationExecutions } = await client.send(
      new DescribeAssociationExecutionsCommand({ AssociationId }),
    );
    expect(AssociationExecutions).toMatchObject([
      { Status: "Failed", ResourceCountByStatus: "{Success=1, Failed=1}" },
    ]);
    const { AssociationExecutionTargets } = await client.send(
      new DescribeAssociationExecutionTargetsCommand({
        AssociationId,
        ExecutionId: AssociationExecutions?.[0]?.ExecutionId,
        Filters: [{ Key: "Status", Value: "Failed" }],
      }),
    );
    expect(AssociationExecutionTargets).toMatchObject([
      { ResourceId: lost, DetailedStatus: "Undeliverable" },
    ]);
    const { InstanceAssociationStatusInfos } = await client.send(
      new DescribeInstanceAssociationsStatusCommand({ InstanceId: web }),
    );
    expect(InstanceAssociationStatusInfos).toMatchObject([{ AssociationId, Status: "Success" }]);
  });

  test("loses on update whatever the request leaves out, and runs again", async () => {
    const { small, client, create } = aFleet();
    const { AssociationId } =
      (await create({
        Targets: byIds(web, lost),
        ScheduleExpression: "rate(1 day)",
        MaxErrors: "10%",
        AssociationName: "agents",
      })) ?? {};
    small.clock.forward(60_000);
    await client.send(
      new UpdateAssociationCommand({ AssociationId, Targets: byIds(web), AssociationName: "agents" }),
    );
    small.clock.forward(60_000);
    const { AssociationDescription } = await client.send(new DescribeAssociationCommand({ AssociationId }));
    expect(AssociationDescription).toMatchObject({
      Name: "AWS-UpdateSSMAgent",
      AssociationName: "agents",
      AssociationVersion: "2",
      Targets: byIds(web),
      Overview: { Status: "Success" },
    });
    expect(AssociationDescription).not.toHaveProperty("ScheduleExpression");
    expect(AssociationDescription).not.toHaveProperty("MaxErrors");
    const { AssociationExecutions } = await client.send(
      new DescribeAssociationExecutionsCommand({ AssociationId }),
    );
    expect(AssociationExecutions?.map(({ Status }) => Status)).toEqual(["Success", "Failed"]);
  });

  test("may keep a target that has gone, but takes no new one that is not there", async () => {
    const { small, client, create } = aFleet();
    const { AssociationId } = (await create({ Targets: byIds(web, lost) })) ?? {};
    small.region.ec2.instances.get(lost)!.State = { Name: "terminated" };
    const update = (...ids: string[]) =>
      client.send(new UpdateAssociationCommand({ AssociationId, Targets: byIds(...ids) }));
    await expect(update(lost)).resolves.toBeDefined();
    await expect(update(lost, unknown)).rejects.toMatchObject({ name: "InvalidTarget" });
  });

  test("is found by its filters until it is deleted", async () => {
    const { client, create } = aFleet();
    const { AssociationId } = (await create({ Targets: byIds(web), AssociationName: "agents" })) ?? {};
    const list = async () =>
      (
        await client.send(
          new ListAssociationsCommand({
            AssociationFilterList: [{ key: "AssociationName", value: "agents" }],
          }),
        )
      ).Associations?.length;
    expect(await list()).toBe(1);
    await client.send(new DeleteAssociationCommand({ AssociationId }));
    expect(await list()).toBe(0);
    await expect(client.send(new DeleteAssociationCommand({ AssociationId }))).rejects.toMatchObject({
      name: "AssociationDoesNotExist",
    });
  });
});

test("an association updates the agent whose channel is closed, since it comes with the heartbeat", async () => {
  const { small, client, create } = aFleet();
  const agent = small.region.ssm.agents.get(web)!;
  Object.assign(agent, { version: "2.3.50.0", isLatestVersion: false, isChannelOpen: false });
  await create({ Targets: [{ Key: "InstanceIds", Values: ["*"] }] });
  small.clock.forward(60_000);
  await client.send(new ListAssociationsCommand({}));
  expect(agent).toMatchObject({ version: "3.3.987.0", isLatestVersion: true });
});
