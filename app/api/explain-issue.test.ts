import { expect, test } from "vitest";
import { z } from "zod";
import { explainIssue } from "./explain-issue.ts";

const schema = z.object({
  text: z.string().min(1).max(3).optional(),
  own: z.string().max(3, "is longer than a word").optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  until: z.number().optional(),
  kind: z.enum(["csv", "jsonl"]).optional(),
  steps: z.array(z.string()).min(1).optional(),
});

test.each<[string, unknown, z.ZodType, string]>([
  ["nothing", { name: undefined }, z.object({ name: z.string() }), "is missing"],
  ["another type", { text: 5 }, schema, "must be a text"],
  ["no number", { limit: "x" }, schema, "must be a number"],
  ["a part of a number", { limit: "1.5" }, schema, "must be a whole number"],
  ["too much", { limit: "201" }, schema, "must be at most 200"],
  ["too little", { limit: "0" }, schema, "must be at least 1"],
  ["an empty text", { text: "" }, schema, "is empty"],
  ["a long text", { text: "four" }, schema, "must have at most 3 characters"],
  ["what has words of its own", { own: "four" }, schema, "is longer than a word"],
  ["none of a few", { kind: "xml" }, schema, "must be one of csv, jsonl"],
  ["an empty list", { steps: [] }, schema, "must have at least 1 entries"],
  ["no object at all", [], schema, "must be an object"],
  ["a key that is not known", { nope: 1 }, z.strictObject({}), "has nope, which is not known here"],
])("%s", (_, input, by, words) => {
  const { error } = by.safeParse(input, { reportInput: true });
  expect(explainIssue(error!.issues[0]!)).toBe(words);
});
