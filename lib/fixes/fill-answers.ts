import { isFromAnswer } from "./written-call.ts";

/**
 * The input with the answers of earlier steps in it, ready to be sent. Throws where an answer is missing or lacks the value:
 * a call with a hole in it must never be made.
 */
export function fillAnswers(
  input: Record<string, unknown>,
  answers: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const fill = (value: unknown): unknown => {
    if (isFromAnswer(value)) return valueAt(answers[value.answerOf], value.answerOf, value.at);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each)]));
  };
  return fill(input) as Record<string, unknown>;
}

function valueAt(answer: unknown, step: string, path: string): unknown {
  let value = answer;
  for (const name of path.split("."))
    value = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (value === undefined || value === null) throw new Error(`The answer to ${step} has no ${path}`);
  return value;
}
