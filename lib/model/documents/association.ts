import type { Target } from "./targets.ts";

/** A State Manager association, without its parameters: they may hold secrets. */
export type Association = {
  id: string;
  name: string | null;
  documentName: string | null;
  documentVersion: string | null;
  targets: Target[];
  targetMaps: Record<string, string[]>[];
  /** The deprecated single target. */
  instanceId: string | null;
  scheduleExpression: string | null;
  status: string | null;
  detailedStatus: string | null;
  resourceCountByStatus: Record<string, number>;
};
