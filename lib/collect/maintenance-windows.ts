import type {
  MaintenanceWindowTarget as AwsTarget,
  MaintenanceWindowTask as AwsTask,
  MaintenanceWindowIdentity,
} from "@aws-sdk/client-ssm";
import type { MaintenanceWindow } from "../model/documents/maintenance-window.ts";
import { defineCollector, type Read } from "./define-collector.ts";
import { all, byId, readEach } from "./listing.ts";
import { required } from "./parsing.ts";
import { createParts } from "./parts.ts";
import type { Stored } from "./stored.ts";
import { toTargets } from "./targets.ts";

type WindowAnswers = { Window: MaintenanceWindowIdentity; Targets?: AwsTarget[]; Tasks?: AwsTask[] };

export const maintenanceWindows = defineCollector({
  kind: "maintenance-window",
  actions: [
    "ssm:DescribeMaintenanceWindows",
    "ssm:DescribeMaintenanceWindowTargets",
    "ssm:DescribeMaintenanceWindowTasks",
  ],
  parts: {
    "ssm:DescribeMaintenanceWindowTargets": ["Targets"],
    "ssm:DescribeMaintenanceWindowTasks": ["Tasks"],
  },
  async *read(reader) {
    const pages = reader.pages("ssm:DescribeMaintenanceWindows", {});
    const windows = await all(pages, (answer) => answer.WindowIdentities);
    const { known, nameless } = byId(windows, ({ WindowId }) => WindowId);
    yield { items: nameless.map((Window): Read<WindowAnswers> => ({ id: undefined, body: { Window } })) };
    yield* readEach(known.keys(), async (id) => {
      const { read, missing, failures } = createParts();
      const input = { WindowId: id };
      const Targets = await read("Targets", () =>
        all(reader.pages("ssm:DescribeMaintenanceWindowTargets", input), (answer) => answer.Targets),
      );
      const Tasks = await read("Tasks", () =>
        all(reader.pages("ssm:DescribeMaintenanceWindowTasks", input), (answer) => answer.Tasks),
      );
      const body: WindowAnswers = { Window: known.get(id)!, Targets, Tasks };
      return { id, body, missing, failures };
    });
  },
  parse: toMaintenanceWindow,
});

export function toMaintenanceWindow({
  Window: window,
  Targets,
  Tasks,
}: Stored<WindowAnswers>): MaintenanceWindow {
  return {
    id: required(window.WindowId, "WindowId"),
    name: window.Name ?? null,
    isEnabled: window.Enabled ?? null,
    schedule: window.Schedule ?? null,
    scheduleTimezone: window.ScheduleTimezone ?? null,
    durationHours: window.Duration ?? null,
    cutoffHours: window.Cutoff ?? null,
    targets: Targets?.map((target) => ({
      id: required(target.WindowTargetId, "WindowTargetId"),
      name: target.Name ?? null,
      resourceType: target.ResourceType ?? null,
      targets: toTargets(target.Targets),
      ownerInformation: target.OwnerInformation ?? null,
    })),
    tasks: Tasks?.map((task) => ({
      id: required(task.WindowTaskId, "WindowTaskId"),
      name: task.Name ?? null,
      type: task.Type ?? null,
      taskArn: task.TaskArn ?? null,
      serviceRoleArn: task.ServiceRoleArn ?? null,
      priority: task.Priority ?? null,
      targets: toTargets(task.Targets),
    })),
  };
}
