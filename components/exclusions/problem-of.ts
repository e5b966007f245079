import { ProblemError } from "../query/read-json.ts";

/** What the server found wrong with one field of a form; undefined where it found nothing there. */
export function problemOf(error: Error | null, field: string): string | undefined {
  return error instanceof ProblemError && error.problem.field === field ? error.problem.detail : undefined;
}

/** What went wrong that no field of the form can be blamed for. */
export function otherProblem(error: Error | null, fields: readonly string[]): string | undefined {
  if (error === null) return undefined;
  const isOfField = fields.some((field) => problemOf(error, field) !== undefined);
  return isOfField ? undefined : error.message;
}
