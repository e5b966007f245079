import { type Difference, tellDifferences } from "./changed-world.ts";
import { type AwsAnswer, type CallEnd, makeCall, type Send } from "./make-call.ts";
import type { WriteOperation } from "./written-call.ts";

/** A call with every value in it, and what it is about. */
export type ReadyCall = { operation: WriteOperation; input: Record<string, unknown>; resource: string };

export type ApplyTools = {
  /** Writes the run and the audit entry. Throws where somebody else is at it, or has done it. */
  begin(): Promise<void>;
  /** What has changed since the call was made up; nothing where it stands. Read now, while nobody else may change it here. */
  findDifferences(): Promise<readonly Difference[]>;
  send: Send;
  /** Writes what came of it, with a second audit entry. */
  end(end: ApplyEnd): Promise<void>;
};

export type ApplyEnd = Omit<CallEnd, "outcome" | "answer"> & {
  outcome: CallEnd["outcome"] | "world-changed";
  answer: AwsAnswer | null;
};

/**
 * Makes the call, in the order that leaves no doubt behind: who and what is written down first, then it is seen that the
 * world is still the one of the proof, then AWS is called, once, and its answer is written down. Whoever dies on the way
 * leaves a run that says so.
 */
export async function applyCall(call: ReadyCall, tools: ApplyTools): Promise<ApplyEnd> {
  await tools.begin();
  const end = await endOf(call, tools);
  await tools.end(end);
  return end;
}

async function endOf(call: ReadyCall, tools: ApplyTools): Promise<ApplyEnd> {
  let isSent = false;
  try {
    const differences = await tools.findDifferences();
    if (differences.length > 0) return stopped(differences);
    isSent = true;
    return await makeCall(call, tools.send);
  } catch (error) {
    // A bug, or the store's trouble: the run must not stay open, and must not claim what nobody knows.
    const reason = error instanceof Error ? error.message : String(error);
    return isSent
      ? {
          outcome: "unknown",
          sentence: `It ended before AWS's answer was understood (${reason}). Look at ${call.resource} before you repeat it.`,
          answer: null,
          output: null,
        }
      : { outcome: "failed", sentence: `Nothing was sent: ${reason}`, answer: null, output: null };
  }
}

function stopped(differences: readonly Difference[]): ApplyEnd {
  const isUnread = differences.some(({ what }) => what === "unread");
  return {
    outcome: isUnread ? "failed" : "world-changed",
    sentence: tellDifferences(differences),
    answer: null,
    output: null,
  };
}
