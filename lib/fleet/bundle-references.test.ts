import { expect, test } from "vitest";
import { parseBundle } from "../aws/bundle/parse-bundle.ts";
import { createRecorder } from "../aws/bundle/recorder.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import { aRawBundle, bundleAt, healthyAnswers, nodeId } from "../testing/a-bundle.ts";
import { goneId as gone } from "../testing/a-bundle-events.ts";
import { readBundleHolders } from "./bundle-references.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";
import { stripRuns } from "./strip-runs.ts";

const secret = "hunter2-Xk9";
const given = { InstanceId: [gone], Password: [secret], Command: [`reboot ${secret}`] };
const windowId = "mw-0123456789abcdef0";

const answers = {
  ...healthyAnswers("nat"),
  "ssm:DescribeAutomationExecutions": {
    AutomationExecutionMetadataList: [
      { AutomationExecutionId: "waits", DocumentName: "Patch", AutomationExecutionStatus: "Scheduled" },
    ],
  },
  "ssm:GetAutomationExecution": [
    {
      AutomationExecution: {
        ...{ AutomationExecutionId: "waits", Parameters: given, FailureMessage: `Output=[${secret}]` },
        StepExecutions: [{ StepName: "run", Inputs: { Password: secret }, Outputs: { Output: [secret] } }],
      },
    },
  ],
  "ssm:ListAssociations": {
    Associations: [
      {
        ...{ AssociationId: "by-value", Name: "AWS-StopEC2Instance" },
        Targets: [{ Key: "ParameterValues", Values: [nodeId, gone] }],
      },
    ],
  },
  "ssm:DescribeMaintenanceWindows": { WindowIdentities: [{ WindowId: windowId, Name: "patching" }] },
  "ssm:DescribeMaintenanceWindowTargets": [{ input: { WindowId: windowId }, output: { Targets: [] } }],
  "ssm:DescribeMaintenanceWindowTasks": [
    {
      Tasks: [
        {
          WindowId: windowId,
          WindowTaskId: "task",
          Type: "AUTOMATION",
          TaskParameters: { x: { Values: [secret] } },
        },
      ],
    },
  ],
  "ssm:GetMaintenanceWindowTask": [
    {
      ...{ WindowId: windowId, WindowTaskId: "task" },
      TaskInvocationParameters: { Automation: { Parameters: given } },
    },
  ],
  "events:ListRules": { Rules: [{ Name: "nightly" }] },
  "events:ListTargetsByRule": [
    {
      input: { Rule: "nightly" },
      output: { Targets: [{ Id: "1", Arn: "arn:aws:sns:::x", Input: JSON.stringify(given) }] },
    },
  ],
};
const bundle = () => JSON.parse(JSON.stringify(aRawBundle(answers)));

test("what still names a node that is gone is told with who uses it, wherever the node is named", async () => {
  const [diagnosis] = await diagnoseBundles([{ file: "bundle.json", json: bundle() }], { withProof: false });
  expect(diagnosis!.staleReferences.map(({ kind, id, nodes }) => [kind, id, nodes])).toEqual([
    ["association", "by-value", [{ id: gone, state: "unknown" }]],
    ["maintenance-window-task", "task", [{ id: gone, state: "unknown" }]],
    ["event-rule", "nightly", [{ id: gone, state: "unknown" }]],
    ["automation", "waits", [{ id: gone, state: "unknown" }]],
  ]);
});

test("of what was handed over, a file holds the ids of nodes alone, and tells the same by them", async () => {
  const read = parseBundle(bundle(), "bundle.json");
  const recorder = createRecorder(createBundleReader(read));
  const holders = await readBundleHolders(read, recorder.reader);
  const written = JSON.stringify(stripRuns(recorder.toBundle(new Date(bundleAt))));
  expect(written).not.toContain(secret);
  expect(await readBundleHolders(parseBundle(JSON.parse(written), "written.json"))).toEqual(holders);
  expect(holders).toHaveLength(3);
});
