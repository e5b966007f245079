import type { z } from "zod";

type Issue = z.core.$ZodIssue;

const kinds: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** What is wrong with a part of a request, in the words of who sent it. Where a schema has words of its own, they are used. */
export function explainIssue(issue: Issue): string {
  if (!/^(?:Too (?:small|big)|Invalid |Unrecognized )/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is missing";
      return `must be ${kinds[String(issue.expected)] ?? issue.expected}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "unrecognized_keys":
      return `has ${issue.keys.join(", ")}, which is not known here`;
    case "too_small":
    case "too_big":
      return explainSize(issue);
    default:
      return issue.message;
  }
}

function explainSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const bound = issue.code === "too_small" ? issue.minimum : issue.maximum;
  const size = issue.code === "too_small" ? "at least" : "at most";
  switch (issue.origin) {
    case "string":
      return issue.code === "too_small" && bound === 1 ? "is empty" : `must have ${size} ${bound} characters`;
    case "array":
    case "set":
      return `must have ${size} ${bound} entries`;
    default:
      return `must be ${size} ${bound}`;
  }
}
