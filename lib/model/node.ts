import type { CauseCode, Subject } from "./cause.ts";
import type { ScopeKey } from "./scope.ts";
import type { Certainty, Status } from "./status.ts";

export const instanceStates = [
  "pending",
  "running",
  "stopping",
  "stopped",
  "shutting-down",
  "terminated",
] as const;
export type InstanceState = (typeof instanceStates)[number];

export const platforms = ["linux", "windows", "macos"] as const;
export type Platform = (typeof platforms)[number];

/**
 * A node as people browse it: one narrow row, made from the documents of its scope. Times are milliseconds since the
 * epoch; `null` says that AWS does not tell, never that it was not read (then `status` is unknown and `why` names the gap).
 */
export type Node = {
  scope: ScopeKey;
  /** `i-…`, or `mi-…` for a hybrid-activated machine. */
  id: string;
  /** The Name tag, or a hybrid node's own name. */
  name: string | null;
  status: Status;
  certainty: Certainty;
  /** One plain sentence: what is known of why. Null where nothing needs explaining. */
  why: string | null;
  /** A cause code and the resource to blame, once diagnosis has named one. */
  cause: { code: CauseCode; subject: Subject } | null;
  /** Its scope is not read through again, and what was read says something new: why is told when all of it is. */
  awaitsCause: boolean;
  /** Until when waiting is right; null where nothing is expected. */
  expectedUntil: number | null;
  /** Since when the status is what it is, as far as Muster has watched. */
  statusSince: number;

  state: InstanceState | null;
  ping: "Online" | "ConnectionLost" | "Inactive" | null;
  lastPingAt: number | null;
  channel: "connected" | "notconnected" | null;

  platform: Platform | null;
  /** As the agent reports it, or as EC2 knows it: "Amazon Linux 2023". */
  platformName: string | null;
  agentVersion: string | null;
  instanceType: string | null;
  imageId: string | null;
  launchedAt: number | null;

  vpc: string | null;
  subnet: string | null;
  zone: string | null;
  securityGroups: string[];
  /** The role's name as far as it is known: from the instance profile, or a hybrid node's own. */
  role: string | null;
  instanceProfileArn: string | null;
  autoScalingGroup: string | null;
  privateAddress: string | null;
  publicAddress: string | null;
  ipv6Address: string | null;
  computerName: string | null;

  tags: Record<string, string>;
  /** Failed calls and invocations of the last 30 days that were aimed at it; null while nobody has read them. */
  failures: number | null;
  /** When the facts behind this row were read; the oldest of those that decide its status. */
  readAt: number;
};

/** What a row says of how its node is, and why. */
export type Conclusion = Pick<
  Node,
  "status" | "certainty" | "why" | "cause" | "awaitsCause" | "expectedUntil"
>;
