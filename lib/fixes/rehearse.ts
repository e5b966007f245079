import { WriteError } from "../aws/write-error.ts";
import { type Difference, tellDifferences } from "./changed-world.ts";
import type { AwsAnswer, Send } from "./make-call.ts";
import { type Right, rightsOf } from "./rights.ts";
import { singleInputs } from "./single-calls.ts";
import type { WrittenCall } from "./written-call.ts";

export type Rehearsal = {
  outcome: "would-work" | "refused" | "world-changed" | "unknown";
  sentence: string;
  answer: AwsAnswer | null;
};

export type RehearsalTools = {
  /** What has changed since the call was made up; nothing where it stands. */
  findDifferences(): Promise<readonly Difference[]>;
  send: Send;
  /** What IAM says of the role for changes: null where it may, else why not; a reason where it could not be asked. */
  mayDo(right: Right): Promise<{ refusal: string | null } | { unread: string }>;
  place: { partition: string; account: string; region: string };
};

/**
 * Whether the call would work, without changing anything: EC2 is asked for a dry run; where AWS has none, IAM is asked whether
 * the role may. What neither can tell is unknown, with the reason.
 */
export async function rehearse(
  call: Pick<WrittenCall, "operation" | "input" | "rehearsal">,
  tools: RehearsalTools,
): Promise<Rehearsal> {
  const differences = await tools.findDifferences();
  if (differences.length > 0) {
    const outcome = differences.some(({ what }) => what === "unread") ? "unknown" : "world-changed";
    return { outcome, sentence: tellDifferences(differences), answer: null };
  }
  return call.rehearsal === "dry-run" ? dryRun(call, tools.send) : simulate(call, tools);
}

async function dryRun({ operation, input }: Pick<WrittenCall, "operation" | "input">, send: Send) {
  let last: Rehearsal | null = null;
  for (const each of singleInputs(operation, input)) {
    last = await send(operation, { ...each, DryRun: true }).then(
      ({ $metadata }): Rehearsal => ({
        outcome: "unknown",
        sentence: `AWS answered a dry run of ${operation} as if it had done it. Look at what it is about before anything else.`,
        answer: { code: null, message: null, requestId: $metadata.requestId ?? null },
      }),
      (error: unknown) => toRehearsal(error, operation),
    );
    if (last.outcome !== "would-work") return last;
  }
  return last!;
}

function toRehearsal(error: unknown, operation: string): Rehearsal {
  if (!(error instanceof WriteError)) throw error;
  const answer = { code: error.code, message: error.message, requestId: error.requestId };
  if (error.code === "DryRunOperation")
    return { outcome: "would-work", sentence: "AWS would do it.", answer };
  if (error.mayBeDone || error.reason === "throttled" || error.code === null)
    return {
      outcome: "unknown",
      sentence: `AWS did not say whether it would do it (${error.message}). Nothing was changed; try again.`,
      answer,
    };
  if (error.reason === "denied")
    return {
      outcome: "refused",
      sentence: `The role for changes may not do this (${error.code}: ${error.message}). Give it ${operation}; the settings page prints the policy that it needs.`,
      answer,
    };
  return {
    outcome: "refused",
    sentence: `AWS would refuse it (${error.code}: ${error.message}).`,
    answer,
  };
}

async function simulate(
  { operation, input }: Pick<WrittenCall, "operation" | "input">,
  { mayDo, place }: RehearsalTools,
): Promise<Rehearsal> {
  const rights = rightsOf(operation, input, place);
  for (const right of rights) {
    const said = await mayDo(right);
    if ("unread" in said)
      return {
        outcome: "unknown",
        sentence: `AWS has no dry run for ${operation}, and IAM could not be asked whether the role for changes may: ${said.unread}.`,
        answer: null,
      };
    if (said.refusal !== null)
      return {
        outcome: "refused",
        sentence: `IAM says that the role for changes may not: ${said.refusal}. The settings page prints the policy that it needs.`,
        answer: null,
      };
  }
  const actions = rights.map(({ action }) => action).join(" and ");
  return {
    outcome: "would-work",
    sentence: `The role for changes may ${actions}, as IAM says. AWS has no dry run for this call, so the rest shows when it is made.`,
    answer: null,
  };
}
