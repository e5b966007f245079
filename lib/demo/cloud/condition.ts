import type { World } from "./world.ts";

/**
 * One planted fault, or one scary but harmless fact (a decoy). It states by itself what is wrong and when it is mended,
 * without asking anything that judges: this is the truth that tests compare verdicts with.
 */
export type Condition = {
  id: string;
  account: string;
  region: string;
  /** The cause code of the product's contract, or `null` for a decoy. */
  code: string | null;
  /** The resource to blame, or the decoy's subject. */
  subject: { kind: string; id: string };
  /** The account of the subject, where it is another than the nodes': what changes there may mend it. */
  ownerAccount?: string;
  /** The nodes that it holds back now (ids), or, for a decoy, the nodes that look bad and are fine. */
  nodes: string[];
  /** What it does to those nodes while it is not mended. A decoy does nothing. */
  effect: ConditionEffect;
  since: Date;
  /** One plain sentence for people who read the truth table. */
  sentence: string;
  /** True once the planted fact no longer holds. Reads the world's own resources only. */
  isMended(world: World): boolean;
  /** What `isMended` said when the agents last reacted to a change; absent reads as not mended. */
  wasMended?: boolean;
};

export type ConditionEffect =
  /** Registered once, no longer heard: PingStatus ConnectionLost. */
  | "lost"
  /** SSM has no record of it. */
  | "unregistered"
  /** Heartbeats arrive; the message channel is closed. */
  | "channel-closed"
  /** Stopped, stopping, terminated: EC2's own state says so; no record. */
  | "absent"
  /** Started moments ago, or backing off: comes by itself. */
  | "waiting"
  /** Nothing: a decoy, or a condition that only a failure shows. */
  | "none";

/** One failure that the history holds, with the reason for it at that time. */
export type PlantedFailure = {
  account: string;
  region: string;
  /** Where AWS keeps it. */
  source: "cloudtrail" | "run-command" | "automation" | "state-manager" | "maintenance-window";
  /** The event, command, automation execution, association execution or window execution that shows it. */
  recordId: string;
  operation: string;
  at: Date;
  /** Ids, or the expression where it named no ids. */
  targets: string[];
  /** AWS's own word, without a trailing `Exception`. */
  kind: string;
  /** The cause code of the product's contract. */
  code: string;
  /** The condition that caused it, if it still stands in the world's table. */
  conditionId?: string;
  /** Whether what it belongs to ended green, or matched nothing. */
  silent: boolean;
};
