import { expect, test } from "vitest";
import { toMaintenanceWindow } from "./maintenance-windows.ts";
import { toStored } from "./stored.ts";

const Window = { WindowId: "mw-0c50858d01EXAMPLE", Name: "patch", Enabled: true, Duration: 3, Cutoff: 1 };

test("a maintenance window keeps whom its tasks run on, and no parameter of theirs", () => {
  const task = {
    WindowId: Window.WindowId,
    WindowTaskId: "4f7ca192-7e9a-40fe-9192-5cb15EXAMPLE",
    TaskArn: "AWS-RunShellScript",
    Type: "RUN_COMMAND",
    Targets: [{ Key: "tag:Role", Values: ["web"] }],
    TaskParameters: { commands: { Values: ["login --password hunter2"] } },
    TaskInvocationParameters: { RunCommand: { Parameters: { commands: ["hunter2"] } } },
  } as const;
  const body = toStored({ Window, Targets: [], Tasks: [task] });
  expect(JSON.stringify(body)).not.toContain("hunter2");
  expect(toMaintenanceWindow(body as Parameters<typeof toMaintenanceWindow>[0]).tasks).toEqual([
    {
      id: task.WindowTaskId,
      name: null,
      type: "RUN_COMMAND",
      taskArn: "AWS-RunShellScript",
      serviceRoleArn: null,
      priority: null,
      targets: [{ key: "tag:Role", values: ["web"] }],
    },
  ]);
});

test("tasks and targets that were not read are not none", () => {
  const { tasks, targets } = toMaintenanceWindow({ Window });
  expect({ tasks, targets }).toEqual({ tasks: undefined, targets: undefined });
});
