/** A node's reachability, in the order in which a person reads them. */
export const statuses = ["reachable", "degraded", "lost", "unregistered", "off", "gone", "unknown"] as const;
export type Status = (typeof statuses)[number];

/**
 * How far a verdict is proved. `decided`: one API fact on the only path. `likely`: simulated, on the host, or a gap could
 * add another cause. `undecided`: configuration cannot tell, or the deciding read is missing.
 */
export const certainties = ["decided", "likely", "undecided"] as const;
export type Certainty = (typeof certainties)[number];
