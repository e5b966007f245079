import { describe, expect, test } from "vitest";
import { aRawBundle, healthyAnswers, nodeId, partsOf, type RawAnswers } from "../testing/a-bundle.ts";
import { anEvent, goneId as gone, refusedAt } from "../testing/a-bundle-events.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";

type Fields = Record<string, unknown>;

const id = (number: number) => `20000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const [command, run, child, association, execution, windowRun, task] = [1, 2, 3, 4, 5, 6, 7].map(id);
const windowId = "mw-0123456789abcdef0";
/** As the CLI prints times of SSM. */
const at = Date.parse(refusedAt) / 1000;

async function failuresOf(documents: RawAnswers) {
  const answers = healthyAnswers("nat");
  const { record, channel } = partsOf(answers);
  Object.assign(record, { PingStatus: "Online", LastPingDateTime: "2026-11-01T11:59:00Z" });
  channel.Status = "connected";
  const json = JSON.parse(JSON.stringify(aRawBundle({ ...answers, ...documents })));
  return (await diagnoseBundles([{ file: "bundle.json", json }], { withProof: false }))[0]!.failures;
}

const told = async (documents: RawAnswers) =>
  (await failuresOf(documents)).map(({ kind, targets, cause, silent }) => [
    kind,
    targets.join(" "),
    cause.code,
    silent,
  ]);

const invocation = (more: Fields = {}) => ({
  ...{ CommandId: command, InstanceId: gone, DocumentName: "AWS-RunShellScript", RequestedDateTime: at },
  ...{ Status: "Failed", StatusDetails: "Undeliverable", CommandPlugins: [], ...more },
});
const sent = (more: Fields = {}) => ({
  ...{ CommandId: command, DocumentName: "AWS-RunShellScript", RequestedDateTime: at, TargetCount: 1 },
  ...{ InstanceIds: [gone], Targets: [], Status: "Failed", StatusDetails: "Failed", ...more },
});
const commands = (invocations: Fields[], all: Fields[] = [sent()]) => ({
  "ssm:ListCommandInvocations": { CommandInvocations: invocations },
  "ssm:ListCommands": { Commands: all },
});
const byTag = { InstanceIds: [], Targets: [{ Key: "tag:Role", Values: ["batch"] }], TargetCount: 0 };

describe("of commands", () => {
  test.each<[string, RawAnswers, unknown[]]>([
    [
      "words with spaces",
      commands([invocation({ StatusDetails: "Delivery Timed Out" })]),
      ["DeliveryTimedOut", gone, "instance-not-found", false],
    ],
    [
      "what ended green all the same",
      commands([invocation()], [sent({ Status: "Success" })]),
      ["Undeliverable", gone, "instance-not-found", true],
    ],
    [
      "another platform's document",
      commands([invocation({ InstanceId: nodeId, StatusDetails: "InvalidPlatform" })]),
      ["InvalidPlatform", nodeId, "platform-unsupported", false],
    ],
    [
      "a right that is missing on a node, which the command sums up",
      commands([invocation({ StatusDetails: "AccessDenied" })], [sent({ StatusDetails: "AccessDenied" })]),
      ["AccessDenied", gone, "caller-not-authorized", false],
    ],
    [
      "a right that is missing on a group",
      commands([], [sent({ ...byTag, StatusDetails: "AccessDenied" })]),
      ["AccessDenied", "tag:Role=batch", "caller-not-authorized", false],
    ],
    [
      "nothing met, and no invocations in the file",
      { "ssm:ListCommands": { Commands: [sent({ ...byTag, StatusDetails: "NoInstancesInTag" })] } },
      ["NoInstancesInTag", "tag:Role=batch", "target-matches-nothing", true],
    ],
    [
      "too many at once",
      commands([], [sent({ StatusDetails: "RateExceeded" })]),
      ["RateExceeded", gone, "unexplained", false],
    ],
  ])("%s", async (_, documents, expected) => expect(await told(documents)).toEqual([expected]));

  test("what ran on a node that was reached, was cancelled, or is still under way is none", async () => {
    const fine = ["Failed", "ExecutionTimedOut", "Cancelled", "Terminated", "Delayed", "Success"];
    const invocations = fine.map((StatusDetails, index) =>
      invocation({ CommandId: id(100 + index), InstanceId: nodeId, StatusDetails }),
    );
    expect(await told(commands(invocations))).toEqual([]);
  });

  test("one that CloudTrail tells of too is one, with its caller", async () => {
    const event = anEvent("ssm", "SendCommand", refusedAt, {
      requestParameters: { instanceIds: [gone] },
      responseElements: { command: { commandId: command } },
    });
    const [failure, ...others] = await failuresOf({
      ...commands([invocation()]),
      "cloudtrail:LookupEvents": { Events: [event] },
    });
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ source: "run-command", caller: expect.stringContaining("deploy") });
  });
});

const execute = "Step fails when it is Execute/Cancelling action.";
const notFound = `${execute} An error occurred (InvalidInstanceID.NotFound) when calling the StopInstances operation: The instance ID '${gone}' does not exist. Please refer to Automation Service Troubleshooting Guide for more diagnosis details.`;
const automation = (more: Fields = {}) => ({
  ...{ AutomationExecutionId: run, DocumentName: "AWS-StopEC2Instance", AutomationExecutionStatus: "Failed" },
  ...{ ExecutionStartTime: at, Targets: [], ResolvedTargets: { ParameterValues: [], Truncated: false } },
  ...more,
});
const automations = (...runs: Fields[]) => ({
  "ssm:DescribeAutomationExecutions": { AutomationExecutionMetadataList: runs },
  "ssm:DescribeAutomationStepExecutions": [],
});
const overTags = {
  ...{ TargetParameterName: "InstanceId", Targets: [{ Key: "tag:Env", Values: ["prod"] }] },
};
const polled = `Step fails when it is Poll action status for completion. Command failed with unexpected invocation result: {Status=[Undeliverable], ResponseCode=[-1], Output=[], OutputPayload=[{"InstanceId":"${gone}"}], CommandId=[${command}]}.`;

describe("of automations", () => {
  test.each<[string, RawAnswers, unknown[][]]>([
    [
      "what the run itself says",
      automations(automation({ FailureMessage: notFound })),
      [["InvalidInstanceID.NotFound", gone, "instance-not-found", false]],
    ],
    [
      "what a child says, and not its parent",
      automations(
        automation({
          ...overTags,
          AutomationExecutionStatus: "CompletedWithFailure",
          FailureMessage: "1 of 2 failed",
          ResolvedTargets: { ParameterValues: [nodeId, gone] },
        }),
        automation({
          AutomationExecutionId: child,
          ParentAutomationExecutionId: run,
          Target: gone,
          FailureMessage: notFound,
        }),
        automation({
          AutomationExecutionId: id(30),
          ParentAutomationExecutionId: run,
          Target: nodeId,
          AutomationExecutionStatus: "Success",
        }),
      ),
      [["InvalidInstanceID.NotFound", gone, "instance-not-found", false]],
    ],
    [
      "targets that came to none",
      automations(automation({ ...overTags, AutomationExecutionStatus: "Success" })),
      [["NoTargets", "tag:Env=prod", "target-matches-nothing", true]],
    ],
    [
      "how its command ended, where nobody else tells any more",
      automations(automation({ FailureMessage: polled })),
      [["Undeliverable", gone, "instance-not-found", false]],
    ],
    [
      "a role that may not be assumed, which is no target",
      automations(automation({ FailureMessage: "The defined assume role is unable to be assumed." })),
      [],
    ],
    [
      "a run without targets that went well",
      automations(automation({ AutomationExecutionStatus: "Success" })),
      [],
    ],
    [
      "a step, where the file holds the run and no list",
      {
        "ssm:GetAutomationExecution": [
          {
            AutomationExecution: {
              ...automation({ FailureMessage: "Step fails when it is Poll action status for completion." }),
              StepExecutions: [
                {
                  ...{ StepName: "run", Action: "aws:runCommand", StepStatus: "Failed" },
                  FailureMessage: `${execute} An error occurred (InvalidInstanceId) when calling the SendCommand operation: Instances [[${gone}]] not in a valid state for account 123456789012.`,
                  Inputs: { InstanceIds: `["${gone}"]` },
                },
              ],
            },
          },
        ],
      },
      [["InvalidInstanceId", gone, "instance-not-found", false]],
    ],
  ])("%s", async (_, documents, expected) => expect(await told(documents)).toEqual(expected));
});

const associations = (DetailedStatus: string, Targets: Fields[], targets: Fields[] = []) => ({
  "ssm:ListAssociations": { Associations: [{ Name: "D", AssociationId: association, Targets }] },
  "ssm:DescribeAssociationExecutions": [
    {
      AssociationExecutions: [
        {
          ...{ AssociationId: association, ExecutionId: execution, CreatedTime: at, DetailedStatus },
          ...{ Status: "Failed", ResourceCountByStatus: targets.length === 0 ? "{}" : "{Failed=1}" },
        },
      ],
    },
  ],
  "ssm:DescribeAssociationExecutionTargets":
    targets.length === 0 ? [] : [{ AssociationExecutionTargets: targets }],
});

describe("of associations", () => {
  const target = {
    ...{
      AssociationId: association,
      ExecutionId: execution,
      ResourceId: gone,
      ResourceType: "ManagedInstance",
    },
    ...{ Status: "Failed", DetailedStatus: "Undeliverable", LastExecutionDate: at },
    OutputSource: { OutputSourceId: command, OutputSourceType: "RunCommand" },
  };
  const group = [{ Key: "resource-groups:Name", Values: ["big"] }];
  test.each<[string, RawAnswers, unknown[]]>([
    [
      "a group with too many tags",
      associations("InvalidTarget", group),
      ["InvalidTarget", "resource-groups:Name=big", "target-expression-invalid", false],
    ],
    [
      "parameters that name no target",
      associations("InvalidAutomationParameters", group),
      ["InvalidAutomationParameters", "resource-groups:Name=big", "target-expression-invalid", false],
    ],
    [
      "a target that was not reached",
      associations("Failed", [], [target]),
      ["Undeliverable", gone, "instance-not-found", false],
    ],
    [
      "targets alone, without the runs that they are of",
      { "ssm:DescribeAssociationExecutionTargets": [{ AssociationExecutionTargets: [target] }] },
      ["Undeliverable", gone, "instance-not-found", false],
    ],
  ])("%s", async (_, documents, expected) => expect(await told(documents)).toEqual([expected]));
});

const windows = (status: string, started: Fields) => ({
  "ssm:DescribeMaintenanceWindowExecutions": [
    {
      WindowExecutions: [{ WindowId: windowId, WindowExecutionId: windowRun, Status: status, StartTime: at }],
    },
  ],
  "ssm:DescribeMaintenanceWindowExecutionTasks": [
    {
      WindowExecutionTaskIdentities: [
        {
          ...{ WindowExecutionId: windowRun, TaskExecutionId: task, Status: status, StartTime: at },
          ...{ TaskArn: "AWS-RunShellScript", TaskType: "RUN_COMMAND" },
        },
      ],
    },
  ],
  "ssm:DescribeMaintenanceWindowExecutionTaskInvocations": [
    {
      WindowExecutionTaskInvocationIdentities: [
        {
          ...{ WindowExecutionId: windowRun, TaskExecutionId: task, InvocationId: id(40), Status: status },
          ...{ StartTime: at, TaskType: "RUN_COMMAND", ...started },
        },
      ],
    },
  ],
});

describe("of maintenance windows", () => {
  test("what was refused before it was a command, where the file lists no windows", async () => {
    const StatusDetails = `Instances [[${gone}]] not in a valid state for account 123456789012`;
    expect(await told(windows("FAILED", { StatusDetails }))).toEqual([
      ["InvalidInstanceId", gone, "instance-not-found", false],
    ]);
  });

  test("a command's miss within a green window is one, silent, with its chain", async () => {
    const documents = {
      ...windows("SUCCESS", { ExecutionId: command }),
      ...commands([invocation()], [sent({ Status: "Success" })]),
    };
    const [failure, ...others] = await failuresOf(documents);
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ kind: "Undeliverable", source: "maintenance-window", silent: true });
    expect(failure!.records.map(({ idName }) => idName)).toEqual([
      "WindowId",
      "WindowExecutionId",
      "TaskExecutionId",
      "CommandId",
    ]);
  });
});
