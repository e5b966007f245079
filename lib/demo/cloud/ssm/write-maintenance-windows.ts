import { randomUUID } from "node:crypto";
import {
  DeregisterTargetFromMaintenanceWindow$,
  type DeregisterTargetFromMaintenanceWindowRequest,
  type DeregisterTargetFromMaintenanceWindowResult,
  type MaintenanceWindowTask,
  RegisterTargetWithMaintenanceWindow$,
  type RegisterTargetWithMaintenanceWindowRequest,
  type RegisterTargetWithMaintenanceWindowResult,
  UpdateMaintenanceWindowTarget$,
  type UpdateMaintenanceWindowTargetRequest,
  type UpdateMaintenanceWindowTargetResult,
  UpdateMaintenanceWindowTask$,
  type UpdateMaintenanceWindowTaskRequest,
  type UpdateMaintenanceWindowTaskResult,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { checkTargets } from "./command-targets.ts";
import { requireWindow } from "./read-maintenance-windows.ts";

/** Bad instance ids are accepted here: a window's targets fail when the window runs. */
export const registerTargetWithMaintenanceWindow = defineOperation<
  RegisterTargetWithMaintenanceWindowRequest,
  RegisterTargetWithMaintenanceWindowResult
>({
  service: "ssm",
  schema: RegisterTargetWithMaintenanceWindow$,
  action: "ssm:RegisterTargetWithMaintenanceWindow",
  mutates: true,
  handle(context, { ClientToken: _, ...input }) {
    requireWindow(context, input.WindowId);
    checkTargets(context, input.Targets ?? []);
    const WindowTargetId = randomUUID();
    context.region.ssm.maintenanceWindowTargets.set(WindowTargetId, { ...input, WindowTargetId });
    context.changed(WindowTargetId);
    return { WindowTargetId };
  },
});

export const updateMaintenanceWindowTarget = defineOperation<
  UpdateMaintenanceWindowTargetRequest,
  UpdateMaintenanceWindowTargetResult
>({
  service: "ssm",
  schema: UpdateMaintenanceWindowTarget$,
  action: "ssm:UpdateMaintenanceWindowTarget",
  mutates: true,
  handle(context, { Replace = false, ...input }) {
    const before = getTarget(context, input);
    if (input.Targets !== undefined) checkTargets(context, input.Targets);
    const { WindowId, WindowTargetId = "", ResourceType } = before;
    const target = updated({ WindowId, WindowTargetId, ResourceType }, before, input, Replace);
    context.region.ssm.maintenanceWindowTargets.set(WindowTargetId, target);
    context.changed(WindowTargetId);
    const { ResourceType: _, ...answer } = target;
    return answer;
  },
});

export const updateMaintenanceWindowTask = defineOperation<
  UpdateMaintenanceWindowTaskRequest,
  UpdateMaintenanceWindowTaskResult
>({
  service: "ssm",
  schema: UpdateMaintenanceWindowTask$,
  action: "ssm:UpdateMaintenanceWindowTask",
  mutates: true,
  handle(context, { Replace = false, TaskInvocationParameters, ...input }) {
    const before = getTask(context, input);
    const { WindowId, WindowTaskId = "", Type } = before;
    const task = updated({ WindowId, WindowTaskId, Type }, before, input, Replace);
    context.region.ssm.maintenanceWindowTasks.set(WindowTaskId, task);
    context.changed(WindowTaskId);
    const { Type: _, ...answer } = task;
    return { ...answer, TaskInvocationParameters };
  },
});

export const deregisterTargetFromMaintenanceWindow = defineOperation<
  DeregisterTargetFromMaintenanceWindowRequest,
  DeregisterTargetFromMaintenanceWindowResult
>({
  service: "ssm",
  schema: DeregisterTargetFromMaintenanceWindow$,
  action: "ssm:DeregisterTargetFromMaintenanceWindow",
  mutates: true,
  handle(context, { WindowId = "", WindowTargetId = "", Safe = false }) {
    getTarget(context, { WindowId, WindowTargetId });
    const { maintenanceWindowTargets, maintenanceWindowTasks } = context.region.ssm;
    const isUsed = [...maintenanceWindowTasks.values()].some((task) => usesTarget(task, WindowTargetId));
    if (Safe && isUsed)
      context.fail(
        "TargetInUseException",
        `Target ${WindowTargetId} is still referenced by a task of window ${WindowId}.`,
      );
    maintenanceWindowTargets.delete(WindowTargetId);
    context.changed(WindowTargetId);
    return { WindowId, WindowTargetId };
  },
});

/** With `Replace`, what the request leaves out is gone; otherwise it stays as it was. */
function updated<Whole extends object>(
  kept: Partial<Whole>,
  before: Whole,
  input: object,
  replaces: boolean,
): Whole {
  const given = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  );
  return { ...(replaces ? {} : before), ...given, ...kept } as Whole;
}

function getTarget(context: OperationContext, { WindowId = "", WindowTargetId = "" }) {
  requireWindow(context, WindowId);
  const target = context.region.ssm.maintenanceWindowTargets.get(WindowTargetId);
  if (target?.WindowId === WindowId) return target;
  return context.fail(
    "DoesNotExistException",
    `Target ${WindowTargetId} does not exist in window ${WindowId}`,
  );
}

function getTask(context: OperationContext, { WindowId = "", WindowTaskId = "" }) {
  requireWindow(context, WindowId);
  const task = context.region.ssm.maintenanceWindowTasks.get(WindowTaskId);
  if (task?.WindowId === WindowId) return task;
  return context.fail("DoesNotExistException", `Task ${WindowTaskId} does not exist in window ${WindowId}`);
}

function usesTarget({ Targets = [] }: MaintenanceWindowTask, windowTargetId: string): boolean {
  return Targets.some(({ Key, Values = [] }) => Key === "WindowTargetIds" && Values.includes(windowTargetId));
}
