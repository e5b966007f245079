import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import { autoScalingInstances } from "./auto-scaling-instances.ts";
import { connectionStatuses } from "./connection-statuses.ts";
import type { Collector } from "./define-collector.ts";
import { instanceProfiles } from "./instance-profiles.ts";
import { instances } from "./instances.ts";
import { managedNodes } from "./managed-nodes.ts";

const byKind: Partial<{ [Kind in DocumentKind]: Collector<Kind> }> = {
  instance: instances,
  "managed-node": managedNodes,
  "auto-scaling-instance": autoScalingInstances,
  "connection-status": connectionStatuses,
  "instance-profile": instanceProfiles,
};

/** In the order of `documentKinds`, in which every kind stands after those that it needs. */
export const collectors: readonly Collector[] = documentKinds.flatMap((kind) => byKind[kind] ?? []);
