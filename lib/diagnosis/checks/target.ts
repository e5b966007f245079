import type { Check } from "../check.ts";
import { agentBackingOff } from "./agent-backing-off.ts";
import { instanceLaunching } from "./instance-launching.ts";
import { instanceNotFound } from "./instance-not-found.ts";
import { instanceNotRunning } from "./instance-not-running.ts";
import { managedNodeQuota } from "./managed-node-quota.ts";
import { pingLost } from "./ping-lost.ts";
import { pingStale } from "./ping-stale.ts";
import { ssmRecordMissing } from "./ssm-record-missing.ts";

/** Whether there is such a node, whether it runs, and what SSM says of it. */
export const targetChecks: readonly Check[] = [
  instanceNotFound,
  instanceNotRunning,
  instanceLaunching,
  ssmRecordMissing,
  pingLost,
  pingStale,
  agentBackingOff,
  managedNodeQuota,
];
