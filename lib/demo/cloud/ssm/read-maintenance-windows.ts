import {
  DescribeMaintenanceWindows$,
  DescribeMaintenanceWindowsForTarget$,
  type DescribeMaintenanceWindowsForTargetRequest,
  type DescribeMaintenanceWindowsForTargetResult,
  type DescribeMaintenanceWindowsRequest,
  type DescribeMaintenanceWindowsResult,
  DescribeMaintenanceWindowTargets$,
  type DescribeMaintenanceWindowTargetsRequest,
  type DescribeMaintenanceWindowTargetsResult,
  DescribeMaintenanceWindowTasks$,
  type DescribeMaintenanceWindowTasksRequest,
  type DescribeMaintenanceWindowTasksResult,
  GetMaintenanceWindowTask$,
  type GetMaintenanceWindowTaskRequest,
  type GetMaintenanceWindowTaskResult,
  type MaintenanceWindowIdentity,
  type MaintenanceWindowTarget,
  type MaintenanceWindowTask,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { beginsWith, matcher, multiValued, oneOf } from "./filters.ts";
import { pageOf } from "./paged.ts";

/** The maintenance window listings ask for ten at least. */
export const tenTo100 = { minimum: 10, maximum: 100 };

export const describeMaintenanceWindows = defineOperation<
  DescribeMaintenanceWindowsRequest,
  DescribeMaintenanceWindowsResult
>({
  service: "ssm",
  schema: DescribeMaintenanceWindows$,
  action: "ssm:DescribeMaintenanceWindows",
  handle(context, input) {
    const passes = matcher<MaintenanceWindowIdentity>(
      context,
      multiValued(input.Filters),
      { Name: beginsWith((window) => window.Name), Enabled: oneOf((window) => String(window.Enabled)) },
      "ValidationException",
    );
    const { items, NextToken } = pageOf(context, input, {
      items: [...context.region.ssm.maintenanceWindows.values()],
      keyOf: (window) => window.WindowId ?? "",
      matches: passes,
      limits: tenTo100,
    });
    return { WindowIdentities: items, NextToken };
  },
});

export const describeMaintenanceWindowTargets = defineOperation<
  DescribeMaintenanceWindowTargetsRequest,
  DescribeMaintenanceWindowTargetsResult
>({
  service: "ssm",
  schema: DescribeMaintenanceWindowTargets$,
  action: "ssm:DescribeMaintenanceWindowTargets",
  handle(context, input) {
    requireWindow(context, input.WindowId);
    const passes = matcher<MaintenanceWindowTarget>(
      context,
      multiValued(input.Filters),
      {
        WindowTargetId: oneOf((target) => target.WindowTargetId),
        OwnerInformation: oneOf((target) => target.OwnerInformation),
        Type: oneOf((target) => target.ResourceType),
      },
      "ValidationException",
    );
    const { items, NextToken } = pageOf(context, input, {
      items: [...context.region.ssm.maintenanceWindowTargets.values()],
      keyOf: (target) => target.WindowTargetId ?? "",
      matches: (target) => target.WindowId === input.WindowId && passes(target),
      limits: tenTo100,
    });
    return { Targets: items, NextToken };
  },
});

export const describeMaintenanceWindowTasks = defineOperation<
  DescribeMaintenanceWindowTasksRequest,
  DescribeMaintenanceWindowTasksResult
>({
  service: "ssm",
  schema: DescribeMaintenanceWindowTasks$,
  action: "ssm:DescribeMaintenanceWindowTasks",
  handle(context, input) {
    requireWindow(context, input.WindowId);
    const passes = matcher<MaintenanceWindowTask>(
      context,
      multiValued(input.Filters),
      {
        WindowTaskId: oneOf((task) => task.WindowTaskId),
        TaskArn: oneOf((task) => task.TaskArn),
        Priority: oneOf((task) => String(task.Priority)),
        TaskType: oneOf((task) => task.Type),
      },
      "ValidationException",
    );
    const { items, NextToken } = pageOf(context, input, {
      items: [...context.region.ssm.maintenanceWindowTasks.values()],
      keyOf: (task) => task.WindowTaskId ?? "",
      matches: (task) => task.WindowId === input.WindowId && passes(task),
      limits: tenTo100,
    });
    return { Tasks: items, NextToken };
  },
});

export const getMaintenanceWindowTask = defineOperation<
  GetMaintenanceWindowTaskRequest,
  GetMaintenanceWindowTaskResult
>({
  service: "ssm",
  schema: GetMaintenanceWindowTask$,
  action: "ssm:GetMaintenanceWindowTask",
  handle(context, { WindowId, WindowTaskId = "" }) {
    requireWindow(context, WindowId);
    const task = context.region.ssm.maintenanceWindowTasks.get(WindowTaskId);
    if (task === undefined || task.WindowId !== WindowId)
      return context.fail("DoesNotExistException", `Maintenance window task ${WindowTaskId} does not exist`);
    const { Type: TaskType, ...facts } = task;
    return { ...facts, TaskType };
  },
});

export const describeMaintenanceWindowsForTarget = defineOperation<
  DescribeMaintenanceWindowsForTargetRequest,
  DescribeMaintenanceWindowsForTargetResult
>({
  service: "ssm",
  schema: DescribeMaintenanceWindowsForTarget$,
  action: "ssm:DescribeMaintenanceWindowsForTarget",
  handle(context, input) {
    const { ssm } = context.region;
    const windowIds = new Set(
      [...ssm.maintenanceWindowTargets.values()]
        .filter(
          (target) => target.ResourceType === input.ResourceType && sharesTarget(target, input.Targets ?? []),
        )
        .map(({ WindowId }) => WindowId),
    );
    const { items, NextToken } = pageOf(context, input, {
      items: [...ssm.maintenanceWindows.values()].filter(({ WindowId }) => windowIds.has(WindowId)),
      keyOf: (window) => window.WindowId ?? "",
      limits: { minimum: 1, maximum: 100 },
    });
    return { WindowIdentities: items.map(({ WindowId, Name }) => ({ WindowId, Name })), NextToken };
  },
});

export function requireWindow(context: OperationContext, windowId = ""): MaintenanceWindowIdentity {
  const window = context.region.ssm.maintenanceWindows.get(windowId);
  return window ?? context.fail("DoesNotExistException", `Maintenance window ${windowId} does not exist`);
}

/** Key and one value in common: the API compares the words and resolves nothing. */
function sharesTarget(
  { Targets = [] }: MaintenanceWindowTarget,
  wanted: { Key?: string; Values?: string[] }[],
): boolean {
  return wanted.some(({ Key, Values = [] }) =>
    Targets.some(
      (target) =>
        target.Key?.toLowerCase() === Key?.toLowerCase() &&
        target.Values?.some((value) => Values.includes(value)),
    ),
  );
}
