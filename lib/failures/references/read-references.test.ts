import { expect, test } from "vitest";
import { parseBundle } from "../../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../../aws/bundle-reader.ts";
import { aRawBundle, bundleAt, healthyAnswers, nodeId, type RawAnswers } from "../../testing/a-bundle.ts";
import { goneId as gone } from "../../testing/a-bundle-events.ts";
import { readReferenceHolders } from "./read-references.ts";

const secret = "hunter2-Xk9";
const given = { InstanceId: [gone], Password: [secret], Command: [`reboot ${secret}`] };
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const windowId = "mw-0123456789abcdef0";
const caller = "arn:aws:sts::123456789012:assumed-role/nightly";

const run = (number: number, more: object) => ({
  ...{ AutomationExecutionId: uuid(number), DocumentName: "AWS-RestartEC2Instance", AutomationType: "Local" },
  ...{ AutomationExecutionStatus: "Success", ExecutionStartTime: `2026-10-${20 + number}T02:00:00Z` },
  ...{ ExecutedBy: `${caller}/session-${number}`, Targets: [], ...more },
});
const asked = (number: number, parameters: object) => ({
  AutomationExecution: { AutomationExecutionId: uuid(number), Parameters: parameters },
});

function answers(): RawAnswers {
  const target = (more: object) => ({ Id: "1", ...more });
  return {
    ...healthyAnswers("nat"),
    "ssm:DescribeAutomationExecutions": {
      AutomationExecutionMetadataList: [
        ...[1, 2, 3].map((number) => run(number, {})),
        run(4, {
          ...{ DocumentName: "Patch", AutomationExecutionStatus: "Scheduled", ExecutedBy: caller },
          Targets: [{ Key: "ParameterValues", Values: [nodeId, gone] }],
        }),
        run(5, { DocumentName: "Once" }),
        run(6, {
          ...{ DocumentName: "ByTag", AutomationExecutionStatus: "Waiting" },
          ...{
            Targets: [{ Key: "tag:Env", Values: ["prod"] }],
            ResolvedTargets: { ParameterValues: [gone] },
          },
        }),
        run(7, { ParentAutomationExecutionId: uuid(6), Target: gone, AutomationExecutionStatus: "Waiting" }),
      ],
    },
    "ssm:GetAutomationExecution": [asked(3, given), asked(5, given)],
    "ssm:ListAssociations": {
      Associations: [
        { AssociationId: uuid(20), AssociationName: "nightly", Name: "AWS-StopEC2Instance" },
        { AssociationId: uuid(21), Name: "D", Targets: [{ Key: "InstanceIds", Values: ["*"] }] },
      ],
    },
    "ssm:DescribeAssociation": [
      { AssociationDescription: { AssociationId: uuid(20), Name: "AWS-StopEC2Instance", Parameters: given } },
    ],
    "ssm:DescribeMaintenanceWindows": { WindowIdentities: [{ WindowId: windowId, Name: "patching" }] },
    "ssm:DescribeMaintenanceWindowTargets": [{ input: { WindowId: windowId }, output: { Targets: [] } }],
    "ssm:DescribeMaintenanceWindowTasks": [
      {
        Tasks: [
          { WindowId: windowId, WindowTaskId: uuid(30), Type: "AUTOMATION", TaskArn: "AWS-StopEC2Instance" },
          { WindowId: windowId, WindowTaskId: uuid(31), Type: "RUN_COMMAND", TaskArn: "AWS-RunShellScript" },
        ],
      },
    ],
    "ssm:GetMaintenanceWindowTask": [
      {
        ...{ WindowId: windowId, WindowTaskId: uuid(30) },
        TaskInvocationParameters: { Automation: { Parameters: given } },
      },
    ],
    "events:ListRules": {
      Rules: [{ Name: "nightly", ScheduleExpression: "rate(1 day)" }, { Name: "other" }],
    },
    "events:ListTargetsByRule": [
      {
        input: { Rule: "nightly" },
        output: {
          Targets: [
            target({
              Arn: "arn:aws:ssm:eu-west-1:123456789012:automation-definition/AWS-StopEC2Instance:$DEFAULT",
              Input: JSON.stringify(given),
            }),
          ],
        },
      },
      { input: { Rule: "other" }, output: { Targets: [target({ Arn: "arn:aws:sns:::x" })] } },
    ],
    "resource-groups:ListGroups": { GroupIdentifiers: [{ GroupName: "web" }] },
    "resource-groups:ListGroupResources": [
      {
        input: { Group: "web" },
        output: {
          Resources: [{ Identifier: { ResourceArn: `arn:aws:ec2:eu-west-1:123456789012:instance/${gone}` } }],
        },
      },
    ],
  };
}

const read = (documents: RawAnswers, errors = {}) => {
  const json = JSON.parse(JSON.stringify(aRawBundle(documents, errors)));
  return readReferenceHolders(createBundleReader(parseBundle(json, "bundle.json")), Date.parse(bundleAt));
};

test("whoever will aim at a node again is found with who uses it, and nothing that it hands over is kept", async () => {
  const { holders, gaps } = await read(answers());
  expect(gaps).toEqual([]);
  expect(holders.map(({ kind, name, nodeIds, usedBy }) => [kind, name, nodeIds, usedBy])).toEqual([
    ["resource-group", "web", [gone], []],
    ["event-rule", "nightly", [gone], ["AWS-StopEC2Instance", "rate(1 day)"]],
    ["automation", "Patch", [nodeId, gone], [caller, "Scheduled now"]],
    ["automation", "AWS-RestartEC2Instance", [gone], [caller, "started on 3 of the last 30 days"]],
    ["association", "nightly", [gone], ["AWS-StopEC2Instance"]],
    ["maintenance-window-task", "patching", [gone], ["AWS-StopEC2Instance"]],
  ]);
  expect(JSON.stringify(holders)).not.toContain(secret);
});

test("a read that was refused is a gap, and hides no other kind", async () => {
  const { "events:ListTargetsByRule": _, ...others } = answers();
  const refused = { "events:ListTargetsByRule": { code: "AccessDeniedException", message: "no" } };
  const { holders, gaps } = await read(others, refused);
  expect(gaps).toEqual([expect.objectContaining({ action: "events:ListTargetsByRule", reason: "denied" })]);
  expect(holders.map(({ kind }) => kind)).not.toContain("event-rule");
  expect(holders).toHaveLength(5);
});
