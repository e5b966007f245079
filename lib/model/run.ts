/** What somebody can do on a walkthrough. */
export const runKinds = ["dry-run", "apply", "undo", "verify", "proof", "step", "note"] as const;
export type RunKind = (typeof runKinds)[number];

/** `unknown`: it ended before AWS's answer came, so nobody can say whether AWS did it. */
export const runOutcomes = [
  "running",
  "done",
  "would-work",
  "refused",
  "world-changed",
  "failed",
  "unknown",
] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** What became of the nodes since a fix was applied or marked done. */
export const verificationStates = ["not-asked", "reading", "waiting", "mended", "not-mended"] as const;
export type VerificationState = (typeof verificationStates)[number];
