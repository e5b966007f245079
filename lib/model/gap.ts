import type { DocumentKind } from "./document-kind.ts";
import type { ScopeKey } from "./scope.ts";

/**
 * Why something was not read. `unsupported`: not offered in this Region, or not in a bundle. `awaited`: the reading of its
 * scope has not come to it yet; no gap that is stored is one of these.
 */
export const gapReasons = ["denied", "throttled", "unsupported", "failed", "awaited"] as const;
export type GapReason = (typeof gapReasons)[number];

/** Why AWS did not tell. */
export type ReadTrouble = Exclude<GapReason, "awaited">;

/**
 * A read that failed. It is stored, counted and shown, and a check that needs it is `unknown`: nothing is judged on what
 * was not read. `resource` narrows it to one resource where the others of the kind were read.
 */
export type Gap = {
  scope: ScopeKey;
  kind: DocumentKind;
  /** The IAM action that would have read it, as `ec2:DescribeRouteTables`. */
  action: string;
  reason: GapReason;
  /** What AWS answered, for people. */
  message: string;
  /** AWS's own error code, where there was one. */
  code: string | null;
  resource: string | null;
  /** True in a verdict on a node of another scope, so that whoever words it names this one. */
  isElsewhere?: true;
};
