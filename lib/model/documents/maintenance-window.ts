import type { Target } from "./targets.ts";

/** A maintenance window with its targets and tasks, without their parameters: they may hold secrets. */
export type MaintenanceWindow = {
  id: string;
  name: string | null;
  isEnabled: boolean | null;
  schedule: string | null;
  scheduleTimezone: string | null;
  durationHours: number | null;
  cutoffHours: number | null;
  /** Undefined where they could not be read. */
  targets: MaintenanceWindowTarget[] | undefined;
  tasks: MaintenanceWindowTask[] | undefined;
};

export type MaintenanceWindowTarget = {
  id: string;
  name: string | null;
  resourceType: string | null;
  targets: Target[];
  ownerInformation: string | null;
};

export type MaintenanceWindowTask = {
  id: string;
  name: string | null;
  type: string | null;
  taskArn: string | null;
  serviceRoleArn: string | null;
  priority: number | null;
  targets: Target[];
};
