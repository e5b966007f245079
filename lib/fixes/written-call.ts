import type { WriteOperation } from "../model/write-operation.ts";

export { type WriteOperation, writeOperations } from "../model/write-operation.ts";

/**
 * Stands in an input for what AWS answers to a step: to an earlier one of the same fix, as the id of the group that it
 * created, or in an undo to the step itself.
 */
export type FromAnswer = {
  /** The step's id. */
  answerOf: string;
  /** The path of names in the answer, as `VpcEndpoint.VpcEndpointId`. */
  at: string;
};

export function isFromAnswer(value: unknown): value is FromAnswer {
  return typeof value === "object" && value !== null && "answerOf" in value && "at" in value;
}

/** A call as it would be made, with what must still be so before it is, and what takes it back. */
export type WrittenCall = {
  operation: WriteOperation;
  /** The SDK's input, in which a `FromAnswer` may stand for any value. */
  input: Record<string, unknown>;
  /**
   * `dry-run`: EC2 answers whether it would do it. `simulate`: IAM is asked whether the role may. Of EC2's own calls
   * ModifyVpcAttribute and those on profile associations have no dry run.
   */
  rehearsal: "dry-run" | "simulate";
  /** The documents that the proof stood on: read again just before, and anything else than this stops the call. */
  preconditions: readonly Precondition[];
  undo: { operation: WriteOperation; input: Record<string, unknown> } | null;
};

/** A fact that has to hold still: the document's hash as the proof saw it. */
export type Precondition = { kind: string; id: string; fingerprint: string };
