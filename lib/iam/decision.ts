import type { Evidence } from "../model/verdict.ts";

/** Which kind of policy decided. `none`: nothing allows it, which is no statement of anybody's. */
export type DecidedBy =
  | "identity-policy"
  | "permissions-boundary"
  | "organization-policy"
  | "endpoint-policy"
  | "none";

/** A statement by its Sid or, where it has none, its place, and as it is written in its policy. */
export type DecidingStatement = { effect: "Allow" | "Deny"; sid: string; text: string };

/** Whether a principal may call an action, and the statement that says so. */
export type ActionDecision = {
  action: string;
  /** `undecided`: it hangs on a condition whose value nobody here can know, or on the node or what else it is done to. */
  decision: "allowed" | "explicitly-denied" | "not-allowed" | "undecided";
  by: DecidedBy;
  /** The deciding statement, where one decides, or the one that an undecided one hangs on. */
  statement: (DecidingStatement & { policy: string }) | null;
  /**
   * IAM's own simulator, or an evaluation of the policies as they were read. What is allowed by the policies alone may
   * still be denied by the organization; what they deny is proved by them, whatever the simulator adds.
   */
  source: "simulation" | "policies";
  /** Of an undecided one: the condition keys that it hangs on. */
  conditionKeys: readonly string[];
  /** Of an undecided one: it differs from node to node, so ask again with the node's id. */
  isPerNode: boolean;
  explain(): Explanation;
};

/** Whether a service may assume a role by its trust policy. */
export type TrustDecision = {
  decision: "allowed" | "explicitly-denied" | "not-allowed" | "undecided";
  statement: DecidingStatement | null;
  conditionKeys: readonly string[];
  explain(): Explanation;
};

export type Explanation = { sentence: string; evidence: Evidence[] };
