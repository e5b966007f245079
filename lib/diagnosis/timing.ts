const minute = 60_000;

/** How long an agent may take by itself, and from when. Each number is AWS's own or the agent's (ssm-targets 3.1). */
export const timing = {
  /** A node appears within about five minutes of its start (user guide, review of node insights). */
  registersWithinMs: 5 * minute,
  /** The agent's heartbeat comes every five minutes; a ping older than three of them proves nothing (SSM-03; ours). */
  pingStaysFreshMs: 15 * minute,
  /** An agent that could not connect sleeps five minutes, doubling up to an hour (user guide, technical details). */
  triesAgainWithinMs: 60 * minute,
  /** Nodes use default host management up to thirty minutes after it was switched on (user guide, Fleet Manager). */
  hostManagementReachesNodesWithinMs: 30 * minute,
  /** A profile that is attached within this time of the launch was there when the agent looked first. */
  profileCountsAsThereAtBootMs: minute,
} as const;
