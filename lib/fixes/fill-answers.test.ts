import { expect, test } from "vitest";
import { fillAnswers } from "./fill-answers.ts";

const created = { answerOf: "create-group", at: "GroupId" };

test("what AWS answered stands where the input asked for it, at any depth, and the rest is as it was", () => {
  const input = {
    SecurityGroupIds: [created],
    Nested: [{ Pair: { GroupId: created } }],
    Port: 443,
    Off: false,
  };
  expect(fillAnswers(input, { "create-group": { GroupId: "sg-1" } })).toEqual({
    ...{ SecurityGroupIds: ["sg-1"], Nested: [{ Pair: { GroupId: "sg-1" } }], Port: 443, Off: false },
  });
});

test("a call is never filled with a hole", () => {
  expect(() => fillAnswers({ A: created }, {})).toThrow("The answer to create-group has no GroupId");
  expect(() => fillAnswers({ A: created }, { "create-group": { Other: 1 } })).toThrow("has no GroupId");
});
