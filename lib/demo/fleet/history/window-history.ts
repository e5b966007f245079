import type { MaintenanceWindowExecutionStatus } from "@aws-sdk/client-ssm";
import type { Region } from "../../cloud/world.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day, hour, minute, regionOf } from "../estate.ts";
import { addMaintenanceWindow } from "../systems-manager/maintenance-windows.ts";
import { callers } from "./callers.ts";
import type { Outcome } from "./commands.ts";
import { addCommand } from "./commands.ts";
import { heldNodes, reasonAt } from "./reasons.ts";
import { plantFailure } from "./trail.ts";

const nights = 30;

/** Nightly windows: one that patches the fleet, one that names ids that are gone, one that matches nothing. */
export function addWindowHistory(estate: Estate): void {
  addMaintenanceWindow(estate, "prod", "us-east-1", {
    name: "nightly-patching",
    description: "Patches of the application nodes",
    schedule: "cron(0 2 ? * * *)",
    targets: [{ name: "prod", owner: "platform", targets: [{ Key: "tag:Env", Values: ["prod"] }] }],
    task: { document: "AWS-RunPatchBaseline", type: "RUN_COMMAND", name: "patch" },
  });
  addMaintenanceWindow(estate, "staging", "us-east-1", {
    name: "batch-cleanup",
    description: "Cleans the batch nodes",
    schedule: "cron(0 3 ? * * *)",
    targets: [{ name: "batch", owner: "payments", targets: [{ Key: "tag:Role", Values: ["batch"] }] }],
    task: { document: "AWS-RunShellScript", type: "RUN_COMMAND", name: "clean" },
  });
  for (let night = 0; night < nights; night++) addNightOfWindows(estate, night * day + 9 * hour);
}

export function addNightOfWindows(estate: Estate, ago: number): void {
  const prod = regionOf(estate, "prod", "us-east-1");
  addNight(estate, prod, "nightly-patching", ago, patchOutcomes(estate, prod, ago));
  addNight(estate, regionOf(estate, "data", "us-east-1"), "spark-patching", ago, pinnedOutcomes(estate));
  addNight(estate, regionOf(estate, "staging", "us-east-1"), "batch-cleanup", ago, []);
}

function patchOutcomes(estate: Estate, region: Region, ago: number): Outcome[] {
  const at = estate.now - ago;
  const healthy = [...region.ssm.agents.values()]
    .filter(({ conditionIds, registeredAt }) => conditionIds.length === 0 && (registeredAt ?? at) < at)
    .slice(0, 6)
    .map(({ nodeId }) => ({ nodeId, details: "Success" }));
  const silent = heldNodes(estate).flatMap((node): Outcome[] => {
    const reason = node.region === region ? reasonAt(node, at) : undefined;
    if (reason?.effect !== "lost") return [];
    const code = reason.code ?? "unexplained";
    return [{ nodeId: node.agent.nodeId, details: "DeliveryTimedOut", code, conditionId: reason.id }];
  });
  return [...healthy, ...silent];
}

/** Two of the pinned ids are gone: what is sent to them cannot be delivered. */
function pinnedOutcomes(estate: Estate): Outcome[] {
  const { ssm } = regionOf(estate, accountIds.data, "us-east-1");
  const window = windowNamed(ssm, "spark-patching");
  const target = [...ssm.maintenanceWindowTargets.values()].find(
    ({ WindowId }) => WindowId === window.WindowId,
  );
  return (target?.Targets?.[0]?.Values ?? []).map((nodeId) => {
    if (ssm.agents.has(nodeId)) return { nodeId, details: "Success" };
    return { nodeId, details: "Undeliverable", code: "instance-not-found" };
  });
}

function windowNamed(ssm: Region["ssm"], name: string) {
  const window = [...ssm.maintenanceWindows.values()].find(({ Name }) => Name === name);
  if (!window?.WindowId) throw new Error(`no window ${name}`);
  return window;
}

function addNight(
  estate: Estate,
  region: Region,
  windowName: string,
  ago: number,
  outcomes: Outcome[],
): void {
  const { ssm } = region;
  const place = { accountId: region.account, region: region.name };
  const windowId = windowNamed(ssm, windowName).WindowId ?? "";
  const task = [...ssm.maintenanceWindowTasks.values()].find(({ WindowId }) => WindowId === windowId);
  const target = [...ssm.maintenanceWindowTargets.values()].find(({ WindowId }) => WindowId === windowId);
  const label = `${windowId}/${Math.round(ago / minute)}`;
  const executionId = estate.ids.uuid(`${label}/execution`);
  const taskExecutionId = estate.ids.uuid(`${label}/task`);
  const commandId = addCommand(estate, place, {
    ...{ label: `window/${label}`, ago, caller: callers.stateManager, outcomes, isAnothers: true },
    document: task?.TaskArn ?? "",
    targets: target?.Targets ?? [],
  });
  const failed = outcomes.filter(({ code }) => code);
  const status: MaintenanceWindowExecutionStatus =
    failed.length === 0
      ? "SUCCESS"
      : failed.some(({ details }) => details === "DeliveryTimedOut")
        ? "TIMED_OUT"
        : "FAILED";
  const common = {
    WindowExecutionId: executionId,
    Status: status,
    StatusDetails: outcomes.length === 0 ? "NoInstancesInTag" : "",
    StartTime: new Date(estate.now - ago),
    EndTime: new Date(estate.now - ago + 20 * minute),
  };
  append(ssm.maintenanceWindowExecutions, windowId, { WindowId: windowId, ...common });
  append(ssm.maintenanceWindowExecutionTasks, executionId, {
    ...{
      ...common,
      TaskExecutionId: taskExecutionId,
      TaskArn: task?.TaskArn,
      TaskType: "RUN_COMMAND" as const,
    },
  });
  append(ssm.maintenanceWindowInvocations, taskExecutionId, {
    ...{ ...common, TaskExecutionId: taskExecutionId, TaskType: "RUN_COMMAND" as const },
    InvocationId: estate.ids.uuid(`${label}/invocation`),
    ExecutionId: commandId,
    OwnerInformation: target?.OwnerInformation,
    WindowTargetId: target?.WindowTargetId,
  });
  const failure = {
    source: "maintenance-window" as const,
    recordId: executionId,
    operation: task?.TaskArn ?? "",
    at: common.StartTime,
  };
  if (outcomes.length === 0) {
    plantFailure(estate, place, {
      ...failure,
      targets: ["tag:Role=batch"],
      kind: "NoInstancesInTag",
      code: "target-matches-nothing",
      silent: true,
    });
  }
  for (const { nodeId, details, code, conditionId } of failed) {
    plantFailure(estate, place, {
      ...failure,
      targets: [nodeId],
      kind: details,
      code: code ?? "",
      ...(conditionId ? { conditionId } : {}),
    });
  }
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
