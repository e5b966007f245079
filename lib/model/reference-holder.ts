import type { ScopeKey } from "./scope.ts";

export const holderKinds = [
  "association",
  "maintenance-window-target",
  "maintenance-window-task",
  "automation",
  "resource-group",
  "event-rule",
] as const;
export type HolderKind = (typeof holderKinds)[number];

/** Something of a scope that aims at nodes by their ids. Of what it hands them, nothing but these ids is kept. */
export type ReferenceHolder = {
  scope: ScopeKey;
  kind: HolderKind;
  id: string;
  name: string | null;
  /** The maintenance window that a target or a task belongs to. */
  windowId: string | null;
  nodeIds: readonly string[];
  /** Targets of its window that a task names. */
  windowTargetIds: readonly string[];
  /** Who uses it: tasks that name a window's target, the document that an association runs, whoever owns it. */
  usedBy: readonly string[];
};
