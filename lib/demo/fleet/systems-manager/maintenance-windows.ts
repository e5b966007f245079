import type { Target } from "@aws-sdk/client-ssm";
import type { Estate } from "../estate.ts";
import { day, regionOf } from "../estate.ts";

export type WindowSpec = {
  name: string;
  description: string;
  schedule: string;
  targets: { name: string; targets: Target[]; owner: string }[];
  task: { document: string; type: "RUN_COMMAND" | "AUTOMATION"; name: string };
};

/** The night after `moment`. */
export function nextNight(moment: number): string {
  return `${new Date(moment + day).toISOString().slice(0, 10)}T02:00Z`;
}

export type AddedWindow = { windowId: string; taskId: string; targetIds: string[] };

/** Adds a window with its registered targets and one task for all of them. */
export function addMaintenanceWindow(
  estate: Estate,
  account: string,
  region: string,
  spec: WindowSpec,
): AddedWindow {
  const place = regionOf(estate, account, region);
  const label = `${place.account}/${region}/window/${spec.name}`;
  const windowId = estate.ids.resource("mw", label);
  place.ssm.maintenanceWindows.set(windowId, {
    WindowId: windowId,
    Name: spec.name,
    Description: spec.description,
    Enabled: true,
    Duration: 3,
    Cutoff: 1,
    Schedule: spec.schedule,
    ScheduleTimezone: "Etc/UTC",
    NextExecutionTime: nextNight(estate.now),
  });
  const targetIds = spec.targets.map(({ name, targets, owner }) => {
    const id = estate.ids.uuid(`${label}/target/${name}`);
    place.ssm.maintenanceWindowTargets.set(id, {
      WindowId: windowId,
      WindowTargetId: id,
      ResourceType: "INSTANCE",
      Name: name,
      OwnerInformation: owner,
      Targets: targets,
    });
    return id;
  });
  const taskId = estate.ids.uuid(`${label}/task`);
  place.ssm.maintenanceWindowTasks.set(taskId, {
    WindowId: windowId,
    WindowTaskId: taskId,
    Name: spec.task.name,
    TaskArn: spec.task.document,
    Type: spec.task.type,
    Priority: 1,
    MaxConcurrency: "20",
    MaxErrors: "10",
    ServiceRoleArn: `arn:aws:iam::${place.account}:role/maintenance-windows`,
    Targets: [{ Key: "WindowTargetIds", Values: targetIds }],
  });
  return { windowId, taskId, targetIds };
}
