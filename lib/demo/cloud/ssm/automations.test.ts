import {
  DescribeAutomationExecutionsCommand,
  DescribeInstanceInformationCommand,
  GetAutomationExecutionCommand,
  SSMClient,
  StartAutomationExecutionCommand,
  type StartAutomationExecutionRequest,
  StopAutomationExecutionCommand,
} from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { addNode, aWorld, clientOptions } from "../../testing/a-world.ts";

const web = "i-0000000000000000a";
const gone = "i-0000000000000000b";
const unknown = "i-0000000000000000e";
const tag = { Key: "tag:Team", Values: ["web"] };

function aFleet() {
  const small = aWorld();
  addNode(small, web);
  addNode(small, gone);
  Object.assign(small.region.ec2.instances.get(web)!, { Tags: [{ Key: "Team", Value: "web" }] });
  Object.assign(small.region.ec2.instances.get(gone)!, {
    State: { Name: "terminated" },
    Tags: [{ Key: "Team", Value: "web" }],
  });
  const client = new SSMClient(clientOptions(small));
  const start = (request: Partial<StartAutomationExecutionRequest>) =>
    client.send(new StartAutomationExecutionCommand({ DocumentName: "AWS-RestartEC2Instance", ...request }));
  const read = async (AutomationExecutionId: string | undefined) =>
    (await client.send(new GetAutomationExecutionCommand({ AutomationExecutionId }))).AutomationExecution;
  return { small, client, start, read };
}

const parameters = "InvalidAutomationExecutionParametersException";

describe("StartAutomationExecution refuses", () => {
  test.each<[string, Partial<StartAutomationExecutionRequest>, string, RegExp]>([
    [
      "two targets",
      { Targets: [tag, tag], TargetParameterName: "InstanceId" },
      parameters,
      /Only one resource group or tag/,
    ],
    ["targets without the parameter they fill", { Targets: [tag] }, parameters, /TargetParameterName/],
    [
      "a parameter in the wrong case",
      { Targets: [tag], TargetParameterName: "instanceId" },
      parameters,
      /instanceId/,
    ],
    [
      "targets beside target maps",
      { Targets: [tag], TargetMaps: [{ InstanceId: [web] }], TargetParameterName: "InstanceId" },
      parameters,
      /together/,
    ],
    ["a runbook without its node", {}, parameters, /Missing required parameter: InstanceId in user inputs\./],
    ["a node's id that is none", { Parameters: { InstanceId: ["web"] } }, parameters, /has value "web"/],
    [
      "a kind of target that it does not know",
      { Targets: [{ Key: "resource-groups:Name", Values: ["web"] }], TargetParameterName: "InstanceId" },
      "InvalidTarget",
      /Unsupported Target Type/,
    ],
    [
      "a group that is not there",
      { Targets: [{ Key: "ResourceGroup", Values: ["web"] }], TargetParameterName: "InstanceId" },
      "InvalidTarget",
      /web/,
    ],
    [
      "ids where only all are allowed",
      { Targets: [{ Key: "InstanceIds", Values: [web] }], TargetParameterName: "InstanceId" },
      "InvalidTarget",
      /\*/,
    ],
    [
      "a document that is no runbook",
      { DocumentName: "AWS-RunShellScript" },
      "AutomationDefinitionNotFoundException",
      /AWS-RunShellScript/,
    ],
    [
      "a version that is not there",
      { DocumentVersion: "7", Parameters: { InstanceId: [web] } },
      "AutomationDefinitionVersionNotFoundException",
      /7/,
    ],
  ])("%s", async (_, request, name, message) => {
    const { small, start } = aFleet();
    await expect(start(request)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    expect(small.region.ssm.automations).toEqual([]);
  });
});

describe("an automation that was taken", () => {
  test("restarts the instance step by step, and the node is gone in between", async () => {
    const { small, client, start, read } = aFleet();
    const { AutomationExecutionId } = await start({ Parameters: { InstanceId: [web] } });
    expect(await read(AutomationExecutionId)).toMatchObject({ AutomationExecutionStatus: "InProgress" });
    const managed = async () =>
      (await client.send(new DescribeInstanceInformationCommand({}))).InstanceInformationList?.length;
    small.clock.forward(44_000);
    expect(await managed()).toBe(0);
    small.clock.forward(120_000);
    expect(await managed()).toBe(1);
    const execution = await read(AutomationExecutionId);
    expect(execution).toMatchObject({ AutomationExecutionStatus: "Success" });
    expect(execution?.StepExecutions?.map(({ StepName }) => StepName)).toEqual([
      "stopInstances",
      "startInstances",
    ]);
  });

  test("sends its command to managed nodes alone", async () => {
    const { small, start, read } = aFleet();
    const DocumentName = "AWSSupport-TroubleshootManagedInstance";
    const one = await start({ DocumentName, Parameters: { InstanceId: [web] } });
    const other = await start({ DocumentName, Parameters: { InstanceId: [gone] } });
    small.clock.forward(60_000);
    expect(await read(one.AutomationExecutionId)).toMatchObject({ AutomationExecutionStatus: "Success" });
    expect(await read(other.AutomationExecutionId)).toMatchObject({
      FailureMessage: expect.stringContaining("InvalidInstanceId"),
    });
  });

  test.each([
    ["that EC2 does not know", unknown, "InvalidInstanceID.NotFound"],
    ["that is terminated", gone, "IncorrectInstanceState"],
  ])("fails in its step on a node %s", async (_, InstanceId, code) => {
    const { small, start, read } = aFleet();
    const { AutomationExecutionId } = await start({ Parameters: { InstanceId: [InstanceId] } });
    small.clock.forward(60_000);
    const execution = await read(AutomationExecutionId);
    expect(execution).toMatchObject({ AutomationExecutionStatus: "Failed" });
    expect(execution?.StepExecutions?.[0]).toMatchObject({
      StepStatus: "Failed",
      FailureMessage: expect.stringContaining(code),
    });
  });

  test("has a child for each target of a tag, the terminated ones too, and fails in the children", async () => {
    const { small, client, start, read } = aFleet();
    const { AutomationExecutionId = "" } = await start({ Targets: [tag], TargetParameterName: "InstanceId" });
    small.clock.forward(5 * 60_000);
    expect(await read(AutomationExecutionId)).toMatchObject({
      AutomationExecutionStatus: "Failed",
      ResolvedTargets: { ParameterValues: [web, gone], Truncated: false },
      ProgressCounters: { SuccessSteps: 1, FailedSteps: 1 },
    });
    const { AutomationExecutionMetadataList: children } = await client.send(
      new DescribeAutomationExecutionsCommand({
        Filters: [
          { Key: "ParentExecutionId", Values: [AutomationExecutionId] },
          { Key: "ExecutionStatus", Values: ["Failed"] },
        ],
      }),
    );
    expect(children).toMatchObject([{ Target: gone, ParentAutomationExecutionId: AutomationExecutionId }]);
  });

  test("is stopped with its children", async () => {
    const { small, client, start, read } = aFleet();
    const { AutomationExecutionId } = await start({ Targets: [tag], TargetParameterName: "InstanceId" });
    await client.send(new StopAutomationExecutionCommand({ AutomationExecutionId }));
    small.clock.forward(5 * 60_000);
    expect(await read(AutomationExecutionId)).toMatchObject({ AutomationExecutionStatus: "Cancelled" });
    expect(small.region.ssm.automations.map((each) => each.AutomationExecutionStatus)).toEqual(
      small.region.ssm.automations.map(() => "Cancelled"),
    );
  });

  test.each(["Failed", "Success"] as const)("without targets ends as the switch says: %s", async (status) => {
    const { small, start, read } = aFleet();
    small.world.unconfirmed = { U3_automationWithoutTargets: status };
    const Targets = [{ Key: "tag:Team", Values: ["nobody"] }];
    const { AutomationExecutionId } = await start({ Targets, TargetParameterName: "InstanceId" });
    small.clock.forward(60_000);
    expect(await read(AutomationExecutionId)).toMatchObject({ AutomationExecutionStatus: status });
  });
});
