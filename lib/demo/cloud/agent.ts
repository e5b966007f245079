/**
 * The SSM Agent of one node, as SSM knows it. Its registration and channel follow from the world: an agent whose
 * conditions are all mended comes back after the delays that real agents need (clock.ts divides them by the speed).
 */
export type Agent = {
  nodeId: string;
  resourceType: "EC2Instance" | "ManagedInstance";
  version: string;
  isLatestVersion: boolean;
  platformType: "Linux" | "Windows" | "MacOS";
  platformName: string;
  platformVersion: string;
  computerName: string;
  ipAddress: string;
  /** Hybrid nodes only. */
  name?: string;
  activationId?: string;
  iamRole?: string;
  /** When it first registered; null while SSM has no record of it. */
  registeredAt: number | null;
  /** Milliseconds into the heartbeat period at which this agent pings: spreads a fleet's pings over the period. */
  pingPhaseMs: number;
  /** What SSM says now. `absent`: no record (never registered, or the instance is stopped or terminated). */
  ping: "Online" | "ConnectionLost" | "absent";
  /** The last ping that SSM heard, for an agent that is not Online (an Online one pings by its phase). */
  lastPingAt: number | null;
  isChannelOpen: boolean;
  /** Ids of the conditions that hold it back (condition.ts), the first reason first. */
  conditionIds: string[];
  /** When the agent will next try after a change let it through; null while nothing is due. */
  dueAt: number | null;
  associationStatus?: string;
  /** Since when it no longer pings, while SSM still takes it for Online. */
  silentSince?: number | null;
  /** When its open channel closes, though the agent goes on pinging. */
  channelClosesAt?: number | null;
  /** When the host or the agent was last restarted over the API: what a restart mends reads this. */
  restartedAt?: number | null;
};
