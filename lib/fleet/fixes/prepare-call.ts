import type { Expected } from "../../fixes/changed-world.ts";
import { fillAnswers } from "../../fixes/fill-answers.ts";
import { resourceOf } from "../../fixes/resource-of-call.ts";
import type { Precondition, WrittenCall } from "../../fixes/written-call.ts";
import { FleetError } from "../../model/fleet-error.ts";
import type { StoredRun } from "../../store/run-row.ts";
import type { Plan, PlannedStep } from "./load-plan.ts";

type Call = { operation: WrittenCall["operation"]; input: Record<string, unknown> };

/** What stands in a run of an apply or an undo, beside what people are told. */
export type RunDetail = {
  input: Record<string, unknown>;
  /** What takes it back, as it was written before the call; answers are filled in when it is used. */
  undo: Call | null;
  /** What AWS answered. */
  output: Record<string, unknown> | null;
  /** The documents that the call stood on, as they were just before it. */
  prior: readonly { kind: string; id: string; document: unknown }[];
  /** The same just after it: steps that follow stand on these. */
  after: readonly Precondition[];
  clientToken: string | null;
};

/** A step's call with what other steps have answered, ready to be tried or made. */
export type PreparedCall = {
  call: WrittenCall;
  resource: string;
  answers: Readonly<Record<string, unknown>>;
  /** The input, or why it cannot be made yet. */
  input: Record<string, unknown> | { missing: string };
  expected: readonly Expected[];
};

export function prepareCall(plan: Plan, step: PlannedStep, changes: readonly StoredRun[]): PreparedCall {
  const { call } = step;
  if (call === null) {
    throw new FleetError(
      "conflict",
      `"${step.title}" is nothing that AWS can be asked to do: somebody has to do it, and mark it as done.`,
      { field: "step" },
    );
  }
  const applied = changes.filter(({ kind, at }) => kind === "apply" && at >= plan.since);
  const details = new Map(applied.map(({ step: id, detail }) => [id ?? "", detail as RunDetail]));
  const answers = Object.fromEntries([...details].map(([id, { output }]) => [id, output]));
  return {
    call,
    answers,
    resource: resourceOf(call, answers),
    input: fill(call.input, answers),
    expected: call.preconditions.map((precondition) => ({
      ...precondition,
      orAlso: [...details.values()].flatMap(({ after }) =>
        after.filter(({ kind, id }) => kind === precondition.kind && id === precondition.id).map(toPrint),
      ),
    })),
  };
}

function toPrint({ fingerprint }: Precondition): string {
  return fingerprint;
}

function fill(
  input: Record<string, unknown>,
  answers: Readonly<Record<string, unknown>>,
): PreparedCall["input"] {
  try {
    return fillAnswers(input, answers);
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

export function isMissing(input: PreparedCall["input"]): input is { missing: string } {
  return Object.keys(input).length === 1 && typeof input.missing === "string";
}
