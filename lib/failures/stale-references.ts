import type { Target } from "../model/documents/targets.ts";
import type { ReferenceHolder } from "../model/reference-holder.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { isNodeId } from "./explain-call.ts";

/** How a node stands that somebody names. `unknown`: in no scope that is read, so long gone or never there. */
export type ReferenceState =
  | "running"
  | "stopped"
  | "terminated"
  | "lost"
  | "elsewhere"
  | "unknown"
  | "unread";

export type StaleReference = {
  holder: ReferenceHolder;
  /** The ids that are gone for good, and may be taken out. */
  gone: { id: string; state: "terminated" | "unknown" }[];
  /** Ids that are in another scope that is read: they work there, and never here. */
  elsewhere: { id: string; scopes: ScopeKey[] }[];
  /** Targets of the window that a task names and that are no more. */
  dangling: string[];
};

/**
 * Who still names nodes that are gone. An id is only called gone where every scope's instances were read, as it may be in
 * one that was not; a stopped node or a silent machine may come back, and is no stale reference.
 */
export function findStaleReferences(
  snapshots: ReadonlyMap<ScopeKey, Snapshot>,
  others: readonly ReferenceHolder[] = [],
): StaleReference[] {
  const holders = joined([...[...snapshots.values()].flatMap(holdersOf), ...others]);
  return holders.flatMap((holder) => {
    const gone: StaleReference["gone"] = [];
    const elsewhere: StaleReference["elsewhere"] = [];
    for (const id of holder.nodeIds) {
      const state = classify(snapshots, holder.scope, id);
      if (state === "terminated" || state === "unknown") gone.push({ id, state });
      if (state === "elsewhere") elsewhere.push({ id, scopes: scopesWith(snapshots, id) });
    }
    const dangling = danglingOf(holders, holder);
    const isFine = gone.length === 0 && elsewhere.length === 0 && dangling.length === 0;
    return isFine ? [] : [{ holder, gone, elsewhere, dangling }];
  });
}

/** What names nodes as its targets and as parameters is one. */
function joined(holders: readonly ReferenceHolder[]): ReferenceHolder[] {
  const alike = Map.groupBy(holders, ({ scope, kind, windowId, id }) =>
    [scope, kind, windowId, id].join(" "),
  );
  return [...alike.values()].map((some) => ({
    ...some[0]!,
    nodeIds: [...new Set(some.flatMap(({ nodeIds }) => nodeIds))],
    usedBy: [...new Set(some.flatMap(({ usedBy }) => usedBy))],
  }));
}

export function classify(
  snapshots: ReadonlyMap<ScopeKey, Snapshot>,
  scope: ScopeKey,
  id: string,
): ReferenceState {
  const own = snapshots.get(scope);
  const instance = own?.observedAt("instance", id) === undefined ? undefined : own.get("instance", id);
  if (instance !== undefined) {
    if (instance.state === "terminated" || instance.state === "shutting-down") return "terminated";
    return instance.state === "stopped" || instance.state === "stopping" ? "stopped" : "running";
  }
  const record = own?.observedAt("managed-node", id) === undefined ? undefined : own.get("managed-node", id);
  // Systems Manager may go on listing an instance for a while that EC2 no longer knows; a hybrid machine is its own.
  if (record !== undefined && id.startsWith("mi-"))
    return record.pingStatus === "Online" ? "running" : "lost";
  if (scopesWith(snapshots, id).length > 0) return "elsewhere";
  const kind = id.startsWith("mi-") ? "managed-node" : "instance";
  const isAllRead = [...snapshots.values()].every((snapshot) => snapshot.gapOf(kind) === undefined);
  return isAllRead ? "unknown" : "unread";
}

function scopesWith(snapshots: ReadonlyMap<ScopeKey, Snapshot>, id: string): ScopeKey[] {
  const kind = id.startsWith("mi-") ? "managed-node" : "instance";
  return [...snapshots].flatMap(([scope, snapshot]) =>
    snapshot.observedAt(kind, id) === undefined ? [] : [scope],
  );
}

function danglingOf(
  holders: readonly ReferenceHolder[],
  { scope, windowId, windowTargetIds }: ReferenceHolder,
): string[] {
  const isThere = (id: string) =>
    holders.some(
      (each) =>
        each.kind === "maintenance-window-target" &&
        each.scope === scope &&
        each.windowId === windowId &&
        each.id === id,
    );
  return windowTargetIds.filter((id) => !isThere(id));
}

function holdersOf(snapshot: Snapshot): ReferenceHolder[] {
  return [...associationsOf(snapshot), ...windowPartsOf(snapshot)];
}

function scopeOf({ scope }: Snapshot): ScopeKey {
  return `${scope.account}:${scope.region}`;
}

function associationsOf(snapshot: Snapshot): ReferenceHolder[] {
  if (snapshot.gapOf("association") !== undefined) return [];
  return snapshot.all("association").map((association): ReferenceHolder => {
    const { id, name, documentName, targets, targetMaps, instanceId } = association;
    const mapped = targetMaps.flatMap((map) => Object.values(map).flat());
    const single = instanceId === null ? [] : [instanceId];
    return {
      ...{ scope: scopeOf(snapshot), kind: "association", id, name: name ?? documentName, windowId: null },
      nodeIds: ids([
        ...single,
        ...valuesOf(targets, "InstanceIds"),
        // A runbook's parameter, one run for each of its values.
        ...valuesOf(targets, "ParameterValues"),
        ...mapped,
      ]),
      windowTargetIds: [],
      usedBy: documentName === null ? [] : [documentName],
    };
  });
}

function windowPartsOf(snapshot: Snapshot): ReferenceHolder[] {
  if (snapshot.gapOf("maintenance-window") !== undefined) return [];
  return snapshot.all("maintenance-window").flatMap((window): ReferenceHolder[] => {
    const common = { scope: scopeOf(snapshot), windowId: window.id };
    const tasks = window.tasks ?? [];
    const targets = (window.targets ?? []).map(
      (target): ReferenceHolder => ({
        ...{ ...common, kind: "maintenance-window-target", id: target.id, name: target.name ?? window.name },
        ...{ nodeIds: ids(valuesOf(target.targets, "InstanceIds")), windowTargetIds: [] },
        usedBy: [
          ...tasks
            .filter((task) => valuesOf(task.targets, "WindowTargetIds").includes(target.id))
            .map((task) => task.name ?? task.taskArn ?? task.id),
          ...(target.ownerInformation === null ? [] : [target.ownerInformation]),
        ],
      }),
    );
    const ofTasks = tasks.map(
      (task): ReferenceHolder => ({
        ...{ ...common, kind: "maintenance-window-task", id: task.id, name: task.name ?? window.name },
        nodeIds: ids(valuesOf(task.targets, "InstanceIds")),
        // Where the targets could not be read, none of them is missing.
        windowTargetIds: window.targets === undefined ? [] : valuesOf(task.targets, "WindowTargetIds"),
        usedBy: task.taskArn === null ? [] : [task.taskArn],
      }),
    );
    return [...targets, ...ofTasks];
  });
}

function valuesOf(targets: readonly Target[], key: string): string[] {
  const wanted = key.toLowerCase();
  return targets.flatMap((target) => (target.key.toLowerCase() === wanted ? target.values : []));
}

/** What is no id (`*`, a typing error) names no node. */
function ids(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.toLowerCase()).filter(isNodeId))];
}
