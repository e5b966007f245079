import { WriteError } from "../aws/write-error.ts";
import { singleInputs } from "./single-calls.ts";
import type { WriteOperation } from "./written-call.ts";

/** What AWS said to a call. */
export type AwsAnswer = { code: string | null; message: string | null; requestId: string | null };

/** What came of a call that was made, or was not. `output` is AWS's whole answer to it. */
export type CallEnd = {
  outcome: "done" | "failed" | "unknown";
  sentence: string;
  answer: AwsAnswer | null;
  output: Record<string, unknown> | null;
};

export type Send = (
  operation: WriteOperation,
  input: Record<string, unknown>,
) => Promise<Record<string, unknown> & { $metadata: { requestId?: string } }>;

/**
 * Makes a call, or the few that AWS takes instead of one, each once. Whatever happens is told as it is: what AWS refused was
 * not done, and where its answer never came nobody can say.
 */
export async function makeCall(
  {
    operation,
    input,
    resource,
  }: { operation: WriteOperation; input: Record<string, unknown>; resource: string },
  send: Send,
): Promise<CallEnd> {
  const inputs = singleInputs(operation, input);
  let output: Record<string, unknown> = {};
  let answer: AwsAnswer = { code: null, message: null, requestId: null };
  for (const [index, each] of inputs.entries()) {
    try {
      const { $metadata, ...told } = await send(operation, each);
      output = { ...output, ...told };
      answer = { code: null, message: null, requestId: $metadata.requestId ?? null };
    } catch (error) {
      if (!(error instanceof WriteError)) throw error;
      return failure(error, { operation, resource, done: index, all: inputs.length });
    }
    const undone = findUndone(output);
    if (undone !== null)
      return {
        outcome: "failed",
        sentence: `AWS answered, and did not do it: ${undone}. Look at ${resource} before you repeat it.`,
        answer: { ...answer, message: undone },
        output,
      };
  }
  return { outcome: "done", sentence: `AWS did it: ${operation} on ${resource}.`, answer, output };
}

/** Some answers succeed and say inside that they did not, or not for all. */
function findUndone(output: Record<string, unknown>): string | null {
  if (output.Return === false || output.ReturnValue === false) return "it answered false";
  const { Unsuccessful: unsuccessful } = output;
  if (!Array.isArray(unsuccessful) || unsuccessful.length === 0) return null;
  return unsuccessful
    .map((item: { ResourceId?: string; Error?: { Code?: string; Message?: string } }) =>
      [item.ResourceId, item.Error?.Code, item.Error?.Message].filter(Boolean).join(": "),
    )
    .join("; ");
}

type Place = { operation: WriteOperation; resource: string; done: number; all: number };

function failure(error: WriteError, place: Place): CallEnd {
  const answer = { code: error.code, message: error.message, requestId: error.requestId };
  const before =
    place.done === 0 ? "" : ` The first ${place.done} of its ${place.all} calls had been done before.`;
  if (error.mayBeDone)
    return {
      outcome: "unknown",
      sentence: `AWS's answer did not come (${error.message}), so nobody can say whether it was done.${before} Look at ${place.resource} before you repeat it.`,
      answer,
      output: null,
    };
  return { outcome: "failed", sentence: `${refusal(error, place)}${before}`, answer, output: null };
}

function refusal(error: WriteError, { operation }: Place): string {
  const said = error.code === null ? error.message : `${error.code}: ${error.message}`;
  if (error.operation !== operation || error.cause?.toString().includes("sts:AssumeRole"))
    return `Nothing was changed: the role for changes could not be assumed (${said}). See that its trust policy names whoever Muster runs as.`;
  switch (error.reason) {
    case "denied":
      return `Nothing was changed: the role for changes may not do this (${said}). Give it ${operation}; the settings page prints the policy that it needs.`;
    case "throttled":
      return `Nothing was changed: AWS asks for fewer calls (${said}). Try again in a minute.`;
    case "expired-credentials":
      return `Nothing was changed: the credentials have expired (${said}). New ones are asked for with the next try.`;
    case "no-credentials":
      return `Nothing was changed: there are no credentials (${said}). Give Muster some, and try again.`;
    case "unreachable":
      return `Nothing was changed: AWS could not be reached (${said}). Try again when the network is back.`;
    default:
      return `Nothing was changed: AWS refused it (${said}).`;
  }
}
