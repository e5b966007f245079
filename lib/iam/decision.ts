import type { Evidence } from "../model/verdict.ts";

/** Which kind of policy decided. `none`: nothing allows it, which is no statement of anybody's. */
export type DecidedBy =
  | "identity-policy"
  | "permissions-boundary"
  | "organization-policy"
  | "endpoint-policy"
  | "none";

/** Whether a principal may call an action, and the statement that says so. */
export type ActionDecision = {
  action: string;
  /** `undecided`: it hangs on a condition whose value nobody here can know, or on the node. */
  decision: "allowed" | "explicitly-denied" | "not-allowed" | "undecided";
  by: DecidedBy;
  /** The deciding statement, where one decides: its policy's name or ARN, its Sid or its place, and its text. */
  statement: { policy: string; sid: string; text: string } | null;
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
  statement: { sid: string; text: string } | null;
  conditionKeys: readonly string[];
  explain(): Explanation;
};

export type Explanation = { sentence: string; evidence: Evidence[] };
