import {
  DescribeMaintenanceWindowExecutions$,
  type DescribeMaintenanceWindowExecutionsRequest,
  type DescribeMaintenanceWindowExecutionsResult,
  DescribeMaintenanceWindowExecutionTaskInvocations$,
  type DescribeMaintenanceWindowExecutionTaskInvocationsRequest,
  type DescribeMaintenanceWindowExecutionTaskInvocationsResult,
  DescribeMaintenanceWindowExecutionTasks$,
  type DescribeMaintenanceWindowExecutionTasksRequest,
  type DescribeMaintenanceWindowExecutionTasksResult,
  type MaintenanceWindowExecution,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { after, before, type Filter, matcher, multiValued, oneOf } from "./filters.ts";
import { pageOf } from "./paged.ts";
import { tenTo100 } from "./read-maintenance-windows.ts";

export const describeMaintenanceWindowExecutions = defineOperation<
  DescribeMaintenanceWindowExecutionsRequest,
  DescribeMaintenanceWindowExecutionsResult
>({
  service: "ssm",
  schema: DescribeMaintenanceWindowExecutions$,
  action: "ssm:DescribeMaintenanceWindowExecutions",
  handle(context, input) {
    const passes = matcher<MaintenanceWindowExecution>(
      context,
      multiValued(input.Filters),
      {
        ExecutedAfter: after((execution) => execution.StartTime),
        ExecutedBefore: before((execution) => execution.StartTime),
      },
      "ValidationException",
    );
    const { items, NextToken } = pageOf(context, input, {
      // The model knows no error for a window that does not exist: it has no executions.
      items: context.region.ssm.maintenanceWindowExecutions.get(input.WindowId ?? "") ?? [],
      keyOf: (execution) => execution.WindowExecutionId ?? "",
      matches: passes,
      limits: tenTo100,
    });
    return { WindowExecutions: items, NextToken };
  },
});

export const describeMaintenanceWindowExecutionTasks = defineOperation<
  DescribeMaintenanceWindowExecutionTasksRequest,
  DescribeMaintenanceWindowExecutionTasksResult
>({
  service: "ssm",
  schema: DescribeMaintenanceWindowExecutionTasks$,
  action: "ssm:DescribeMaintenanceWindowExecutionTasks",
  handle(context, input) {
    const tasks = context.region.ssm.maintenanceWindowExecutionTasks.get(input.WindowExecutionId ?? "");
    const { items, NextToken } = pageOf(context, input, {
      items: tasks ?? noExecution(context, input.WindowExecutionId),
      keyOf: (task) => task.TaskExecutionId ?? "",
      matches: hasStatus(context, multiValued(input.Filters)),
      limits: tenTo100,
    });
    return { WindowExecutionTaskIdentities: items, NextToken };
  },
});

export const describeMaintenanceWindowExecutionTaskInvocations = defineOperation<
  DescribeMaintenanceWindowExecutionTaskInvocationsRequest,
  DescribeMaintenanceWindowExecutionTaskInvocationsResult
>({
  service: "ssm",
  schema: DescribeMaintenanceWindowExecutionTaskInvocations$,
  action: "ssm:DescribeMaintenanceWindowExecutionTaskInvocations",
  handle(context, input) {
    const { ssm } = context.region;
    const tasks = ssm.maintenanceWindowExecutionTasks.get(input.WindowExecutionId ?? "");
    if (!tasks?.some(({ TaskExecutionId }) => TaskExecutionId === input.TaskId))
      noExecution(context, `${input.WindowExecutionId}/${input.TaskId}`);
    const { items, NextToken } = pageOf(context, input, {
      items: ssm.maintenanceWindowInvocations.get(input.TaskId ?? "") ?? [],
      keyOf: (invocation) => invocation.InvocationId ?? "",
      matches: hasStatus(context, multiValued(input.Filters)),
      limits: tenTo100,
    });
    return { WindowExecutionTaskInvocationIdentities: items, NextToken };
  },
});

function hasStatus<Item extends { Status?: string }>(
  context: OperationContext,
  filters: Filter[],
): (item: Item) => boolean {
  return matcher<Item>(context, filters, { STATUS: oneOf((item) => item.Status) }, "ValidationException");
}

function noExecution(context: OperationContext, id: string | undefined): never {
  return context.fail("DoesNotExistException", `Maintenance window execution ${id} does not exist`);
}
