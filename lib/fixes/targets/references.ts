import type { Association } from "../../model/documents/association.ts";
import type { MaintenanceWindow, MaintenanceWindowTarget } from "../../model/documents/maintenance-window.ts";
import type { Target } from "../../model/documents/targets.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** Who of a scope aims at a node by its id. What could not be read throws its gap. */
export type References = {
  associations: Association[];
  /** Targets that are registered with a window, each with its window. */
  targets: { window: MaintenanceWindow; target: MaintenanceWindowTarget }[];
  /** Tasks that name it themselves, by their window and name. */
  tasks: { window: MaintenanceWindow; taskId: string; name: string | null; targets: readonly Target[] }[];
};

export function referencesTo(snapshot: Snapshot, nodeId: string): References {
  const windows = snapshot.all("maintenance-window");
  return {
    associations: snapshot
      .all("association")
      .filter(({ targets, instanceId }) => instanceId === nodeId || names(targets, nodeId)),
    targets: windows.flatMap((window) =>
      (window.targets ?? []).flatMap((target) => (names(target.targets, nodeId) ? [{ window, target }] : [])),
    ),
    tasks: windows.flatMap((window) =>
      (window.tasks ?? []).flatMap(({ id, name, targets }) =>
        names(targets, nodeId) ? [{ window, taskId: id, name, targets }] : [],
      ),
    ),
  };
}

function names(targets: readonly Target[], nodeId: string): boolean {
  return targets.some(({ key, values }) => isIds(key) && values.includes(nodeId));
}

/** The same lines without the node; a line that named nobody else is left out. */
export function withoutNode(targets: readonly Target[], nodeId: string): Target[] {
  return targets.flatMap(({ key, values }) => {
    if (!isIds(key)) return [{ key, values }];
    const others = values.filter((value) => value !== nodeId);
    return others.length === 0 ? [] : [{ key, values: others }];
  });
}

function isIds(key: string): boolean {
  return key.toLowerCase() === "instanceids";
}

/** As SSM's calls take them. */
export function toInput(targets: readonly Target[]): { Key: string; Values: string[] }[] {
  return targets.map(({ key, values }) => ({ Key: key, Values: [...values] }));
}
